// The page of results. The query stands in the address after #, so that readers
// can share the page and servers never see the query.

import { describe, element, saying } from "./show.js";

// queryOf returns the query of an address: #q=… or, from a form without scripts,
// ?q=….
export function queryOf(place) {
  var m = /[#&]q=([^&]*)/.exec(place.hash) || /[?&]q=([^&]*)/.exec(place.search);
  try {
    return m ? decodeURIComponent(m[1].replace(/\+/g, " ")).trim() : "";
  } catch (e) {
    return ""; // an incomplete escape
  }
}

// Results shows the hits of the query in the page's address.
export function Results(region, input, data, finder, address) {
  var list = region.querySelector("ol"), status = region.querySelector("[role=status]"), nothing = region.querySelector(".nothing");
  var asked = 0;
  function show() {
    var query = queryOf(location), mine = ++asked;
    region.hidden = !query;
    if (!query) return;
    input.value = query;
    Promise.all([finder.find(query), finder.describe()]).then(function (both) {
      if (mine !== asked) return;
      var hits = both[0], t = finder.texts;
      list.textContent = "";
      (hits || []).forEach(function (hit) {
        var d = describe(hit, query, t);
        var code = d.title.shift();
        list.appendChild(element("li", {}, [
          element("p", { class: "title" }, [code, element("a", { href: address(hit.entry), class: "name" }, [d.title.shift()])].concat(d.title)),
          d.other && element("p", {}, [d.other]),
          d.people && element("p", {}, [hit.entry.kind === "item" ? t.people : "", d.people]),
          d.standard && element("p", {}, [t.standard, d.standard]),
        ]));
      });
      status.textContent = saying(hits, data, t);
      nothing.hidden = !hits || hits.length > 0;
    });
  }
  window.addEventListener("hashchange", show);
  show();
}
