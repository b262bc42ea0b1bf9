// What a query needs that names alone do not answer: the words people say, the
// sounds of characters, slips. A script of its own, so that the first list comes
// without it.

import { isHan, tokens } from "./match.js";
import { numbers } from "./read.js";
import { confused, cuts, spelt } from "./sounds.js";

// readWords gives what people say: each list of words with the term they mean.
export function readWords(index, part) {
  return index.unpack(part[0]).split("\n").filter(Boolean).map(function (line) {
    var fields = line.split("|");
    return { term: fields[0], words: fields[1].split(","), loose: numbers(fields[2]) };
  });
}

// readSounds is a map from characters to their readings.
export function readSounds(part) {
  var readings = new Map();
  function add(c, reading) {
    var list = readings.get(c);
    if (list) list.push(reading);
    else readings.set(c, [reading]);
  }
  var code = 0, decoder;
  try {
    decoder = new TextDecoder("gbk");
  } catch (e) {
    decoder = null; // then only the characters of the second list are spelt
  }
  part[0].replace(/([a-z]+)(\d+)/g, function (all, reading, count) {
    for (var n = 0; decoder && n < count; n++, code++) {
      add(decoder.decode(new Uint8Array([0xb0 + Math.floor(code / 94), 0xa1 + (code % 94)])), reading);
    }
  });
  part[1].split("\n").forEach(function (line) {
    var words = line.split(" ");
    Array.from(words[1] || "").forEach(function (c) {
      add(c, words[0]);
    });
  });
  return readings;
}

// readSimple is a map from traditional characters to simplified ones.
export function readSimple(part) {
  var simple = new Map();
  Array.from(part[0]).forEach(function (c, n, all) {
    if (n % 2) simple.set(all[n - 1], c);
  });
  return simple;
}

// addWords enters what people say for a term: it leads to what has the term in
// its names, and to those that belong to what is called so.
export function addWords(b, synonyms) {
  synonyms.forEach(function (s) {
    var to = new Map();
    function lead(e, weight) {
      if (!(to.get(e) >= weight)) to.set(e, weight);
    }
    b.entries.forEach(function (e) {
      e.names.forEach(function (name, n) {
        if (name === s.term) {
          lead(e, n ? 0.93 : 0.95);
          (b.below.get(e) || []).forEach(function (x) { lead(x[0], x[1]); });
        } else if (name.indexOf(s.term) >= 0) {
          lead(e, 0.7 + 0.2 * s.term.length / name.length);
        }
      });
    });
    s.loose.forEach(function (n) {
      if (b.index.entries[n]) lead(b.index.entries[n], 0.55);
    });
    s.words.forEach(function (word) {
      to.forEach(function (weight, e) {
        b.add(word, e, weight, false, [word, s.term]);
      });
    });
  });
  b.levels = [];
}

// spell makes a book comparable by sound: at level 1 by syllables, at 2 as they
// are confused.
export function spell(b, readings) {
  b.readings = readings;
  b.sound = function (which) {
    return function (token) {
      var all = readings.get(token) || [token];
      return which > 1 ? Array.from(new Set(all.map(confused))) : all;
    };
  };
}

var age = /(\d{2,3}|[六七八九]十[一二三四五六七八九]?)(多|几|来|好几)*\s*(周?岁|了)/g;

// otherwise asks again in other words and merges what that finds with hits.
export function otherwise(core, b, text, simple, hits, mixed) {
  var all = new Map();
  function merge(list, quality) {
    list.forEach(function (h) {
      h.points *= quality;
      if (!all.has(h.entry) || all.get(h.entry).points < h.points) all.set(h.entry, h);
    });
  }
  var waits = inOtherWords(b, text, simple, function (query) { return core.weigh(b, query, core.places); }).map(function (other) {
    return core.search(b, other.text).then(function (found) { return { hits: found, quality: other.quality }; });
  });
  return Promise.all(waits).then(function (found) {
    merge(hits, mixed && waits.length ? 0.6 : 1); // words say more than syllables alone
    found.forEach(function (f) { merge(f.hits, f.quality); });
    return core.inOrder(all);
  });
}

