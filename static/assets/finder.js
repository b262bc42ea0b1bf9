// The finder asks the questions of data/finder.js one by one and judges each item
// by three-valued rules (see package eligibility). The answers stay in this
// script's memory: not in the address, not in storage.
(function () {
  "use strict";
  var rules = null;
  var UNMET = -1, OPEN = 0, MET = 1;

  // handbookRules takes a table; an edition's table adds to the earlier ones.
  window.handbookRules = function (t) {
    if (!rules) {
      rules = { questions: t.questions || [], conditions: t.conditions || [], items: t.items || [] };
    } else {
      var fresh = {}, gone = t.gone || [];
      (t.items || []).forEach(function (item) { fresh[item.id] = item; });
      rules.conditions = rules.conditions.concat(t.conditions || []);
      rules.items = rules.items.filter(function (item) { return gone.indexOf(item.id) < 0; }).map(function (item) {
        var own = fresh[item.id];
        delete fresh[item.id];
        return own || item;
      });
      (t.items || []).forEach(function (item) {
        if (!fresh[item.id]) return;
        var before = rules.items.map(function (i) { return i.id; }).indexOf(item.after);
        rules.items.splice(before + 1, 0, item);
      });
    }
    rules.edition = t.edition;
  };

  function among(list, ids) {
    return !!list && ids.some(function (id) { return list.indexOf(id) >= 0; });
  }

  // read returns the reply of an answer, or null if it is not an answer.
  function read(q, ids) {
    if (typeof ids === "string") ids = [ids];
    if (!Array.isArray(ids)) return null;
    var options = q.options.map(function (o) { return o.id; }).filter(function (id) { return ids.indexOf(id) >= 0; });
    var unsure = !!q.unsure && ids.indexOf("unsure") >= 0;
    if (q.kind === "choices" ? options.length || unsure || ids.indexOf("none") >= 0 : options.length === 1 && !unsure) {
      return { options: options, unsure: unsure };
    }
    return null;
  }

  function truth(c, replies) {
    var r = replies[c.question];
    if (!r) return OPEN;
    if (c.none) return among(c.none, r.options) ? UNMET : r.unsure ? OPEN : MET;
    return among(c.met, r.options) ? MET : r.unsure || among(c.open, r.options) ? OPEN : UNMET;
  }

  function all(list, replies) {
    return (list || []).reduce(function (least, n) { return Math.min(least, truth(rules.conditions[n], replies)); }, MET);
  }

  // replies returns for each question the known part of its answer and, in asked,
  // whether the finder asks it.
  function replies(answers) {
    var out = {}, asked = {};
    rules.questions.forEach(function (q) {
      asked[q.id] = all(q.when, out);
      if (asked[q.id] === MET) out[q.id] = read(q, answers[q.id]);
      else if (asked[q.id] === UNMET && q.otherwise) {
        out[q.id] = { options: q.otherwise === "none" ? [] : [q.otherwise], unsure: false };
      }
    });
    return { of: out, asked: asked };
  }

  var verdicts = { "-1": "no", "0": "more", "1": "yes" };
  var states = { "-1": "unmet", "0": "open", "1": "met" };

  // handbookFinder judges every item by answers: question id → ids of options,
  // "unsure" or "none". The page shows what it returns.
  window.handbookFinder = function (answers) {
    var known = replies(answers || {}).of;
    return (rules ? rules.items : []).map(function (item) {
      var best = item.everyone ? MET : UNMET;
      var routes = (item.routes || []).map(function (route) {
        var is = Math.min(all(route.all, known), route.confirm ? OPEN : MET);
        best = Math.max(best, is);
        return {
          verdict: verdicts[is],
          conditions: (route.all || []).map(function (n) {
            var c = rules.conditions[n];
            return { question: c.question, text: c.text, state: states[truth(c, known)] };
          }),
          confirm: route.confirm || ""
        };
      });
      return { id: item.id, code: item.code, title: item.title, everyone: !!item.everyone, verdict: verdicts[best], routes: routes };
    });
  };

  var root, start, ask, title;
  var say; // the JSON of finder.html: texts, and facts of the edition
  var answers = {};

  function el(tag, attributes, children) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (attributes[name] !== false) e.setAttribute(name, attributes[name] === true ? "" : attributes[name]);
    });
    [].concat(children || []).forEach(function (child) {
      if (child) e.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return e;
  }

  function button(text, className, act) {
    var b = el("button", { type: "button", "class": className }, text);
    b.addEventListener("click", act);
    return b;
  }

  function clear() {
    return button(say.clear, "clear", function () {
      answers = {};
      if (location.hash === "#start") show();
      else location.hash = "start";
    });
  }

  // The remaining questions after the answers so far, in order.
  function path() {
    var asked = replies(answers).asked;
    return rules.questions.filter(function (q) { return asked[q.id] === MET; });
  }

  // "Unsure" answers a question too, though it settles nothing.
  function answered(q) {
    return !!q.unsure && (answers[q.id] || []).indexOf("unsure") >= 0 || !!read(q, answers[q.id]);
  }

  // The number of questions that may still come after one.
  function left(q) {
    var asked = replies(answers).asked;
    return rules.questions.slice(rules.questions.indexOf(q) + 1).filter(function (q) { return asked[q.id] !== UNMET; }).length;
  }

  function showQuestion(list, n) {
    var q = list[n - 1], several = q.kind === "choices", more = left(q);
    var given = answers[q.id] || [];
    var inputs = [];
    function option(id, text, className) {
      var input = el("input", { type: several ? "checkbox" : "radio", name: "answer", value: id });
      input.checked = given.indexOf(id) >= 0;
      inputs.push(input);
      return el("label", { "class": "option " + (className || "") }, [input, el("span", {}, text)]);
    }
    var options = q.options.map(function (o) { return option(o.id, o.text); });
    if (several) options.push(option("none", say.none, "apart"));
    if (q.unsure) options.push(option("unsure", say.unsure, several ? "" : "apart"));
    var wrong = el("p", { "class": "wrong", role: "alert" });
    var head = el("h1", { tabindex: "-1" }, q.text);
    var form = el("form", { novalidate: true }, [
      el("p", { "class": "step" }, say.step.replace("%n", n) + (more ? say.left.replace("%n", more) : say.last)),
      el("fieldset", { "aria-describedby": "f-reason" }, [
        el("legend", {}, head),
        el("p", { id: "f-reason", "class": "explain" }, (q.reason || "") + (several ? say.several : "")),
        wrong,
        el("div", { "class": "options" }, options)
      ]),
      el("p", { "class": "go" }, [el("button", { type: "submit", "class": "action" }, say.next), clear()])
    ]);
    form.addEventListener("change", function (e) {
      if (e.target.checked && several) {
        inputs.forEach(function (input) {
          if (input !== e.target && (e.target.value === "none" || input.value === "none")) input.checked = false;
        });
      }
      answers[q.id] = inputs.filter(function (i) { return i.checked; }).map(function (i) { return i.value; });
    });
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      if (!answered(q)) {
        wrong.textContent = say.choose;
        inputs[0].focus();
        return;
      }
      location.hash = n < path().length ? String(n + 1) : "result";
    });
    put([el("p", { "class": "back" }, el("a", { href: n > 1 ? "#" + (n - 1) : "#start" }, say.back)), form], head, q.text);
  }

  var marks = { met: "✓", open: "？", unmet: "✕" };

  function reasons(found) {
    var routes = found.routes.filter(function (r) { return r.verdict === found.verdict; });
    return el("div", { "class": "reasons" }, routes.map(function (r, n) {
      return el("ul", {}, r.conditions.map(function (c) {
        return el("li", { "class": c.state }, [el("span", { "class": "mark", "aria-hidden": "true" }, marks[c.state]), el("span", { "class": "state" }, say[c.state] + "："), c.text]);
      }).concat(r.confirm ? el("li", { "class": "open" }, [el("span", { "class": "mark", "aria-hidden": "true" }, "？"), el("span", { "class": "state" }, say.confirm + "："), r.confirm]) : [])
        .concat(n < routes.length - 1 ? el("li", { "class": "else" }, say.or) : []));
    }));
  }

  // Links to dial: a field may hold several numbers, and a number an extension.
  function tel(numbers) {
    return numbers.split("、").reduce(function (list, number, n) {
      return list.concat(n ? "、" : [], el("a", { href: "tel:" + number.split("转")[0].replace(/[^+\d]/g, "") }, number));
    }, []);
  }

  // The documents to bring, the office to go to and the number to call.
  function errand(item) {
    var out = [];
    if (item.bring || item.places) {
      out.push(el("p", {}, [el("strong", {}, say.bring), (item.bring || [say.unknown]).join("；")]));
      out.push(el("p", {}, [el("strong", {}, say.place)].concat(item.places ? item.places.reduce(function (list, place, n) {
        return list.concat(n ? "；" : "", place.name, place.address ? "，" + place.address : "", place.phone ? "，" : "", place.phone ? tel(place.phone) : "", place.hours ? "，" + place.hours : "");
      }, []) : say.unknown)));
    } else {
      out.push(el("p", {}, [el("strong", {}, say.neither), say.unknown]));
    }
    var phones = (item.phones || []).slice();
    if (!phones.some(function (p) { return p.number === say.phone; })) phones.push({ number: say.phone, unverified: say.phone_unverified });
    out.push(el("p", {}, [el("strong", {}, say.call)].concat(phones.reduce(function (list, p, n) {
      return list.concat(n ? "、" : "", tel(p.number), p.unverified ? say.unverified : "");
    }, []))));
    return el("div", { "class": "errand" }, out);
  }

  function showResult() {
    var found = window.handbookFinder(answers), items = {};
    rules.items.forEach(function (item) { items[item.id] = item; });
    function group(of) {
      return found.filter(function (f) { return of === "everyone" ? f.everyone : !f.everyone && f.verdict === of; });
    }
    function spokenOf(f) {
      return f.routes.some(function (r) { return r.verdict === f.verdict && r.conditions.length; });
    }
    function lines(list, of) {
      if (!list.length) return el("p", {}, say.empty);
      return el("ul", { "class": "lines" }, list.map(function (f) {
        var item = items[f.id];
        return el("li", { "class": "line" }, [el("span", { "class": f.code ? "code" : "code outside" }, f.code || say.outside), el("div", {}, [
          el("a", { "class": "name", href: say.items + f.id + ".html" }, f.title),
          item.summary && of !== "no" ? el("p", { "class": "about" }, item.summary) : null,
          of === "everyone" ? null : reasons(f),
          of === "yes" || of === "more" ? errand(item) : null
        ])]);
      }));
    }
    var body = ["yes", "more", "no", "everyone"].map(function (of) {
      var list = group(of), name = say[of] + say.count.replace("%n", list.length);
      var note = el("p", { "class": "explain" }, say[of + "_note"]);
      if (of === "no") {
        return el("details", { "class": "verdict no" }, [el("summary", {}, el("h2", {}, name)), note, lines(list, of)]);
      }
      var first = list, rest = [];
      if (of === "more") { // items that no question decides come after those that the answers touch
        first = list.filter(spokenOf);
        rest = first.length ? list.filter(function (f) { return !spokenOf(f); }) : [];
        if (!first.length) first = list;
      }
      return el("section", { "class": "verdict " + of }, [el("h2", {}, name), note, lines(first, of)]
        .concat(rest.length ? [el("p", { "class": "explain" }, say.more_rest), lines(rest, of)] : []));
    });
    var text = el("textarea", { readonly: true, rows: "6", "aria-label": say.share, hidden: true });
    var note = el("p", { "class": "explain", role: "status" });
    var share = button(say.share, "share", function () {
      text.value = title + "\n" + ["yes", "more", "everyone"].map(function (of) {
        return say[of] + "：\n" + group(of).map(function (f) { return (f.code || say.outside) + " " + f.title; }).join("\n");
      }).join("\n") + "\n" + say.decides;
      text.hidden = false;
      text.select();
      try { document.execCommand("copy"); } catch (e) { /* the text stands selected, to be copied by hand */ }
      note.textContent = say.share_note;
    });
    var head = el("h1", { tabindex: "-1" }, say.result);
    put([
      el("p", { "class": "back" }, el("a", { href: "#" + path().length }, say.back)),
      head, el("p", { "class": "lead" }, rules.edition + "：" + say.decides), el("p", {}, say.again),
      el("p", { "class": "go" }, [button(say.print, "print", function () { window.print(); }), share, el("a", { href: "#1" }, say.change), clear()]),
      text, note
    ].concat(body), head, say.result);
  }

  function put(children, focus, name) {
    start.hidden = true;
    ask.hidden = false;
    ask.textContent = "";
    children.forEach(function (child) { ask.appendChild(child); });
    document.title = name + " - " + title;
    root.scrollIntoView(); // on a phone the head of the page would hide the question
    focus.focus({ preventScroll: true });
  }

  // show draws the view named after #: nothing or start, a question's number, or
  // result. It goes no further than the first question without an answer.
  function show() {
    var at = location.hash.slice(1), list = path(), n = 0;
    if (/^[1-9]\d?$/.test(at)) n = Number(at);
    else if (at === "result") n = list.length + 1;
    if (!n) {
      var shown = !start.hidden;
      start.hidden = false;
      ask.hidden = true;
      ask.textContent = "";
      document.title = title;
      if (!shown) start.querySelector("h1").focus();
      return;
    }
    for (var k = 0; k < list.length && k < n; k++) {
      if (!answered(list[k])) return showQuestion(list, k + 1);
    }
    if (n > list.length) showResult();
    else showQuestion(list, n);
  }

  document.addEventListener("handbook:save", function (e) {
    if (e.detail) e.detail.finder = answers;
  });
  document.addEventListener("handbook:restore", function (e) {
    if (!e.detail || !e.detail.finder || !rules) return;
    answers = e.detail.finder;
    if (say) show();
  });
  // setup finds the page's elements, again after the preview has replaced them.
  function setup() {
    root = document.querySelector(".finder");
    if (!root || !rules) return;
    say = JSON.parse(root.querySelector("script").textContent);
    title = title || document.title;
    start = root.querySelector(".start");
    ask = root.querySelector(".ask");
    start.querySelector(".begin").hidden = false;
    start.querySelector(".begin button").addEventListener("click", function () { location.hash = "1"; });
    start.querySelector("h1").setAttribute("tabindex", "-1");
    show();
  }
  document.addEventListener("DOMContentLoaded", setup);
  document.addEventListener("handbook:swap", setup);
  window.addEventListener("hashchange", function () {
    if (say) show();
  });
})();
