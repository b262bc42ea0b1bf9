// Matches a query against names, as find.js specifies.

import * as weight from "./weights.js";

var particles = /[\s\p{P}\p{S}的了吗呢啊呀吧嘛]+/gu;

// plain returns a text in small letters without tones, ü as v, with digits for the
// Chinese numbers before a unit (六十五岁 becomes 65岁). simple, which may be missing,
// maps traditional characters to simplified ones.
export function plain(text, simple) {
  text = text.normalize("NFD").replace(/u\u0308/gi, "v").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase();
  if (simple) text = Array.from(text, function (c) { return simple.get(c) || c; }).join("");
  return text.replace(/[零〇一二两三四五六七八九十百]+(?=[多几来好]*\s*(?:周?岁|了|级|孩|胎|元|块|万|天|个月))/g, number);
}

function number(text) {
  var sum = 0, digits = "";
  Array.from(text).forEach(function (c) {
    var unit = { "十": 10, "百": 100 }[c];
    if (!unit) digits += "零一二三四五六七八九".indexOf(c.replace("〇", "零").replace("两", "二"));
    else {
      sum += (Number(digits) || 1) * unit;
      digits = "";
    }
  });
  return String(sum + Number(digits));
}

// tokens returns the tokens of a text without particles: characters, and runs of
// digits or letters.
export function tokens(text, simple) {
  return plain(text, simple).replace(particles, " ").match(/\d+|[a-z]+|[^\s]/gu) || [];
}

function bits(n) {
  var count = 0;
  for (; n; n &= n - 1) count++;
  return count;
}

export function isHan(c) {
  return c.length < 3 && c > "⺀";
}

// book returns all names with the entries that they lead to. places lists the
// names of the edition's places.
export function book(index, places) {
  var names = [], byText = new Map(), entries = index.entries.filter(function (e) { return !e.gone; });
  function add(text, entry, worth, own, via) {
    var t = tokens(text).slice(0, 31), key = t.join(" ");
    if (!key) return;
    var name = byText.get(key);
    if (!name) {
      name = { text: text, tokens: t, to: new Map() };
      byText.set(key, name);
      names.push(name);
    }
    var old = name.to.get(entry);
    if (!old || old.worth < worth) name.to.set(entry, { worth: worth, own: own, via: via });
  }
  var below = new Map(); // entry → its members, each with the weight of the relation
  entries.forEach(function (e) {
    var agencies = 0;
    if (!e.private) {
      e.under.forEach(function (n) {
        var over = index.entries[n];
        if (!over || over.gone) return;
        var close = over.kind === "group" ? weight.group : over.kind === "domain" ? weight.domain : over.kind === "place" ? weight.city : agencies++ ? weight.otherAgency : weight.leadAgency;
        if (!below.has(over)) below.set(over, []);
        below.get(over).push([e, close]);
      });
    }
    e.names.forEach(function (name, n) {
      add(name, e, n ? weight.otherName : weight.title, true);
    });
    e.numbers.forEach(function (number) {
      if (!e.private) add(number, e, weight.phone, true);
    });
  });
  below.forEach(function (list, over) {
    over.names.concat(over.numbers).forEach(function (name) {
      list.forEach(function (x) {
        add(name, x[0], x[1], false);
      });
    });
  });
  function list(text) { return index.texts[text].split(" "); }
  function namesOf(kind) {
    return [].concat.apply([], entries.filter(function (e) { return e.kind === kind; }).map(function (e) { return e.names; }));
  }
  var people = new Map(); // entry → the groups that its title names
  function titled(e) {
    var list = people.get(e);
    if (!list) {
      list = e.kind !== "item" ? [] : e.under.map(function (n) { return index.entries[n]; }).filter(function (over) {
        return over && over.kind === "group" && over.names.some(function (name) { return e.title.indexOf(name) >= 0; });
      });
      people.set(e, list);
    }
    return list;
  }
  var total = 0, df = new Map();
  entries.forEach(function (e) {
    if (e.kind === "place") return;
    total++;
    var mine = new Set();
    e.names.forEach(function (name) {
      var t = tokens(name);
      for (var n = 0; n + 1 < t.length; n++) mine.add(t[n] + t[n + 1]);
    });
    mine.forEach(function (k) { df.set(k, (df.get(k) || 0) + 1); });
  });
  return {
    entries: entries, names: names, levels: [],
    rare: function (pair) { // 1 if one entry has the pair, 0 if all have it; undefined if none has
      var n = df.get(pair);
      return n && 1 - Math.log(n) / Math.log(total);
    },
    known: new Set([].concat.apply([], names.map(function (n) { return n.tokens; }))),
    people: titled, readings: null, below: below, add: add, index: index, texts: index.texts,
    ignored: places.concat(list("asking")), question: list("question"), benefit: list("benefit"), lacking: list("lacking"),
    places: namesOf("place"), groups: namesOf("group"),
  };
}

