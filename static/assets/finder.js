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
    if (c.all) return c.all.every(function (id) { return r.options.indexOf(id) >= 0; }) ? MET : r.unsure ? OPEN : UNMET;
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

  function question(id) {
    return rules.questions.filter(function (q) { return q.id === id; })[0];
  }

  // narrow reports whether few answers meet a condition.
  function narrow(c) {
    var q = question(c.question);
    return q.kind === "choices" ? !c.none : 2 * ((c.met || []).length + (c.open || []).length) < q.options.length;
  }

  // touch reports whether an answer has settled a condition of a route.
  function touch(route, of, asked) {
    return (route.all || []).some(function (n) {
      var c = rules.conditions[n], is = truth(c, of);
      return asked[c.question] === MET && (is === UNMET || is === MET && narrow(c));
    });
  }

  var verdicts = { "-1": "no", "0": "more", "1": "yes" };
  var states = { "-1": "unmet", "0": "open", "1": "met" };

  // handbookFinder judges every item by answers: question id → ids of options,
  // "unsure" or "none". The page shows what it returns.
  window.handbookFinder = function (answers) {
    var read = replies(answers || {}), known = read.of;
    return (rules ? rules.items : []).map(function (item) {
      var best = item.everyone ? MET : UNMET;
      var routes = (item.routes || []).map(function (route) {
        var is = Math.min(all(route.all, known), route.confirm ? OPEN : MET);
        best = Math.max(best, is);
        return {
          verdict: verdicts[is],
          touched: touch(route, known, read.asked),
          conditions: (route.all || []).map(function (n) {
            var c = rules.conditions[n];
            return { question: c.question, text: c.text, state: states[truth(c, known)] };
          }),
          confirm: route.confirm || ""
        };
      });
      return {
        id: item.id, code: item.code, title: item.title, everyone: !!item.everyone, verdict: verdicts[best], routes: routes,
        touched: !item.everyone && routes.some(function (r) { return r.touched && r.verdict === verdicts[best]; })
      };
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
    [].concat.apply([], [].concat(children || [])).forEach(function (child) {
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

  // said lists in the person's words what she chose, of some questions or of all.
  function said(fits) {
    var out = [];
    rules.questions.forEach(function (q) {
      var r = read(q, answers[q.id]);
      q.options.forEach(function (o) {
        if (r && r.options.indexOf(o.id) >= 0 && fits(q, o)) out.push(o.said || o.text);
      });
    });
    return out;
  }

  // because says which answers speak for an item.
  function because(f) {
    var fit = {};
    f.routes.forEach(function (r) {
      if (r.verdict === f.verdict) r.conditions.forEach(function (c, n) {
        if (c.state !== "met") return;
        var of = rules.conditions[items[f.id].routes[f.routes.indexOf(r)].all[n]];
        (of.met || of.all || []).forEach(function (id) { fit[of.question + " " + id] = true; });
      });
    });
    return said(function (q, o) { return fit[q.id + " " + o.id]; }).join(say.comma);
  }

  // needs says what is still to be found out about an open item, or what a denied one wants.
  function needs(f, state) {
    var routes = f.routes.filter(function (r) { return r.verdict === f.verdict && (r.touched || !f.touched); });
    var out = [];
    routes.forEach(function (r) {
      var of = r.conditions.filter(function (c) { return c.state === state; }).map(function (c) { return c.text; });
      var text = of.concat(r.confirm && state === "open" ? r.confirm : []).join(say.comma);
      if (text && out.indexOf(text) < 0) out.push(text);
    });
    return out.slice(0, 2).join(say.or);
  }

  // Links to dial: a field may hold several numbers, and a number an extension.
  function tel(numbers) {
    return numbers.split("、").reduce(function (list, number, n) {
      return list.concat(n ? "、" : [], el("a", { "class": "tel", href: "tel:" + number.split("转")[0].replace(/[^+\d]/g, "") }, number));
    }, []);
  }

  var items = {}; // by id

  function link(f) {
    return el("a", { href: say.items + f.id + ".html" }, f.title);
  }

  function amount(item) {
    return item.amount ? el("span", { "class": "sum" }, [el("span", { "aria-hidden": "true" }, item.amount), el("span", { "class": "hidden" }, item.spoken)]) : null;
  }

  // how says what to do: the way in one line, the window, and the number to call.
  function how(item) {
    var place = (item.places || [])[0], out = item.how ? [item.how + "。"] : [];
    if (place) out.push(say.window + place.name + (place.address ? "，" + place.address : "") + "。");
    return out.concat(say.call, tel(place && place.phone ? place.phone : item.phones ? item.phones[0].number : say.phone));
  }

  function section(name, className, children) {
    return el("section", { "class": className }, [el("h2", {}, name)].concat(children));
  }

  function rows(list, note) {
    return el("ul", { "class": "rows" }, list.map(function (f) {
      return el("li", {}, [link(f), note ? note(f, items[f.id]) : null]);
    }));
  }

  function text(t) { return t ? el("span", { "class": "about" }, t) : null; }

  function showResult() {
    var found = window.handbookFinder(answers), has = {}, urgent = {};
    rules.items.forEach(function (item) { items[item.id] = item; });
    rules.questions.forEach(function (q) {
      var r = read(q, answers[q.id]);
      if (q.urgent) urgent[q.id] = true;
      q.options.forEach(function (o) {
        if (r && r.options.indexOf(o.id) >= 0) (o.has || []).forEach(function (id) { has[id] = true; });
      });
    });
    // What is urgent first, then what is worth most in a year; equals stay in the list's order.
    function rank(f) {
      var now = f.routes.some(function (r) {
        return r.verdict === f.verdict && r.conditions.some(function (c) { return c.state === "met" && urgent[c.question]; });
      });
      return (now ? 1e9 : 0) + (f.touched ? 1e8 : 0) + (items[f.id].worth || 0);
    }
    function pick(fits) {
      return found.map(function (f, n) { return [f, n]; }).filter(function (p) { return fits(p[0]); })
        .sort(function (a, b) { return rank(b[0]) - rank(a[0]) || a[1] - b[1]; }).map(function (p) { return p[0]; });
    }
    function count(t, n) { return t.replace("%n", n); }
    var mine = pick(function (f) { return has[f.id] && f.verdict !== "no"; });
    var yes = pick(function (f) { return f.verdict === "yes" && !f.everyone && !has[f.id]; });
    var more = pick(function (f) { return f.verdict === "more" && f.touched && !has[f.id]; });
    var open = pick(function (f) { return f.verdict === "more" && !f.touched && !has[f.id]; });
    var no = pick(function (f) { return f.verdict === "no"; });
    var everyone = pick(function (f) { return f.everyone; });
    var first = yes.slice(0, 3), rest = yes.slice(3), total = yes.length + mine.length;

    var name = first.length ? count(say.result, total) + count(say.first, first.length) : total ? count(say.result, total) : say.empty;
    var head = el("h1", { tabindex: "-1" }, name);
    var you = said(function () { return true; }).join(say.comma);
    var body = [head, el("p", { "class": "you" }, [you ? say.you + you + "。" : "", el("a", { href: "#1" }, say.change)])];
    if (first.length) body.push(el("ol", { "class": "first" }, first.map(function (f) {
      var item = items[f.id], why = because(f);
      return el("li", {}, el("div", {}, [
        el("h2", {}, link(f)),
        el("p", { "class": "big" }, item.gets ? [item.gets, item.amount ? " " : null, amount(item)] : item.summary || ""),
        why ? el("p", { "class": "why" }, [el("b", {}, say.because), say.person + why]) : null,
        el("p", { "class": "do" }, [el("b", {}, say.how)].concat(how(item)))
      ]));
    })));
    if (mine.length) body.push(section(say.have, "have", rows(mine, function (f, item) {
      return el("span", { "class": "about" }, item.amount ? [item.gets + " ", amount(item)] : item.summary || item.gets || "");
    })));
    if (more.length) body.push(section(count(say.more, more.length), "more", [el("p", { "class": "explain" }, say.more_note), rows(more, function (f, item) {
      var what = needs(f, "open");
      return el("span", { "class": "about" }, [item.worth ? [amount(item), "。"] : null, what ? say.check + what : null]);
    })]));
    if (rest.length) body.push(section(count(first.length ? say.rest : say.yes, rest.length), "rest", rows(rest, function (f, item) {
      return el("span", { "class": "about" }, [item.summary || item.gets || "", item.worth ? [" ", amount(item)] : null]);
    })));
    var folded = [[say.everyone, everyone], [say.open, open, null], [say.no, no, function (f) {
      var what = needs(f, "unmet");
      return what ? text(say.wants + what) : null;
    }]].filter(function (g) { return g[1].length; });
    if (folded.length) body.push(el("details", { "class": "others" }, [
      el("summary", {}, count(say.others, everyone.length + open.length + no.length) + folded.map(function (g) { return count(g[0], g[1].length); }).join("，"))
    ].concat(folded.map(function (g) {
      return el("div", {}, [el("h3", {}, count(g[0], g[1].length)), g[1] === no ? el("p", { "class": "explain" }, say.no_note) : null, rows(g[1], g[2])]);
    }))));
    var placed = first.concat(mine, more).some(function (f) { return items[f.id].places; });
    body.push(section(say.gap, "gap", el("p", {}, (placed ? "" : say.no_window) + say.decides)));

    var list = el("textarea", { readonly: true, rows: "6", "aria-label": say.share, hidden: true });
    var note = el("p", { "class": "explain", role: "status" });
    var share = button(say.share, "share", function () {
      list.value = [title].concat([yes.concat(mine), more, everyone].map(function (of) {
        return of.map(function (f) { return (f.code || say.outside) + " " + f.title; }).join("\n");
      }), say.decides).join("\n");
      list.hidden = false;
      list.select();
      try { document.execCommand("copy"); } catch (e) { /* the text stands selected, to be copied by hand */ }
      note.textContent = say.share_note;
    });
    body.push(el("p", { "class": "again" }, say.again), el("div", { "class": "end" }, [
      el("a", { "class": "action", href: "tel:" + say.phone }, say.dial.replace("%n", say.phone)),
      button(say.print, "print", function () { window.print(); }), share, clear()
    ]), list, note);
    put(body, head, name);
  }

  function put(children, focus, name) {
    start.hidden = true;
    ask.hidden = false;
    document.documentElement.classList.add("answering");
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
      document.documentElement.classList.remove("answering");
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
  // The answers are nowhere but here: warn before a reload loses them. Who follows a
  // link comes back to the page as it was.
  var leaving = false;
  document.addEventListener("click", function (e) {
    leaving = !!e.target.closest && !!e.target.closest("a[href]");
  });
  window.addEventListener("pageshow", function () { leaving = false; });
  window.addEventListener("beforeunload", function (e) {
    if (leaving || !Object.keys(answers).length) return;
    e.preventDefault();
    e.returnValue = "";
  });
  document.addEventListener("DOMContentLoaded", setup);
  document.addEventListener("handbook:swap", setup);
  window.addEventListener("hashchange", function () {
    if (say) show();
  });
})();
