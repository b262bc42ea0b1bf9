// The preview's own end in the browser: listens for changes, shows the errors
// above the page and the bar below it. It stands in a shadow tree, so that the
// page's styles and its own do not meet.
(function (words) {
  "use strict";
  var me = document.currentScript.dataset;
  var page = me.page, sum = me.sum, shell = me.shell, style = me.style, errors = "";
  var key = "handbook-preview";

  function say(name, number) {
    return (words[name] || name).replace("%d", number);
  }
  function make(tag, name, text) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  // What the reader had done with the page comes back after a reload: the place,
  // open details, what was typed and chosen, and what the page's own scripts
  // want to keep. It is kept for the reload alone.
  function fields() {
    return Array.prototype.slice.call(document.querySelectorAll("input, select, textarea"));
  }
  function details() {
    return Array.prototype.slice.call(document.querySelectorAll("details"));
  }
  function anchor() {
    var best = null;
    Array.prototype.forEach.call(document.querySelectorAll("main [id]"), function (e) {
      var top = e.getBoundingClientRect().top;
      if (top <= 80 && (!best || top > best.top)) best = { id: e.id, top: top };
    });
    return best;
  }
  function reload() {
    var kept = {
      page: page, y: window.scrollY, anchor: anchor(), own: {},
      details: details().map(function (d) { return d.open; }),
      fields: fields().map(function (f) { return f.type === "password" ? null : [f.name, f.value, !!f.checked]; }),
      focus: fields().indexOf(document.activeElement),
      panel: open
    };
    document.dispatchEvent(new CustomEvent("handbook:save", { detail: kept.own }));
    try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch (e) { /* the page is shown from its top */ }
    location.reload();
  }
  function restore() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch (e) { return; }
    if (!kept || kept.page !== page) return;
    document.dispatchEvent(new CustomEvent("handbook:restore", { detail: kept.own }));
    var d = details(), f = fields();
    if (d.length === kept.details.length) d.forEach(function (one, n) { one.open = kept.details[n]; });
    if (f.length === kept.fields.length) f.forEach(function (one, n) {
      var k = kept.fields[n];
      if (!k || k[0] !== one.name || one.type === "file") return;
      if (one.type === "checkbox" || one.type === "radio") one.checked = k[2];
      else one.value = k[1];
    });
    if (f[kept.focus]) f[kept.focus].focus({ preventScroll: true });
    open = kept.panel;
    function place() {
      var at = kept.anchor && document.getElementById(kept.anchor.id);
      window.scrollTo(0, kept.y);
      if (at) window.scrollBy(0, at.getBoundingClientRect().top - kept.anchor.top);
    }
    place();
    window.addEventListener("load", place);
  }

  // swap puts the new main part in the place of the old one, without a reload:
  // what surrounds it is the same. A main part that scripts act on (forms,
  // buttons) is theirs, so the page is loaded anew.
  function swap(next) {
    var main = document.querySelector("main");
    var fresh = new DOMParser().parseFromString(next.html, "text/html").querySelector("main");
    if (!main || !fresh || main.querySelector("form, input, select, textarea")) return reload();
    var at = anchor(), y = window.scrollY, was = details().map(function (d) { return d.open; });
    main.parentNode.replaceChild(document.importNode(fresh, true), main);
    var now = details();
    if (now.length === was.length) now.forEach(function (d, n) { d.open = was[n]; });
    var place = at && document.getElementById(at.id);
    window.scrollTo(0, y);
    if (place) window.scrollBy(0, place.getBoundingClientRect().top - at.top);
    document.title = next.title;
    sum = next.sum;
    document.dispatchEvent(new CustomEvent("handbook:swap"));
    ask();
  }

  // The shadow tree.
  var open = ""; // the panel that is shown
  var host = make("div");
  host.id = "handbook-preview";
  host.style.display = "block"; // over what the page's styles say of div
  var root = host.attachShadow({ mode: "open" });
  var sheet = make("link");
  sheet.rel = "stylesheet";
  sheet.href = "/~preview/preview.css";
  var box = make("div", "all");
  box.hidden = true;
  box.lang = words.lang;
  sheet.addEventListener("load", function () { box.hidden = false; room(); });
  root.appendChild(sheet);
  root.appendChild(box);

  var overlay = make("section", "overlay");
  overlay.hidden = true;
  overlay.setAttribute("role", "alert");
  var panel = make("section", "panel");
  panel.hidden = true;
  panel.id = "panel";
  var bar = make("nav", "bar");
  bar.setAttribute("aria-label", words.preview);
  box.appendChild(overlay);
  box.appendChild(panel);
  box.appendChild(bar);

  // room keeps the bar from hiding the end of the page.
  function room() {
    if (document.body) document.body.style.paddingBottom = bar.classList.contains("small") ? "" : bar.offsetHeight + "px";
  }

  function link(path, line, column, text) {
    if (!path || !words.editor) return make("span", "at", text);
    var a = make("a", "at", text);
    var slashed = path.replace(/\\/g, "/").split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":");
    if (slashed.charAt(0) !== "/") slashed = "/" + slashed; // a drive's letter
    a.href = words.editor.replace("{path}", slashed).replace("{line}", line || 1).replace("{column}", column || 1);
    return a;
  }
  function where(f) {
    return f.file + (f.line ? ":" + f.line + ":" + f.column : "");
  }
  function faultList(files) {
    var list = make("ol", "faults");
    files.forEach(function (file) {
      file.faults.forEach(function (f) {
        var li = make("li", f.severity);
        var head = make("p");
        head.appendChild(link(file.path, f.line, f.column, where(f)));
        head.appendChild(make("span", "word", words[f.severity]));
        li.appendChild(head);
        li.appendChild(make("p", "message", f.message));
        if (f.text && f.line) {
          var runes = Array.from(f.text), from = (f.column || 1) - 1, n = Math.max(f.length || 1, 1);
          var pre = make("pre"), lead = from > 60 ? "…" + runes.slice(from - 40, from).join("") : runes.slice(0, from).join("");
          pre.appendChild(document.createTextNode(lead));
          pre.appendChild(make("mark", "", runes.slice(from, from + n).join("") || " "));
          pre.appendChild(document.createTextNode(runes.slice(from + n, from + n + 160).join("")));
          li.appendChild(pre);
        }
        (f.notes || []).forEach(function (note) {
          li.appendChild(make("p", "note", words.note + "：" + where(note) + "：" + note.message));
        });
        if (f.hint) li.appendChild(make("p", "hint", words.hint + "：" + f.hint));
        list.appendChild(li);
      });
    });
    return list;
  }
  function count(files) {
    return files.reduce(function (n, f) { return n + f.faults.length; }, 0);
  }

  function showErrors(files, newSum) {
    var fresh = newSum !== errors;
    errors = newSum;
    if (!fresh && about) return;
    overlay.textContent = "";
    overlay.hidden = !files.length;
    if (files.length) {
      var head = make("header");
      head.appendChild(make("h2", "", say("errors", count(files))));
      var close = make("button", "", words.close);
      close.type = "button";
      close.addEventListener("click", function () { overlay.hidden = true; draw(); });
      head.appendChild(close);
      overlay.appendChild(head);
      overlay.appendChild(faultList(files));
    }
    if (about) about.errors = files;
    draw();
  }

  var about = null;
  function gaps(kind) {
    return Array.prototype.slice.call(document.querySelectorAll("main .badge-" + kind)).filter(function (b) {
      return !b.closest(".marks"); // there the marks are explained
    });
  }
  function context(e) {
    var at = e.closest("li, dd, tr, p, section") || e;
    var text = at.textContent.replace(/\s+/g, " ").trim();
    var dt = at.tagName === "DD" && at.previousElementSibling;
    while (dt && dt.tagName !== "DT") dt = dt.previousElementSibling;
    var section = e.closest("section");
    var h = section && section.querySelector("h2, h3");
    return (dt ? dt.textContent + "：" : h ? h.textContent + "：" : "") + text.slice(0, 60);
  }
  function button(name, text, none) {
    var b = make("button", none ? "none" : "", text);
    b.type = "button";
    b.setAttribute("aria-expanded", String(open === name));
    b.setAttribute("aria-controls", "panel");
    b.addEventListener("click", function () {
      open = open === name ? "" : name;
      draw();
      var again = root.querySelector('[data-name="' + name + '"]');
      if (again) again.focus();
    });
    b.dataset.name = name;
    bar.appendChild(b);
  }
  function draw() {
    bar.textContent = "";
    panel.textContent = "";
    panel.hidden = true;
    var small = false;
    try { small = sessionStorage.getItem(key + "-small") === "1"; } catch (e) { /* shown */ }
    bar.classList.toggle("small", small);
    var fold = make("button", "fold", small ? words.preview : "×");
    fold.type = "button";
    fold.title = small ? words.show : words.hide;
    fold.setAttribute("aria-label", fold.title);
    fold.addEventListener("click", function () {
      try { sessionStorage.setItem(key + "-small", small ? "0" : "1"); } catch (e) { /* stays as it is */ }
      open = "";
      draw();
      root.querySelector(".fold").focus();
    });
    if (!about || small) {
      bar.appendChild(fold);
      room();
      return;
    }
    if (about.editions.length > 1) {
      var pick = make("select");
      pick.setAttribute("aria-label", words.edition);
      about.editions.forEach(function (e) {
        var o = make("option", "", new Array(e.depth + 1).join("\u3000") + e.name);
        o.value = e.path;
        o.selected = e.path === about.edition;
        pick.appendChild(o);
      });
      pick.addEventListener("change", function () {
        location.href = "/~preview/go?edition=" + encodeURIComponent(pick.value) + "&page=" + encodeURIComponent(page);
      });
      bar.appendChild(pick);
    } else if (about.editions.length) {
      bar.appendChild(make("span", "name", about.editions[0].name));
    }
    var day = make("input", about.chosen ? "chosen" : "");
    day.type = "date";
    day.value = about.day;
    day.title = words.day;
    day.setAttribute("aria-label", words.day);
    day.addEventListener("change", function () {
      if (day.value && day.value < "1949") return; // a year that is still being typed
      fetch("/~preview/day?day=" + day.value).then(ask);
    });
    bar.appendChild(day);
    var unverified = gaps("unverified"), missing = gaps("missing");
    if (about.facts.length) button("origin", say("inherited", about.inherited), !about.inherited);
    button("unverified", say("unverified", unverified.length), !unverified.length);
    button("missing", say("missing", missing.length), !missing.length);
    button("findings", say("findings", about.count), !about.count);
    if (about.errors.length && overlay.hidden) {
      var e = make("button", "errors", say("showErrors", count(about.errors)));
      e.type = "button";
      e.addEventListener("click", function () { overlay.hidden = false; draw(); });
      bar.appendChild(e);
    }
    about.files.slice(-1).forEach(function (f) {
      var a = link(f.path, f.line, f.column, words.source);
      a.title = f.file;
      bar.appendChild(a);
    });
    bar.appendChild(fold);
    var list = make("ul");
    if (open === "origin") {
      panel.appendChild(make("h2", "", words.origin));
      about.facts.forEach(function (f) {
        var li = make("li", f.inherited ? "inherited" : "own");
        li.appendChild(make("strong", "", f.name));
        li.appendChild(make("span", "from", f.inherited ? words.from + " " + f.edition : words.own));
        li.appendChild(link(f.path, f.line, f.column, where(f)));
        list.appendChild(li);
      });
    } else if (open === "unverified" || open === "missing") {
      var all = open === "missing" ? missing : unverified;
      panel.appendChild(make("h2", "", all.length ? words.gaps : words.nothingGap));
      all.forEach(function (g) {
        var li = make("li"), b = make("button", "go", context(g));
        b.type = "button";
        b.addEventListener("click", function () {
          for (var d = g.closest("details"); d; d = d.parentElement && d.parentElement.closest("details")) d.open = true;
          g.scrollIntoView({ block: "center" });
          g.style.outline = "3px solid";
          setTimeout(function () { g.style.outline = ""; }, 1500);
        });
        li.appendChild(b);
        list.appendChild(li);
      });
    } else if (open === "findings") {
      if (about.count) panel.appendChild(faultList(about.findings));
      else panel.appendChild(make("h2", "", words.noFindings));
    }
    if (list.firstChild) panel.appendChild(list);
    panel.hidden = !open;
    room();
  }
  function ask() {
    fetch("/~preview/about?page=" + encodeURIComponent(page)).then(function (r) { return r.json(); }).then(function (a) {
      about = a;
      showErrors(a.errors, a.sum);
      draw();
    }, function () { /* the stream says that the preview has ended */ });
  }

  // The stream, kept only while the page can be seen: a hidden page costs
  // nothing, and hears what it missed when it comes back.
  var stream = null;
  function listen() {
    if (stream || document.hidden) return;
    stream = new EventSource("/~preview/events?page=" + encodeURIComponent(page) + "&sum=" + sum +
      "&shell=" + shell + "&style=" + encodeURIComponent(style) + "&errors=" + errors);
    stream.addEventListener("open", function () { bar.classList.remove("lost"); bar.title = ""; });
    stream.addEventListener("error", function () {
      bar.classList.add("lost");
      bar.title = words.lost;
      stream.close(); // its sums are old: begin anew
      stream = null;
      setTimeout(listen, 700);
    });
    stream.addEventListener("main", function (e) { swap(JSON.parse(e.data)); });
    stream.addEventListener("reload", function () {
      stream.close();
      reload();
    });
    stream.addEventListener("style", function (e) {
      var href = JSON.parse(e.data).href;
      var old = document.querySelector('link[rel="stylesheet"]');
      if (!old) return reload();
      var fresh = old.cloneNode();
      fresh.href = href;
      fresh.addEventListener("load", function () { old.remove(); });
      old.parentNode.insertBefore(fresh, old.nextSibling);
      style = href.slice(1);
    });
    stream.addEventListener("state", function (e) {
      var s = JSON.parse(e.data);
      showErrors(s.errors, s.sum);
      ask();
    });
  }
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) return listen();
    if (stream) stream.close();
    stream = null;
  });
  window.addEventListener("pagehide", function () { if (stream) stream.close(); stream = null; });
  window.addEventListener("pageshow", function (e) { if (e.persisted) listen(); });

  document.body.appendChild(host);
  restore();
  draw();
  listen();
  ask();
})(handbookPreview);