// level prepares names for one way to compare: 0 by characters, 1 by syllables, 2
// by syllables that people confuse.
function level(b, which) {
  if (b.levels[which]) return b.levels[which];
  var keys = which ? b.sound(which) : function (t) { return [t]; };
  var map = new Map();
  b.names.forEach(function (name, i) {
    var all = name.tokens.map(keys);
    for (var n = 0; n < all.length; n++) {
      each(all[n], all[n + 1] || (all.length > 1 ? [] : [""]), function (key) {
        var list = map.get(key);
        if (!list) map.set(key, (list = []));
        list.push(i, n);
      });
      // A word of letters or digits is as telling as two characters.
      if (all.length > 1 && name.tokens[n].length > 1 && !isHan(name.tokens[n])) {
        each(all[n], [""], function (key) {
          if (!map.has(key)) map.set(key, []);
          map.get(key).push(i, n);
        });
      }
    }
  });
  return (b.levels[which] = { map: map, keys: keys });
}

function each(first, second, f) {
  first.forEach(function (x) {
    second.forEach(function (y) { f(x + " " + y); });
  });
}

// inWords reports for each part of a query whether it is one of these words, or
// stands within one.
function inWords(query, words, not) {
  var text = query.map(function (t) { return t.length > 1 ? " " : t; }).join(""), out = [];
  words.forEach(function (word) {
    for (var at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + 1)) {
      if (!not || !not(at)) for (var n = 0; n < word.length; n++) out[at + n] = true;
    }
  });
  return out;
}

function asks(b, query) {
  return inWords(query, b.question).some(Boolean);
}

// seeks reports whether a query asks for a service, not for a group of people.
export function seeks(b, query) {
  return asks(b, query) || inWords(query, b.benefit).some(Boolean);
}

// asking returns the positions of the parts in clauses with a question, if other
// clauses have none.
export function asking(b, clauses) {
  var out = [], at = 0, all = true;
  clauses.forEach(function (clause) {
    var main = asks(b, clause);
    all = all && (main || !clause.length);
    clause.forEach(function () { if (main) out.push(at); at++; });
  });
  return all ? [] : out;
}

// asideOf returns what a part of a query weighs by its place: less in a clause
// without a question when another clause has one, as what somebody lacks, and before
// the question when something follows it (怎么办医保). clauses lists the parts of each
// clause, little those that say nothing.
function asideOf(b, clauses, little) {
  var main = clauses.map(function (c) { return asks(b, c); }), some = main.some(Boolean), out = [];
  clauses.forEach(function (clause, n) {
    var from = out.length, lacks = inWords(clause, b.lacking), asking = inWords(clause, b.question);
    var after = [], any = false; // the parts that follow a question
    clause.forEach(function (t, k) {
      after[k] = !little[from + k] && (asking[k - 1] || after[k - 1]);
      any = any || after[k] && after[k - 1];
    });
    clause.forEach(function (t, k) {
      var beside = some && !main[n] || !lacks[k] && (lacks[k - 1] || lacks[k - 2]);
      out.push(beside ? weight.beside : any && !after[k] ? weight.before : 1);
    });
  });
  return out;
}

