// The search box: a combobox of WAI-ARIA 1.2 that lists the first hits while one
// types.

import { describe, element, saying } from "./show.js";

var most = 8;

// Box makes the form a combobox. data is the page's JSON, address returns the
// address of an entry, and go opens the page of results for a query.
export function Box(form, data, finder, address, go) {
  var input = form.querySelector("input"), list = element("div", { role: "listbox", id: "s-hits", class: "hits", "aria-label": data.list });
  var status = element("p", { class: "count", role: "status", "aria-live": "polite" });
  var frame = element("div", { class: "frame" }, [list, status]);
  var active = -1, asked = 0;
  frame.hidden = true;
  form.appendChild(frame);
  [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "s-hits"], ["aria-haspopup", "listbox"]].forEach(function (a) {
    input.setAttribute(a[0], a[1]);
  });

  function open(yes) {
    frame.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes && list.children.length > 0));
    if (!yes) choose(-1);
  }

  function choose(n) {
    var options = list.children;
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = n;
    if (!options[n]) {
      active = -1;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[n].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[n].id);
    options[n].scrollIntoView({ block: "nearest" });
  }

  function fill(hits, query) {
    list.textContent = "";
    hits.slice(0, most).forEach(function (hit, n) {
      var d = describe(hit, query, finder.texts);
      list.appendChild(element("a", { role: "option", id: "s-hit-" + n, href: address(hit.entry), tabindex: "-1", "aria-selected": "false" }, [
        element("span", { class: "title" }, d.title), d.other,
        element("span", { class: "more" }, [d.people]), element("span", { class: "more" }, [d.standard]),
      ]));
    });
  }

  function update() {
    var query = input.value.trim(), mine = ++asked;
    if (!query) return open(false);
    finder.find(query).then(function (hits) {
      if (mine !== asked) return;
      choose(-1);
      fill(hits || [], query);
      var t = finder.texts;
      status.textContent = saying(hits, data, t);
      open(true);
      finder.describe().then(function () {
        // The lines have their height already, so nothing moves.
        if (mine !== asked) return;
        var chosen = active;
        fill(hits || [], query);
        choose(chosen);
      });
    });
  }

  input.addEventListener("focus", function () { finder.prepare(); });
  input.addEventListener("input", update);
  input.addEventListener("keydown", function (e) {
    if (e.isComposing || e.keyCode === 229) return; // still choosing characters
    var options = list.children, step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      e.preventDefault();
      if (frame.hidden) return update();
      var n = active + step;
      choose(n < -1 ? options.length - 1 : n >= options.length ? -1 : n);
    } else if (e.key === "Escape" && !frame.hidden) {
      e.preventDefault(); // otherwise the browser also empties the box
      open(false);
    }
  });
  // A tap on a hit must not take the focus first, or the list would close under it.
  frame.addEventListener("mousedown", function (e) { e.preventDefault(); });
  input.addEventListener("blur", function () { open(false); });
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    asked++;
    var chosen = list.children[active];
    if (chosen) location.href = chosen.href;
    else go(input.value.trim());
    open(false);
  });
}
