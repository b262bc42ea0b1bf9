// The script of every page: the search, that is the box and the page of results,
// and the link to another county. search/find.js specifies the hits and their order.
import "./choose.js";
import { Files } from "./search/index.js";
import { Finder } from "./search/find.js";
import { Box } from "./search/box.js";
import { Results } from "./search/results.js";

var form = document.querySelector("form.search");
if (form && window.Promise && "normalize" in String.prototype) {
  var data = JSON.parse(form.querySelector("script").textContent), input = form.querySelector("input");
  var finder = new Finder(new Files(data.index, data.edition, data.more), data.places);
  var address = function (entry) { return data.root + entry.url; };
  var region = document.getElementById("s-results");
  var page = form.getAttribute("action");
  new Box(form, data, finder, address, function (query) {
    location.href = page + "#q=" + encodeURIComponent(query);
  });
  if (region) new Results(region, input, data, finder, address);
  window.handbookSearch = function (query) {
    return finder.find(query).then(function (hits) {
      return (hits || []).map(function (hit) {
        return { title: hit.entry.title, url: new URL(address(hit.entry), location.href).href, kind: hit.entry.kind };
      });
    });
  };
}
