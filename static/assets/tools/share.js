// Shares a page: by the phone's own list of programs or, without one, by copying a
// text. It shares only the page's text and its address without the part after # or
// ?: no answers, no searches.
var root = document.documentElement;
root.classList.add("can-share");

function attribute(selector, name) {
  var e = document.querySelector(selector);
  return e && e.getAttribute(name) || "";
}

// The address to share: the current one or, in a folder, the one of base_url.
function address() {
  if (/^https?:$/.test(location.protocol)) return location.href.replace(/[?#].*$/, "");
  return attribute(".slip", "data-address");
}

// copy copies a text and shows the result beside the button; if it fails, it shows
// the text there, to copy by hand.
function copy(button, text) {
  var told = button.parentNode.querySelector(".told");
  var box = button.parentNode.querySelector("textarea");
  if (box) box.parentNode.removeChild(box);
  if (!told) {
    told = document.createElement("span");
    told.className = "told";
    told.setAttribute("role", "status");
    button.parentNode.appendChild(told);
  }
  told.textContent = "";
  function tell(how) {
    // Screen readers skip a status that appears together with its words.
    setTimeout(function () { told.textContent = attribute(".tools .share", how); }, 50);
  }
  function done() {
    tell("data-done");
  }
  function byHand() {
    box = document.createElement("textarea");
    box.readOnly = true;
    box.rows = text.split("\n").length + 1;
    box.value = text;
    box.setAttribute("aria-label", button.textContent);
    button.parentNode.appendChild(box);
    box.focus();
    box.select();
    var copied = false;
    try { copied = document.execCommand("copy"); } catch (e) { /* it stands selected */ }
    if (!copied) {
      tell("data-failed");
      return;
    }
    box.parentNode.removeChild(box);
    button.focus();
    done();
  }
  if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

function share(button) {
  var title = document.querySelector("h1").textContent.trim(), url = address();
  var text = [attribute("meta[name=description]", "content"), attribute(".slip", "data-share")].filter(Boolean).join("\n");
  function byCopy() {
    copy(button, [title, text, url].filter(Boolean).join("\n"));
  }
  if (!navigator.share) return byCopy();
  var data = { title: title, text: title + "\n" + text };
  if (url) data.url = url;
  navigator.share(data).catch(function (e) {
    if (!e || e.name !== "AbortError") byCopy(); // otherwise the reader cancelled
  });
}

document.addEventListener("click", function (e) {
  var button = e.target.closest ? e.target.closest(".tools .share, .slip .copy") : null;
  if (button) {
    if (button.classList.contains("share")) share(button);
    else copy(button, document.querySelector(".slip .words").textContent);
    return;
  }
  // A link to a closed section opens it.
  var link = e.target.closest ? e.target.closest("a[href='#s-wrong']") : null, slip = document.getElementById("s-wrong");
  if (link && slip) slip.open = true;
});
