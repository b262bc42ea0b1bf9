// Shares a page: by the phone's own list of programs where it has one, else by
// copying a text. Only what stands on the page goes out, and the page's own
// address without what follows # or ?: no answers, no searches.
var root = document.documentElement;
root.classList.add("can-share");

function attribute(selector, name) {
  var e = document.querySelector(selector);
  return e && e.getAttribute(name) || "";
}

// The address to give away: of the place where the reader is, or, in a folder,
// the one that the editors know.
function address() {
  if (/^https?:$/.test(location.protocol)) return location.href.replace(/[?#].*$/, "");
  return attribute(".slip", "data-address");
}

// copy tells in words beside the button whether it went well; where nothing can
// be copied, the text stands there to be taken by hand.
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
    // A status that appears with its words already in it is not read out.
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
    if (!e || e.name !== "AbortError") byCopy(); // else the reader changed their mind
  });
}

document.addEventListener("click", function (e) {
  var button = e.target.closest ? e.target.closest(".tools .share, .slip .copy") : null;
  if (button) {
    if (button.classList.contains("share")) share(button);
    else copy(button, document.querySelector(".slip .words").textContent);
    return;
  }
  // Whoever follows the link wants to see the words, not a line to be opened.
  var link = e.target.closest ? e.target.closest("a[href='#s-wrong']") : null, slip = document.getElementById("s-wrong");
  if (link && slip) slip.open = true;
});
