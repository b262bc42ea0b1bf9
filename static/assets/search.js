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
  var address = function (entry) { return (entry.kind === "place" ? data.index.replace(/data\/$/, "") : data.root) + entry.url; };
  var link = function (entry) { return entry.kind === "phone" ? "tel:" + entry.numbers[0] : address(entry); };
  var region = document.getElementById("s-results");
  var page = form.getAttribute("action");
  new Box(form, data, finder, link, function (query) {
    location.href = page + "#q=" + encodeURIComponent(query);
  });
  if (region) new Results(region, input, data, finder, link);
  window.handbookSearch = function (query) {
    return finder.find(query).then(function (hits) {
      return (hits && !hits.outside ? hits : []).map(function (hit) {
        return { title: hit.entry.title, url: new URL(address(hit.entry), location.href).href, kind: hit.entry.kind };
      });
    });
  };
}
