// The steps of find.js for a query that names alone do not answer: synonyms, the
// sounds of characters, typing errors, details and texts. They are a separate
// script, so that the first list comes without it.

import { isHan, plain, tokens } from "./match.js";
import { confused, cuts, spelt } from "./sounds.js";
import * as weight from "./weights.js";

// readReadings returns a map from characters to their readings.
export function readReadings(list) {
  var readings = new Map();
  list.forEach(function (reading) {
    Array.from(reading[1]).forEach(function (c) {
      if (!readings.has(c)) readings.set(c, []);
      readings.get(c).push(reading[0]);
    });
  });
  return readings;
}

// readSimple returns a map from traditional characters to simplified ones.
export function readSimple(text) {
  var simple = new Map();
  Array.from(text).forEach(function (c, n, all) {
    if (n % 2) simple.set(all[n - 1], c);
  });
  return simple;
}

// addWords adds synonyms as names: the synonym of a term leads to the entries with
// the term in their names, and to the members of the entry that has this name.
export function addWords(b, synonyms) {
  synonyms.forEach(function (s) {
    var to = new Map();
    function lead(e, worth) {
      if (!(to.get(e) >= worth)) to.set(e, worth);
    }
    b.entries.forEach(function (e) {
      e.names.forEach(function (name, n) {
        if (name === s.term) {
          lead(e, n ? weight.termIsName : weight.termIsTitle);
          (b.below.get(e) || []).forEach(function (x) { lead(x[0], x[1]); });
        } else if (name.indexOf(s.term) >= 0) {
          lead(e, weight.termInName + weight.termShare * s.term.length / name.length);
        }
      });
    });
    (s.loose || []).forEach(function (n) { lead(b.index.entries[n], weight.termInDetails); });
    s.words.forEach(function (word) {
      to.forEach(function (worth, e) {
        b.add(word, e, worth, false, [word, s.term]);
      });
    });
  });
  b.levels = [];
}

// spell makes a book comparable by sound: at level 1 by syllables, at level 2 by
// syllables that people confuse.
export function spell(b, readings) {
  b.readings = readings;
  b.sound = function (which) {
    return function (token) {
      var all = readings.get(token) || [token];
      return which > 1 ? Array.from(new Set(all.map(confused))) : all;
    };
  };
}

var age = /(\d{2,3})[多几来好]*\s*(周?岁|了)/g;

// otherwise searches in other words and merges the result with hits.
export function otherwise(core, b, text, simple, hits, mixed) {
  var all = new Map();
  function merge(list, quality) {
    list.forEach(function (h) {
      h.points *= quality;
      if (!all.has(h.entry) || all.get(h.entry).points < h.points) all.set(h.entry, h);
    });
  }
  var waits = inOtherWords(b, text, simple, function (query) { return core.weigh(b, query); }).map(function (other) {
    return core.search(b, other.text).then(function (found) { return { hits: found, quality: other.quality }; });
  });
  return Promise.all(waits).then(function (found) {
    merge(hits, mixed && waits.length ? weight.asGiven : 1); // words say more than syllables alone
    found.forEach(function (f) { merge(f.hits, f.quality); });
    return core.inOrder(all);
  });
}

// inOtherWords rewrites a query: an age becomes the word for old people, Latin
// letters become the words that they spell, and words that say nothing go. It
// returns a list of {text, quality}, where quality weighs the hits of the text.
function inOtherWords(b, text, simple, weigh) {
  text = plain(text, simple);
  var old = text.replace(age, function (all, n) {
    n = Number(n);
    return n > 119 || n < 60 ? all : (n < 80 ? b.texts.old : b.texts.very_old) + " ";
  });
  var out = [], said = {};
  function add(text, quality) {
    if (text && !said[text]) out.push({ text: text, quality: quality });
    said[text] = true;
  }
  said[text] = true;
  var ways = [""];
  old.split(/([a-z]+)/).forEach(function (part, n, parts) {
    var words = n % 2 && !b.known.has(part) && b.readings ? spellings(b, part, parts[n - 1].slice(-1), parts[n + 1].slice(0, 1)) : [part];
    ways = [].concat.apply([], words.map(function (word) {
      return ways.map(function (way) { return way + word; });
    })).slice(0, 6);
  });
  ways.forEach(function (way) {
    var query = tokens(way), weights = weigh(query.concat("○")); // so that the query has more than asking words
    var content = query.filter(function (t, n) { return weights[n] > weight.saysNothing; }).join("");
    if (!content) return;
    add(way, 1);
    add(content, weight.withoutAsking);
  });
  return out;
}

