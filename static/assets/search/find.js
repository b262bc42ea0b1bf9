// Finds and ranks. See the comment of generator/search.

import { readDelta, readDetails, readNames, readPairs, readSounds } from "./read.js";
import { Score, book, compare, isHan, letters, near, single, tokens, weigh } from "./match.js";

var enough = 0.34; // of a query that a hit covers at least
var kinds = { item: 0.06, group: 0.04, agency: 0.03, domain: 0.01, guide: 0 };

// Finder searches what part fetches: part(name) is a promise of the arguments of
// one part, null where it cannot be had or is of another index. places are
// names of the edition's own places, which say nothing of what is asked for.
export function Finder(part, places) {
  var ready, pairs = {}, sounds, details;

  function prepare() {
    return ready || (ready = part("names").then(function (names) {
      if (!names) return null;
      var index = readNames(names);
      return part("delta").then(function (delta) {
        if (delta) readDelta(index, delta);
        var b = book(index), known = new Set();
        b.index = index;
        b.names.forEach(function (n) { n.tokens.forEach(function (t) { known.add(t); }); });
        b.known0 = known;
        return b;
      });
    }));
  }

  function withSounds(b) {
    return sounds || (sounds = part("sounds").then(function (p) {
      if (p) b.sounds = readSounds(p);
    }));
  }

  function withDetails(b) {
    return details || (details = part("details").then(function (p) {
      if (p) readDetails(b.index, p);
      return b;
    }));
  }

  // describe resolves when entries have what a hit shows.
  this.describe = function () {
    return prepare().then(function (b) { return b && withDetails(b); });
  };

  this.prepare = prepare;

  // find is a promise of hits: {entry, via, words, cover}, the best first; null
  // when the index cannot be had.
  this.find = function (text) {
    text = String(text).slice(0, 200);
    return prepare().then(function (b) {
      if (!b) return null;
      var code = /^\s*(\d{1,2})\s*[-—－–.．]?\s*(\d\d)\s*$/.exec(text.normalize("NFKC"));
      var coded = code && b.entries.filter(function (e) { return e.code === code[1] + "-" + code[2]; });
      if (coded && coded.length) return coded.map(function (e) { return { entry: e, words: [], cover: 1 }; });
      var query = tokens(text);
      if (!query.length) return [];
      var strange = query.some(function (t) { return isHan(t) && !b.known0.has(t); });
      var latin = query.some(function (t) { return /^[a-z]/.test(t) && !b.known0.has(t); });
      return (strange || latin ? withSounds(b) : Promise.resolve()).then(function () {
        return search(b, text, latin);
      });
    });
  };

  function search(b, text, latin) {
    var query = tokens(text, b.sounds && b.sounds.simple).slice(0, 31);
    if (!query.length) return [];
    var score = new Score(query, weigh(b, query, places)), scores = [score];
    compare(b, score, 0);
    if (query.length === 1 && (isHan(query[0]) || /^\d/.test(query[0]))) single(b, score);
    if (latin && b.sounds) scores = scores.concat(letters(b, query, places));
    var step = Promise.resolve();
    function best() {
      return scores.reduce(function (m, s) { return Math.max(m, s.best()); }, 0);
    }
    if (!latin && query.length > 1 && best() < 0.8) {
      step = withSounds(b).then(function () {
        if (b.sounds) {
          compare(b, score, 1);
          compare(b, score, 2);
        }
        near(b, score);
      });
    }
    return step.then(function () {
      if (best() < 0.75 && query.length > 1 && !latin) return withDetails(b).then(function () { inDetails(b, score); });
    }).then(function () {
      if (best() < 0.55 && query.length > 1 && !latin) return inTexts(b, score);
    }).then(function () {
      return rank(scores);
    });
  }

  function inDetails(b, score) {
    var q = score.query;
    b.entries.forEach(function (e) {
      if (e.hidden || !e.people) return;
      [[e.summary, 0.55], [e.people.text, 0.5], [e.standard.text, 0.45], [e.text || "", 0.35]].forEach(function (x) {
        for (var n = 0; n + 1 < q.length; n++) if (x[0].indexOf(q[n] + q[n + 1]) >= 0) cover(score, e, n, x[1]);
      });
    });
  }

  function cover(score, entry, n, weight) {
    var s = score.slot(entry), q = score.query;
    for (var k = n; k < n + 2; k++) {
      if (s.ev[k] < weight) {
        s.ev[k] = weight;
        s.by[k] = undefined;
      }
    }
    s.words.add(q[n] + q[n + 1]);
  }

  function inTexts(b, score) {
    var q = score.query, waits = [];
    for (var n = 0; n + 1 < q.length; n++) {
      if (score.weights[n] > 0.1 && score.weights[n + 1] > 0.1 && isHan(q[n]) && isHan(q[n + 1])) waits.push(inText(b, score, n));
    }
    return Promise.all(waits);
  }

  function inText(b, score, n) {
    var q = score.query, file = "text/" + (q[n].codePointAt(0) % 16);
    if (!pairs[file]) {
      pairs[file] = part(file).then(function (p) { return p ? readPairs(b.index, p) : {}; });
    }
    return pairs[file].then(function (all) {
      (all[q[n] + q[n + 1]] || []).forEach(function (i) {
        var e = b.index.entries[i];
        if (e && !e.gone && !e.hidden) cover(score, e, n, 0.38);
      });
    });
  }
}

function rank(scores) {
  var all = new Map(), top = 0;
  scores.forEach(function (score) {
    score.found.forEach(function (s, entry) {
      var c = score.cover(s);
      if (c < enough) return;
      top = Math.max(top, c);
      var points = c + 0.35 * s.name + 0.5 * s.exact + (kinds[entry.kind] || 0) + (entry.own ? 0.01 : 0) - (entry.absent ? 0.02 : 0);
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
      all.set(entry, { entry: entry, points: points, cover: c, via: s.exact ? null : via, words: Array.from(s.words) });
    });
  });
  return Array.from(all.values()).filter(function (h) {
    return h.cover >= Math.max(enough, 0.45 * top);
  }).sort(function (a, b) {
    return b.points - a.points || a.entry.n - b.entry.n;
  }).slice(0, 40);
}
