// The choice of a county: finds a place by its names, pinyin, initials or code, also
// behind the names of the places above it, and links to the page that the reader came
// from (its path stands after #).
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

  var simple = {};
  Array.from(input.getAttribute("data-simple") || "").forEach(function (c, n, pairs) {
    if (n % 2) simple[pairs[n - 1]] = c;
  });
  // plain returns a query as data-words has its words: in small letters without
  // tones, in simplified characters, without spaces and signs.
  function plain(query) {
    return query.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/./gu, function (c) { return simple[c] || c; });
  }

  // A place is {link, words, above}, where above is the place above it or null.
  function place(link, above) {
    return { link: link, words: (link.getAttribute("data-words") || "").toLowerCase().split(" "), above: above };
  }
  var province = place(document.querySelector("a[data-path='']"), null);
  var places = [province], cities = all(".city").map(function (section) {
    var link = section.querySelector("h2 a"), city = link && place(link, province); // of a site in parts a city may have no page
    if (city) places.push(city);
    return { section: section, place: city, counties: Array.prototype.map.call(section.querySelectorAll("li"), function (row) {
      var county = place(row.querySelector("a"), city || province);
      places.push(county);
      return { row: row, place: county };
    }) };
  });

  // fit returns how well a place matches the query: 3 the whole word, 2 its beginning,
  // 1 within the name, 0 not at all.
  function fit(of, query) {
    return of.words.reduce(function (best, word, n) {
      var at = word.indexOf(query);
      return Math.max(best, word === query ? 3 : at === 0 ? 2 : at > 0 && n === 0 ? 1 : 0);
    }, 0);
  }

  // read takes the names of a place and, in front of them, of the places above it out
  // of a query. own and all are the numbers of characters that are names of the place
  // and of all these places, rest is what follows. Other characters may stand around
  // a Chinese name.
  function read(of, query) {
    var before = of.above ? read(of.above, query) : { all: 0, rest: query };
    var best = { own: 0, all: before.all, rest: before.rest };
    of.words.forEach(function (word) {
      var han = word > "⺀", at = before.rest.indexOf(word);
      if (at < 0 || word.length < (han ? 2 : 4) || !han && at > 0) {
        if (!before.all || !before.rest || word.indexOf(before.rest) !== 0) return;
        word = before.rest; // the beginning of a name, behind another
        at = 0;
      }
      if (word.length > best.own) best = { own: word.length, all: before.all + word.length, rest: before.rest.slice(at + word.length) };
    });
    return best;
  }

  // matches returns the places that match a query, the best one first.
  function matches(query) {
    function sorted(points) {
      return places.map(function (p) { return { place: p, points: points(p) }; })
        .filter(function (m) { return m.points > 0; })
        .sort(function (a, b) { return b.points - a.points; });
    }
    var hits = sorted(function (p) { return fit(p, query); });
    if (!hits.length) {
      hits = sorted(function (p) {
        var r = read(p, query);
        return r.own && r.all;
      });
      hits = hits.filter(function (m) { return m.points === hits[0].points; });
    }
    return hits.map(function (m) { return m.place; });
  }

  var best = null;
  function find() {
    var query = plain(input.value), hits = query ? matches(query) : [];
    function hit(p) { return hits.indexOf(p) >= 0; }
    best = hits[0] || null;
    cities.forEach(function (city) {
      var self = !query || hit(city.place), below = false;
      city.counties.forEach(function (county) {
        var here = hit(county.place);
        below = below || here;
        county.row.hidden = !self && !here; // a city shows all its counties
      });
      city.section.hidden = !self && !below;
    });
    found.textContent = !query ? "" : hits.length ? found.getAttribute("data-some").replace("%d", hits.length) : found.getAttribute("data-none");
  }
  input.addEventListener("input", find);
  input.addEventListener("keydown", function (e) {
    if (e.key !== "Enter" || e.isComposing || e.keyCode === 229) return; // still choosing characters
    e.preventDefault();
    if (best) location.href = best.link.href;
  });
})();
