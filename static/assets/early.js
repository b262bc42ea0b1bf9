// 特大字: one larger size of text for all pages. This script runs in the head, before
// the browser draws, so that a page never visibly changes its size; it must stay
// tiny. Without storage (some browsers, a USB stick) the button changes only the
// current page.
(function () {
  "use strict";
  var root = document.documentElement, key = "handbook-larger";
  function remembered() {
    try {
      return localStorage.getItem(key) === "1";
    } catch (e) {
      return false;
    }
  }
  function remember(on) {
    try {
      if (on) localStorage.setItem(key, "1");
      else localStorage.removeItem(key);
    } catch (e) { /* for this page alone */ }
  }
  function set(on) {
    root.classList.add("js");
    root.classList[on ? "add" : "remove"]("larger");
    [].forEach.call(document.querySelectorAll("button.larger"), function (b) {
      b.setAttribute("aria-pressed", on);
    });
  }
  function isOn() {
    return root.classList.contains("larger");
  }
  // place returns the innermost element that begins at the top of the view.
  function place() {
    var y = 0, found = null;
    while (y < innerHeight && !found) {
      var e = document.elementFromPoint(innerWidth / 2, y += 8);
      if (e && e.getBoundingClientRect().top >= 0 && e.tagName !== "HTML") found = e;
    }
    return found;
  }
  set(remembered());
  document.addEventListener("DOMContentLoaded", function () { set(isOn()); });
  addEventListener("pageshow", function (e) { if (e.persisted) set(remembered()); });
  document.addEventListener("click", function (e) {
    var button = e.target.closest && e.target.closest("button.larger");
    if (!button) return;
    var on = !isOn(), at = pageYOffset > 0 ? place() : null;
    var was = at && at.getBoundingClientRect().top;
    root.style.overflowAnchor = "none"; // the browser's own anchor would move the page a second time
    set(on);
    remember(on);
    if (at) scrollBy(0, at.getBoundingClientRect().top - was);
    setTimeout(function () { root.style.overflowAnchor = ""; }, 100);
  });
})();