// inOtherWords says a query in other words: an age as the people it makes one of,
// Latin letters as the words they spell, and without the words that say
// nothing. It returns {text, quality}, where quality is how far to trust it.
function inOtherWords(b, text, simple, weigh) {
  text = text.toLowerCase();
  if (simple) text = Array.from(text, function (c) { return simple.get(c) || c; }).join("");
  var old = text.replace(age, function (all, n) {
    n = Number(n) || 10 * ("六七八九".indexOf(n[0]) + 6);
    return n > 119 || n < 60 ? all : n < 80 ? "老人 " : "高龄老人 ";
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
    var query = tokens(way), weights = weigh(query.concat("○")); // so that words that ask are never all there is
    var content = query.filter(function (t, n) { return weights[n] > 0.1; }).join("");
    if (!content) return;
    add(way, 1);
    add(content, 0.9);
  });
  return out;
}

// spellings are the words of names that letters between two characters may be
// meant for, the likeliest first; [""] when there are none.
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

// spelling are the words of these syllables, or initials of whole names.
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
  var keep = all.filter(function (n) { return score.weights[n] > 0.1; });
  nearIn(b, score, keep, keep);
  if (keep.length < all.length) nearIn(b, score, all, keep);
}

// nearIn takes the parts keep of a query, of which those of content say something.
function nearIn(b, score, keep, content) {
  function part(n) { return score.query[n]; }
  // A character of a word that names have is no slip.
  function sure(n) { return score.solid >> keep[n] & 1; }
  var query = keep.map(part), have = new Set(query), telling = new Set(content.map(part));
  b.names.forEach(function (name) {
    var size = name.tokens.length, shared = 0, told = 0;
    if (size < 3 || size > query.length + 1 || /岁$/.test(name.text)) return; // another age is no slip
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
        score.hit(name, mask, 1, size > 3 ? 0.88 : content.length > size ? 0.71 : 0.8); // three characters in a sentence are often chance
        return;
      }
    }
  });
}

// within reports whether two runs differ by one step at most, of which no
// character is sure.
function within(a, from, len, b, sure) {
  var n = 0, m = 0;
  while (n < len && n < b.length && a[from + n] === b[n]) n++;
  while (m < len - n && m < b.length - n && a[from + len - 1 - m] === b[b.length - 1 - m]) m++;
  var left = len - n - m, right = b.length - n - m;
  for (var k = 0; k < left; k++) if (sure(from + n + k)) return false;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[from + n] === b[n + 1] && a[from + n + 1] === b[n];
}

// letters reads a query with Latin letters as pinyin, and returns a score of its
// own, as its parts are other than those of the query.
export function letters(core, b, query) {
  var text = query.join("");
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
    var weights = way.map(function (t) { return /^(wo|you|ma|de|le|zen|zenme|shen|me|na|li|ke|yi|neng|yao|shi|zai)$/.test(t) ? 0.3 : 1; });
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
      if (!m || start && m[0] < 3 && m[1] < 2) continue;
      var f = m[0] / name.tokens.length;
      var quality = (0.8 + 0.2 * m[1] / m[0]) * (start ? 0.85 : 1);
      whole.hit(name, 1, f, quality);
      name.to.forEach(function (t, entry) {
        var s = whole.found.get(entry);
        if (!s) return;
        s.name = Math.max(s.name, f * quality * t.weight * (t.own ? 1 : 0.6));
        if (f < 1) s.exact = 0;
      });
      break;
    }
  });
  scores.push(whole);
  return scores;
}

// inDetails covers with what the details of entries say.
export function inDetails(b, score) {
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

// inTexts looks up what is not covered well yet.
export function inTexts(b, score, fetched) {
  var q = score.query, waits = [];
  for (var n = 0; n + 1 < q.length && !/^[a-z]/.test(q[n]); n++) {
    if (score.weights[n] > 0.1 && score.weights[n + 1] > 0.1 && isHan(q[n]) && isHan(q[n + 1])) waits.push(inText(b, score, n, fetched));
  }
  return Promise.all(waits);
}

function inText(b, score, n, fetched) {
  var q = score.query, file = "text/" + (q[n].codePointAt(0) % 32);
  return fetched(b, file, function (p) { return readPairs(b.index, p); }).then(function (pairs) {
    ((pairs || {})[q[n] + q[n + 1]] || []).forEach(function (i) {
      var e = b.index.entries[i];
      if (e && !e.gone && !e.hidden) cover(score, e, n, 0.38);
    });
  });
}

// readPairs gives the entries of each two characters.
export function readPairs(index, part) {
  var pairs = Object.create(null);
  index.unpack(part[0]).split("\n").forEach(function (line) {
    var first = String.fromCodePoint(line.codePointAt(0) || 32);
    var again = /([^\d ])([\d ]*)/gu, m;
    again.lastIndex = first.length;
    while ((m = again.exec(line))) pairs[first + m[1]] = m[2].split(" ").map(Number);
  });
  return pairs;
}