// weigh returns the weight of each part of a query. clauses, which may be missing,
// lists the parts of each clause.
export function weigh(b, query, clauses) {
  var little = inWords(query, b.ignored);
  // 政和 is a place, but not in 财政和.
  inWords(query, b.places, function (at) { return b.rare(query[at - 1] + query[at]) !== undefined; }).forEach(function (in_, n) { if (in_) little[n] = true; });
  // A year, an age or a sum, unless a name has it.
  query.forEach(function (t, n) {
    if (!/^\d/.test(t) || b.known.has(t)) return;
    little[n] = true;
    if (/[年月岁元]/.test(query[n + 1])) little[n + 1] = true;
  });
  var all = query.every(function (t, n) { return little[n]; });
  var people = inWords(query, b.groups);
  if (query.every(function (t, n) { return little[n] || people[n]; })) people = [];
  var aside = clauses ? asideOf(b, clauses, little) : [];
  return query.map(function (t, n) {
    if (little[n] && !all) return weight.asking;
    var a = b.rare(query[n - 1] + t), z = b.rare(t + query[n + 1]);
    var w = a === undefined && z === undefined ? 1 : weight.rareLeast + (1 - weight.rareLeast) * Math.max(a || 0, z || 0);
    return w * (aside[n] || 1) * (people[n] ? weight.people : 1);
  });
}

// Score collects the evidence for one query.
export function Score(query, weights) {
  this.query = query;
  this.weights = weights;
  this.spoken = false; // whether synonyms count
  this.solid = 0; // mask of the parts that are whole names
  this.found = new Map();
  this.total = weights.reduce(function (a, w) { return a + w; }, 0);
  this.content = weights.filter(function (w) { return w > weight.saysNothing; }).length;
  this.seeks = false; // whether the query asks for a service
  this.common = 0; // mask of the pairs that the texts of many entries have
  this.main = []; // parts of the clauses that ask, if there are others
}

// rare reports whether very few entries have one of the parts of a mask.
Score.prototype.rare = function (mask) {
  return this.weights.some(function (w, n) { return mask >> n & 1 && w > weight.telling; });
};

Score.prototype.slot = function (entry) {
  var s = this.found.get(entry);
  if (!s) this.found.set(entry, (s = { ev: new Float64Array(this.query.length), by: [], name: 0, exact: 0, holds: 0, sure: 0, called: 0, as: "", pairs: 0, body: false, words: new Set() }));
  return s;
};

// hit records that a name matches the parts of the query in mask, with the share f
// of the name. holds reports whether the name contains the whole query.
Score.prototype.hit = function (name, mask, f, quality, holds) {
  var self = this, used = bits(mask), whole = false;
  var alike = 2 * used / (name.tokens.length + Math.max(this.content, used)) * quality;
  if (f === 1) {
    if (used > 1 && quality === 1) this.solid |= mask;
    whole = this.weights.every(function (w, n) { return w < weight.saysNothing || mask >> n & 1; });
  }
  name.to.forEach(function (t, entry) {
    if (t.via && !self.spoken) return;
    if (entry.private && !(t.own ? f >= 0.3 || self.rare(mask) : f === 1)) return;
    var s = self.slot(entry);
    var e = t.worth * quality * (t.own ? weight.ownLeast + (1 - weight.ownLeast) * f : f * f * f);
    for (var n = 0; n < self.query.length; n++) {
      if (mask >> n & 1 && s.ev[n] < e) {
        s.ev[n] = e;
        s.by[n] = t.via;
      }
    }
    if (t.own || t.via) {
      var worth = alike * t.worth * (t.own ? 1 : weight.spokenName);
      if (worth > s.name) s.name = worth;
      if (holds && t.own && 1 + f > 2 * s.holds) s.holds = (1 + f) / 2;
      if (whole && t.own && t.worth * quality > s.exact) s.exact = t.worth * quality;
    }
    if (f >= 0.6 && e > 0.3) s.words.add(name.text);
    if (f === 1 && t.own && e > s.called) {
      s.called = used > 1 ? e : 0;
      s.as = name.text;
    }
    if (f === 1 && quality > 0.7 && (used > 1 || name.tokens[0].length > 2) && t.worth >= 0.4) s.sure = Math.max(s.sure, self.weight(mask));
  });
};

// weight returns the weight of the parts of a mask.
Score.prototype.weight = function (mask) {
  return this.weights.reduce(function (sum, w, n) { return mask >> n & 1 ? sum + w : sum; }, 0);
};

