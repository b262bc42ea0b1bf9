// Shows hits: in the list below the box and on the page of results.

import { tokens } from "./match.js";

export function element(name, attributes, children) {
  var e = document.createElement(name);
  Object.keys(attributes || {}).forEach(function (key) { e.setAttribute(key, attributes[key]); });
  (children || []).forEach(function (child) {
    if (child) e.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  });
  return e;
}

// saying returns the line about the hits, null if the index cannot be loaded.
export function saying(hits, data, texts) {
  if (!hits) return data.failed;
  if (hits.outside) return texts.outside.replace("%s", hits.outside);
  return hits.length ? texts.count.replace("%d", hits.length) : texts.none;
}

// marked returns text with the matches in <mark>.
function marked(text, pairs) {
  var t = Array.from(text), on = t.map(function (c, n) {
    return pairs.has(c.toLowerCase()) || pairs.has(c + t[n + 1]) || pairs.has(t[n - 1] + c);
  });
  var out = [], n = 0;
  while (n < t.length) {
    var from = n;
    while (n < t.length && on[n] === on[from]) n++;
    var run = t.slice(from, n).join("");
    out.push(on[from] ? element("mark", {}, [run]) : run);
  }
  return out;
}

// pairsOf returns the pieces to mark: of the query, and of the names that match it.
function pairsOf(hit, query) {
  var pairs = new Set();
  hit.words.concat(query, hit.via || []).forEach(function (word) {
    var t = tokens(word);
    if (t.length === 1) pairs.add(t[0]);
    for (var n = 0; n + 1 < t.length; n++) pairs.add(t[n] + t[n + 1]);
  });
  return pairs;
}

function line(name, fact, pairs) {
  if (!fact || !fact.text) return null;
  return element("span", { class: name }, [element("span", {}, marked(fact.text, pairs))].concat(fact.marks.map(function (m) {
    return element("span", { class: "badge" }, [m]);
  })));
}

// describe returns the text that a hit shows within its link or beside it. texts
// has the words of the interface.
export function describe(hit, query, texts) {
  var e = hit.entry, pairs = pairsOf(hit, query);
  var other = hit.via ? hit.via.join(" → ") : hit.as && e.title.indexOf(hit.as) < 0 ? texts.also + hit.as : hit.told ? texts.told : "";
  return {
    title: [e.code ? element("span", { class: "code" }, [e.code]) : null, element("span", { class: "name" }, marked(e.title, pairs)),
      e.kind === "item" ? null : element("span", { class: "kind" }, [texts[e.kind]]),
      e.kind === "item" && !e.code ? element("span", { class: "badge" }, [texts.outside_list]) : null,
      e.absent ? element("span", { class: "badge" }, [texts.absent]) : null],
    other: other ? element("span", { class: "other" }, [other]) : null,
    people: e.kind === "item" || e.kind === "phone" ? line("people", e.people, pairs) : e.summary ? line("people", { text: e.summary, marks: [] }, pairs) : null,
    standard: line("standard", e.standard, pairs),
  };
}
