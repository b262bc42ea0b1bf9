// Finds and ranks. See the comment of generator/search.

import { readDelta, readDetails, readNames } from "./read.js";
import { Score, book, compare, isHan, single, tokens, weigh } from "./match.js";

var enough = 0.42; // of a query that a hit covers at least
var kinds = { item: 0.06, group: 0.04, agency: 0.03, domain: 0.01, guide: 0 };

// Finder searches what part fetches: part(name) is a promise of the arguments of
// one part, null where it cannot be had or is of another index. places are
// names of the edition's own places, which say nothing of what is asked for.
// more is a function that gives a promise of the script more.js, or of null.
export function Finder(part, more, places) {
  var once = {}, self = this;

  // fetched reads a part into the book, once; where it cannot be had the book
  // stays as it is.
  function fetched(b, name, read) {
    return once[name] || (once[name] = part(name).then(function (p) {
      return p && read(p);
    }));
  }

  function prepare() {
    return once.names || (once.names = part("names").then(function (names) {
      if (!names) return null;
      var index = readNames(names);
      if (self.texts) self.texts(index.texts);
      return part("delta").then(function (delta) {
        if (delta) readDelta(index, delta);
        return book(index);
      });
    }));
  }

  function details(b) {
    return fetched(b, "details", function (p) { readDetails(b.index, p); });
  }

  // With the script of more.js.
  function further(b, name, read) {
    return more().then(function (m) {
      return m && fetched(b, name, function (p) { read(m, p); });
    });
  }

  function words(b) {
    return further(b, "words", function (m, p) { m.addWords(b, m.readWords(b.index, p)); });
  }

  function sounds(b) {
    return further(b, "sounds", function (m, p) { m.spell(b, m.readSounds(p)); });
  }

  function simple(b) {
    return further(b, "simple", function (m, p) { b.simple = m.readSimple(p); });
  }

  this.prepare = prepare;

  // describe resolves when entries have what a hit shows.
  this.describe = function () {
    return prepare().then(function (b) { return b && details(b); });
  };

  // find is a promise of hits: {entry, via, words, cover}, the best first; null
  // when the index cannot be had. What it finds depends on the query alone, not
  // on what earlier ones have loaded.
  this.find = function (text) {
    text = String(text).slice(0, 200).normalize("NFKC");
    return prepare().then(function (b) {
      if (!b) return null;
      var coded = byCode(b, text);
      if (coded.length) return coded;
      var strange = tokens(text).some(function (t) { return isHan(t) && !b.known.has(t); });
      return (strange ? simple(b) : Promise.resolve()).then(function () { return answer(b, text, strange && b.simple); });
    });
  };

  function byCode(b, text) {
    var code = /^\s*(\d{1,2})\s*[-—–.]?\s*(\d\d)\s*$/.exec(text);
    return b.entries.filter(function (e) { return code && e.code === code[1] + "-" + code[2]; }).map(function (e) {
      return { entry: e, points: 2, words: [], cover: 1 };
    });
  }

  // answer searches what is asked and, where that leaves much open, what it may
  // say in other words.
  function answer(b, text, simplified) {
    return search(b, text, simplified).then(function (hits) {
      var query = tokens(text, simplified), mixed = query.some(isHan) && query.some(function (t) { return isLatin(b, t); });
      if (!mixed && hits.length && (query.length < 3 || hits[0].cover >= 0.85)) return hits;
      return more().then(function (m) {
        return m ? m.otherwise({ search: search, inOrder: inOrder, weigh: weigh, places: places }, b, text, simplified, hits, mixed) : hits;
      });
    });
  }

  function search(b, text, simplified) {
    var query = tokens(text, simplified).slice(0, 31);
    if (!query.length) return Promise.resolve([]);
    var latin = query.some(function (t) { return isLatin(b, t); });
    var score = new Score(query, weigh(b, query, places)), scores = [score];
    // unless takes a step when what was found so far leaves too much open.
    function unless(limit, load, step) {
      return function () {
        var best = scores.reduce(function (m, s) { return Math.max(m, s.best()); }, 0);
        if (best < limit) return load(b).then(step);
      };
    }
    compare(b, score, 0);
    if (query.length === 1) {
      single(b, score);
      if (!latin && score.found.size) return Promise.resolve(rank(scores));
    }
    var way = Promise.resolve().then(unless(0.8, words, function () {
      score.spoken = true;
      compare(b, score, 0);
    }));
    if (latin) {
      way = way.then(function () { return words(b); }).then(function () { return sounds(b); }).then(function () {
        return more();
      }).then(function (m) {
        if (m && b.readings) scores = scores.concat(m.letters({ Score: Score, compare: compare }, b, query));
      });
    }
    return way.then(unless(0.8, details, more)).then(function (m) {
      if (!m) return;
      m.inDetails(b, score);
      m.near(b, score);
    }).then(unless(0.75, sounds, function () {
      if (b.readings && !latin) {
        compare(b, score, 1);
        compare(b, score, 2);
      }
    })).then(unless(0.55, more, function (m) {
      return m && m.inTexts(b, score, fetched);
    })).then(function () {
      return rank(scores);
    });
  }
}

function isLatin(b, t) {
  return /^[a-z]/.test(t) && !b.known.has(t);
}

// inOrder takes a map from entries to hits.
function inOrder(all) {
  return Array.from(all.values()).sort(function (a, b) {
    return b.points - a.points || a.entry.n - b.entry.n;
  }).slice(0, 40);
}

function rank(scores) {
  var all = new Map(), top = 0;
  scores.forEach(function (score) {
    score.found.forEach(function (s, entry) {
      var c = score.cover(s);
      if (c < enough && !(s.sure > 0.9 && c > 0.1)) return;
      top = Math.max(top, c);
      var points = c + 0.35 * s.name + 0.5 * s.exact + 0.3 * s.holds + (kinds[entry.kind] || 0) + (entry.kind === "item" || s.called ? 0.1 : 0) + (entry.own ? 0.01 : 0) - (entry.absent ? 0.02 : 0);
      var old = all.get(entry);
      if (old && old.points >= points) return;
      var via = null, most = 0;
      s.by.forEach(function (v) {
        var n = v ? s.by.filter(function (x) { return x === v; }).length : 0;
        if (n > most) {
          most = n;
          via = v;
        }
      });
      all.set(entry, { entry: entry, points: points, cover: c, via: s.exact ? null : via, as: s.as, words: Array.from(s.words) });
    });
  });
  all.forEach(function (h, entry) { if (h.cover < 0.45 * top) all.delete(entry); });
  return inOrder(all);
}
