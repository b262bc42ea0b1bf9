// Matches a query against names, as find.js specifies.

import * as weight from "./weights.js";

var particles = /[\s\p{P}\p{S}的了吗呢啊呀吧嘛]+/gu;

// tokens returns the tokens of a text without particles: characters, and runs of
// digits or letters. simple, which may be missing, maps traditional characters to
// simplified ones.
export function tokens(text, simple) {
  text = text.normalize("NFKC").toLowerCase().replace(/ü/g, "v");
  if (simple) text = Array.from(text, function (c) { return simple.get(c) || c; }).join("");
  return text.replace(particles, " ").match(/\d+|[a-z]+|[^\s]/gu) || [];
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
        var close = over.kind === "group" ? weight.group : over.kind === "domain" ? weight.domain : agencies++ ? weight.otherAgency : weight.leadAgency;
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
  var total = entries.length, df = new Map();
  entries.forEach(function (e) {
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
    readings: null, below: below, add: add, index: index, texts: index.texts, ignored: places.concat(index.texts.asking.split(" ")),
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

// weigh returns the weight of each part of a query.
export function weigh(b, query) {
  var text = query.map(function (t) { return t.length > 1 ? " " : t; }).join("");
  var little = [];
  b.ignored.forEach(function (word) {
    for (var at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + 1)) {
      for (var n = 0; n < word.length; n++) little[at + n] = true;
    }
  });
  // A year, an age or a sum, unless a name has it.
  query.forEach(function (t, n) {
    if (!/^\d/.test(t) || b.known.has(t)) return;
    little[n] = true;
    if (/[年月岁元]/.test(query[n + 1])) little[n + 1] = true;
  });
  var all = query.every(function (t, n) { return little[n]; });
  return query.map(function (t, n) {
    if (little[n] && !all) return weight.asking;
    var a = b.rare(query[n - 1] + t), z = b.rare(t + query[n + 1]);
    return a === undefined && z === undefined ? 1 : weight.rareLeast + (1 - weight.rareLeast) * Math.max(a || 0, z || 0);
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
}

// rare reports whether very few entries have one of the parts of a mask.
Score.prototype.rare = function (mask) {
  return this.weights.some(function (w, n) { return mask >> n & 1 && w > weight.telling; });
};

Score.prototype.slot = function (entry) {
  var s = this.found.get(entry);
  if (!s) this.found.set(entry, (s = { ev: new Float64Array(this.query.length), by: [], name: 0, exact: 0, holds: 0, sure: 0, called: 0, as: "", words: new Set() }));
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

Score.prototype.best = function () {
  var best = 0;
  this.found.forEach(function (s) { best = Math.max(best, this.cover(s)); }, this);
  return best;
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
    if (!which) score.hit(name, m[0], f, 1, used > 1 && name.tokens.join("").indexOf(whole) >= 0);
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