// spellings returns the words of names that letters between two characters may
// spell, the likeliest first; [""] if there are none.
function spellings(b, letters, before, after) {
  var way = cuts(letters, syllables(b))[0] || [], out = [""];
  if (way.join("") !== letters) {
    return spelling(b, letters.split(""), true);
  }
  if (way.length === 1) {
    var left = before && spelling(b, [before].concat(way), false)[0], right = after && spelling(b, way.concat(after), false)[0];
    return [left ? left.slice(-1) : right ? right[0] : ""];
  }
  for (var at = 0, len; at < way.length; at += len) {
    var words = [""];
    for (len = Math.min(8, way.length - at); len > 1; len--) {
      words = spelling(b, way.slice(at, at + len), false);
      if (words[0]) break;
    }
    len = Math.max(len, 1);
    out = [].concat.apply([], words.map(function (word) {
      return out.map(function (before) { return before + word; });
    })).slice(0, 4);
  }
  return out;
}

// spelling returns the words of these syllables or, with initials, the names with
// these initials.
function spelling(b, way, initials) {
  var worth = new Map();
  b.names.forEach(function (name) {
    var t = name.tokens, last = t.length - way.length;
    for (var at = 0; at <= (initials ? Math.min(last, 0) : last); at++) {
      var same = way.every(function (s, n) {
        return s === t[at + n] || (b.readings.get(t[at + n]) || []).some(function (r) { return initials ? r[0] === s : r === s; });
      });
      if (!same || initials && last) continue;
      var word = t.slice(at, at + way.length).join("");
      worth.set(word, Math.max(worth.get(word) || 0, way.length / t.length));
    }
  });
  var words = Array.from(worth.keys()).sort(function (a, z) { return worth.get(z) - worth.get(a); });
  return words.length ? words.slice(0, 3) : [""];
}

function syllables(b) {
  if (!b.syllables) {
    b.syllables = new Set();
    b.readings.forEach(function (all) { all.forEach(function (r) { b.syllables.add(r); }); });
  }
  return b.syllables;
}

// near finds names with one character wrong, missing, too many or swapped.
export function near(b, score) {
  var all = score.query.map(function (t, n) { return n; });
  var keep = all.filter(function (n) { return score.weights[n] > weight.saysNothing; });
  nearIn(b, score, keep, keep);
  if (keep.length < all.length) nearIn(b, score, all, keep);
}

// nearIn does so for the parts keep of a query; content are those that say something.
function nearIn(b, score, keep, content) {
  function part(n) { return score.query[n]; }
  // A character within a whole name is not a typing error.
  function sure(n) { return score.solid >> keep[n] & 1; }
  var query = keep.map(part), have = new Set(query), telling = new Set(content.map(part));
  b.names.forEach(function (name) {
    var size = name.tokens.length, shared = 0, told = 0;
    if (size < 3 || size > query.length + 1 || /岁$/.test(name.text)) return; // another age is not a typing error
    name.tokens.forEach(function (t) {
      if (have.has(t)) shared++;
      if (telling.has(t)) told++;
    });
    if (shared < size - 1 || told < (query.length > size ? 2 : 1)) return;
    for (var from = 0; from + size - 1 <= query.length; from++) {
      for (var len = Math.min(size + 1, query.length - from); len >= size - 1; len--) {
        if (len < 2 || !within(query, from, len, name.tokens, sure)) continue;
        var mask = 0;
        for (var n = from; n < from + len; n++) mask |= 1 << keep[n];
        score.hit(name, mask, 1, size > 3 ? weight.slip : content.length > size ? weight.chanceSlip : weight.shortSlip); // three characters in a sentence are often chance
        return;
      }
    }
  });
}

