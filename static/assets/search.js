// Search: the box on every page and the page of results. What is found and in
// which order is specified in generator/search.
import { Parts } from "./search/part.js";
import { Finder } from "./search/find.js";
import { Box } from "./search/box.js";
import { Results } from "./search/results.js";

var form = document.querySelector("form.search");
if (form && window.Promise && "normalize" in String.prototype) {
  var data = form.dataset, input = form.querySelector("input"), texts = {};
  var keys = "count none also absent people standard group agency domain guide".split(" ");
  var parts = new Parts(data.index, data.delta, data.more);
  var finder = new Finder(parts.part, parts.more, data.places.split(" "));
  finder.texts = function (list) {
    list.forEach(function (text, n) { texts[keys[n]] = text; });
  };
  var address = function (entry) { return data.root + entry.url; };
  var region = document.getElementById("s-results");
  var page = form.getAttribute("action");
  new Box(form, finder, texts, address, function (query) {
    location.href = page + "#q=" + encodeURIComponent(query);
  });
  if (region) new Results(region, input, finder, texts, address);
  window.handbookSearch = function (query) {
    return finder.find(query).then(function (hits) {
      return (hits || []).map(function (hit) {
        return { title: hit.entry.title, url: new URL(address(hit.entry), location.href).href, kind: hit.entry.kind };
      });
    });
  };
}