Score.prototype.cover = function (s) {
  var sum = 0;
  for (var n = 0; n < s.ev.length; n++) sum += s.ev[n] * this.weights[n];
  return this.total ? sum / this.total : 0;
};

// reaches reports whether an entry covers enough of the query, or of what it asks.
Score.prototype.reaches = function (s) {
  if (this.cover(s) >= weight.enough) return true;
  var self = this, sum = 0, total = 0;
  this.main.forEach(function (n) {
    if (n >= s.ev.length) return; // longer than a query may be
    sum += s.ev[n] * self.weights[n];
    total += self.weights[n];
  });
  return total > 0 && sum / total >= weight.enough;
};

Score.prototype.best = function () {
  var best = 0;
  this.found.forEach(function (s) { best = Math.max(best, this.cover(s)); }, this);
  return best;
};

// tells returns how well texts alone answer the query: 2 if they have all its
// content in a row, 1 if they have four characters of it, else 0.
Score.prototype.tells = function (s) {
  var pairs = s.pairs && (s.pairs | this.common), w = this.weights;
  if (!pairs) return 0;
  var all = this.content > 1 && w.every(function (x, n) {
    return x <= weight.saysNothing || (w[n + 1] > weight.saysNothing ? pairs >> n & 1 : pairs >> (n - 1) & 1);
  });
  return all ? 2 : pairs & pairs >> 1 & pairs >> 2 ? 1 : 0;
};

// named reports whether the query names some of the people that an entry's title
// names, or the title names none.
Score.prototype.named = function (entry, b) {
  var self = this, people = b.people(entry);
  return !people.length || people.some(function (over) {
    var s = self.found.get(over);
    return s && s.ev.some(function (x) { return x >= 0.5; });
  });
};

// compare matches the query by pairs of neighbours at one level.
export function compare(b, score, which, given) {
  var l = level(b, which), query = score.query;
  var keys = query.map(function (t, n) { return given ? given(t) : l.keys(t); });
  var hits = new Map(), whole = query.join("");
  keys.forEach(function (first, n) {
    each(first, n + 1 < keys.length ? keys[n + 1] : [], function (key) { see(key, n, 2); });
    each(first, [""], function (key) { see(key, n, 1); });
  });
  function see(key, n, size) {
    var list = l.map.get(key);
    for (var k = 0; list && k < list.length; k += 2) {
      var m = hits.get(list[k]);
      if (!m) hits.set(list[k], (m = [0, 0]));
      var mask = size === 2 ? 3 : 1;
      m[0] |= mask << n;
      m[1] |= mask << list[k + 1];
    }
  }
  hits.forEach(function (m, i) {
    var name = b.names[i], used = bits(m[1]), f = used / name.tokens.length;
    var run = m[0] / (m[0] & -m[0]) + 1;
    if (!which) score.hit(name, m[0], f, 1, used > 1 && name.tokens.join("").indexOf(whole) >= 0);
    else if (given && name.tokens.length < 2 || run & run - 1) return; // one syllable, or some apart, say too little
    else if (given ? f >= 0.5 || used > 2 : (f === 1 ? used > 2 || shares(name, query) : f >= 0.6 && used > 3)) {
      score.hit(name, m[0], f, (given ? weight.spelt : weight.sound) - weight.confused * (which - 1));
    }
  });
}

function shares(name, query) {
  return name.tokens.some(function (t) { return query.indexOf(t) >= 0; });
}

// single finds the names that contain one character or begin with a number.
export function single(b, score) {
  var t = score.query[0];
  b.names.forEach(function (name) {
    var at = name.tokens.findIndex(function (x) { return isHan(t) ? x === t : x.startsWith(t); });
    if (at < 0) return;
    name.to.forEach(function (x, entry) {
      if (entry.private || x.via || !x.own && at) return;
      var s = score.slot(entry), e = x.worth * (x.own ? 1 : weight.singleUnder) * (at ? weight.singleInside : weight.singleFirst);
      s.ev[0] = Math.max(s.ev[0], e);
      s.name = Math.max(s.name, e / name.tokens.length);
      s.words.add(t);
    });
  });
}
