// The choice of a county: finds a place by name, pinyin or initials, and links to
// the page that the reader came from (its path stands after #).
(function () {
  "use strict";
  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }
  var page = location.hash.slice(1);
  if (/^[a-z0-9-]+(\/[a-z0-9-]+)*\.html$/.test(page)) {
    all("a[data-path]").forEach(function (a) {
      a.setAttribute("href", a.getAttribute("data-path") + page);
    });
  }
  var box = document.querySelector(".find");
  var input = document.getElementById("s-find");
  var found = document.querySelector(".found");
  if (!box || !input || !found) return;
  box.hidden = false;
  // How well a place matches the query: 3 the whole word, 2 its beginning, 1 within
  // the name, 0 not at all.
  function fit(a, query) {
    return (a.getAttribute("data-words") || "").toLowerCase().split(" ").reduce(function (best, word, n) {
      var at = word.indexOf(query);
      return Math.max(best, word === query ? 3 : at === 0 ? 2 : at > 0 && n === 0 ? 1 : 0);
    }, 0);
  }
  var best = null;
  function find() {
    var query = input.value.toLowerCase().replace(/[\s'’]/g, "");
    var count = 0, most = 0;
    best = null;
    function hit(a) {
      var n = query ? fit(a, query) : 0;
      if (n > 0) count++;
      if (n > most) {
        most = n;
        best = a;
      }
      return n > 0;
    }
    all(".city").forEach(function (city) {
      var self = hit(city.querySelector("h2 a")), below = false;
      Array.prototype.forEach.call(city.querySelectorAll("li"), function (row) {
        var here = hit(row.querySelector("a"));
        below = below || here;
        row.hidden = !!query && !self && !here; // a city shows all its counties
      });
      city.hidden = !!query && !self && !below;
    });
    found.textContent = !query ? "" : count ? found.getAttribute("data-some").replace("%d", count) : found.getAttribute("data-none");
  }
  input.addEventListener("input", find);
  input.addEventListener("keydown", function (e) {
    if (e.key !== "Enter" || e.isComposing || e.keyCode === 229) return; // still choosing characters
    e.preventDefault();
    if (best) location.href = best.href;
  });
})();