// within reports whether two runs differ by one step at most, and not in a
// character that is sure.
function within(a, from, len, b, sure) {
  var n = 0, m = 0;
  while (n < len && n < b.length && a[from + n] === b[n]) n++;
  while (m < len - n && m < b.length - n && a[from + len - 1 - m] === b[b.length - 1 - m]) m++;
  var left = len - n - m, right = b.length - n - m;
  for (var k = 0; k < left; k++) if (sure(from + n + k)) return false;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[from + n] === b[n + 1] && a[from + n + 1] === b[n];
}

// letters reads a query with Latin letters as pinyin. It returns scores of their
// own, because their parts differ from those of the query.
export function letters(core, b, query) {
  var text = query.join(""), asking = new Set(b.texts.asking_pinyin.split(" "));
  var ways = [[]];
  query.forEach(function (t) {
    var cut = /^[a-z]+$/.test(t) ? cuts(t, syllables(b)) : [[t]];
    var more = [];
    ways.forEach(function (way) {
      cut.forEach(function (c) { more.push(way.concat(c)); });
    });
    ways = more.slice(0, 6);
  });
  var scores = ways.filter(function (way) { return way.length; }).map(function (way) {
    way = way.slice(0, 31);
    var weights = way.map(function (t) { return asking.has(t) ? weight.askingSyllable : 1; });
    var score = new core.Score(way, weights);
    score.spoken = true;
    core.compare(b, score, 0);
    core.compare(b, score, 1, function (t) { return [t]; });
    core.compare(b, score, 2, function (t) { return [confused(t)]; });
    return score;
  });
  var whole = new core.Score([text], [1]);
  whole.spoken = true;
  function readings(token) { return b.readings.get(token) || []; }
  b.names.forEach(function (name) {
    for (var start = 0; start < name.tokens.length; start++) {
      var m = spelt(text, name.tokens, start, readings);
      if (!m || name.tokens.length < 2 || start && m[0] < 3 && m[1] < 2) continue;
      var f = m[0] / name.tokens.length;
      var quality = (weight.initials + (1 - weight.initials) * m[1] / m[0]) * (start ? weight.innerStart : 1);
      whole.hit(name, 1, f, quality);
      name.to.forEach(function (t, entry) {
        var s = whole.found.get(entry);
        if (!s) return;
        s.name = Math.max(s.name, f * quality * t.worth * (t.own ? 1 : weight.speltUnder));
        if (f < 1) s.exact = 0;
      });
      break;
    }
  });
  scores.push(whole);
  return scores;
}

// inDetails covers parts of the query by the details of entries.
export function inDetails(b, score) {
  var q = score.query;
  b.entries.forEach(function (e) {
    if (e.private || !e.people) return;
    [[e.summary, weight.inSummary], [e.people.text, weight.inPeople], [e.standard.text, weight.inStandard], [e.text || "", weight.inLocalText, true]].forEach(function (x) {
      for (var n = 0; n + 1 < q.length; n++) if (x[0].indexOf(q[n] + q[n + 1]) >= 0) cover(score, e, n, x[1], x[2]);
    });
  });
}

// cover covers two parts of the query by a text; body reports whether it is that of
// the entry's page and not one of its details.
function cover(score, entry, n, worth, body) {
  var s = score.slot(entry), q = score.query;
  s.pairs |= 1 << n;
  s.body = s.body || !!body;
  for (var k = n; k < n + 2; k++) {
    if (s.ev[k] < worth) {
      s.ev[k] = worth;
      s.by[k] = undefined;
    }
  }
  s.words.add(q[n] + q[n + 1]);
}

// inTexts covers parts of the query by the texts of entries.
export function inTexts(b, score, texts) {
  var q = score.query;
  for (var n = 0; n + 1 < q.length && !/^[a-z]/.test(q[n]); n++) {
    if (score.weights[n] <= weight.saysNothing || score.weights[n + 1] <= weight.saysNothing || !isHan(q[n]) || !isHan(q[n + 1])) continue;
    var list = (texts[q[n]] || {})[q[n + 1]] || [];
    if (!list.length && (texts[q[n]] || {})[q[n + 1]]) score.common |= 1 << n;
    list.forEach(function (i) {
      var e = b.index.entries[i];
      if (!e.gone && !e.private) cover(score, e, n, weight.inText, true);
    });
  }
}
