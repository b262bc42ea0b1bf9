// Finds what a query asks for. This comment specifies how; the weights stand in
// weights.js, the files of the index in package search.
//
// Matching. Queries and names are brought to one form (NFKC, lower case,
// simplified, no punctuation, no particles) and cut into tokens: characters, and
// runs of digits or Latin letters. Names match by pairs of neighbouring tokens.
// Each token of a query is covered by the best evidence that an entry has for it:
// its own name, a word that people say for the name, the name of what the entry
// belongs to, its details, its text. So concepts add up. Words that ask or are
// polite, names of places, years, ages and sums count little; what few names have
// counts much.
//
// The search takes steps, each only where the best hit so far leaves too much
// open:
//
//	1. names
//	2. the words that people say
//	3. one character wrong, missing, too many or swapped; details
//	4. the same syllables, then syllables that southern speakers mix up
//	5. texts
//
// Latin letters are read as pinyin, whole syllables or initials, also between
// characters. Traditional characters are looked up where a query has a character
// that no name has. What still leaves much open is asked again in other words, and
// the best of all ways counts: letters between characters as the words of names
// that they spell, an age from 60 as old people, and without the words that ask.
//
// Ranking. The points of a hit are the share of the query that is covered, and
// more where the name is like the query, has it in one piece, or is the query.
// Items stand before groups, agencies, domains and guides, the edition's own
// before others. What covers little of the query is no hit, unless a word of the
// query is its name. Private entries are found by their own names only.

import { readDetails, readEdition, readNames } from "./index.js";
import { Score, book, compare, isHan, single, tokens, weigh } from "./match.js";
import * as weight from "./weights.js";

// Finder searches the index that files loads. places are names of the edition's
// own places.
export function Finder(files, places) {
  var once = {}, self = this;

  // prepare is a promise of the book; null where the names cannot be loaded.
  function prepare() {
    return once.names || (once.names = files.part("names").then(function (names) {
      if (!names) return null;
      var index = readNames(names);
      self.texts = index.texts;
      return files.part("edition").then(function (edition) {
        if (edition) readEdition(index, edition);
        return book(index, places);
      });
    }));
  }

  // add loads a part and lets read add it to the book, once for each key. Where
  // the part cannot be loaded the book stays as it is.
  function add(key, name, read) {
    return once[key] || (once[key] = Promise.all([files.part(name), files.more()]).then(function (got) {
      if (got[0] && got[1]) read(got[0], got[1]);
    }));
  }

  function details(b) {
    return once.details || (once.details = files.part("details").then(function (part) {
      if (part) readDetails(b.index, part);
    }));
  }

  function words(b) {
    return add("words", "words", function (part, m) { m.addWords(b, part.words); });
  }

  function sounds(b) {
    return add("sounds", "sounds", function (part, m) { m.spell(b, m.readReadings(part.readings)); });
  }

  function simple(b) {
    return add("simple", "sounds", function (part, m) { b.simple = m.readSimple(part.simple); });
  }

  this.texts = {}; // of the interface, once prepare is done
  this.prepare = prepare;

  // describe resolves when entries have what a hit shows.
  this.describe = function () {
    return prepare().then(function (b) { return b && details(b); });
  };

  // find is a promise of hits, the best first: {entry, points, cover, words}, where
  // words are to be marked, via is [word, term] for a word that people say, and as
  // is the name by which the entry was found. It is null where the index cannot be
  // loaded. What it finds depends on the query alone, not on what earlier queries
  // have loaded.
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

  // answer searches what is asked and, where that leaves much open, the same in
  // other words.
  function answer(b, text, simplified) {
    return search(b, text, simplified).then(function (hits) {
      var query = tokens(text, simplified), mixed = query.some(isHan) && query.some(function (t) { return isLatin(b, t); });
      if (!mixed && hits.length && (query.length < 3 || hits[0].cover >= weight.tryOtherwise)) return hits;
      return files.more().then(function (m) {
        return m ? m.otherwise({ search: search, inOrder: inOrder, weigh: weigh }, b, text, simplified, hits, mixed) : hits;
      });
    });
  }

  function search(b, text, simplified) {
    var query = tokens(text, simplified).slice(0, 31);
    if (!query.length) return Promise.resolve([]);
    var latin = query.some(function (t) { return isLatin(b, t); });
    var score = new Score(query, weigh(b, query)), scores = [score];
    // unless takes a step where the best cover so far is below limit.
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
    var way = Promise.resolve().then(unless(weight.tryWords, words, function () {
      score.spoken = true;
      compare(b, score, 0);
    }));
    if (latin) {
      way = way.then(function () { return words(b); }).then(function () { return sounds(b); }).then(files.more).then(function (m) {
        if (m && b.readings) scores = scores.concat(m.letters({ Score: Score, compare: compare }, b, query));
      });
    }
    return way.then(unless(weight.tryDetails, details, files.more)).then(function (m) {
      if (!m) return;
      m.inDetails(b, score);
      m.near(b, score);
    }).then(unless(weight.trySounds, sounds, function () {
      if (b.readings && !latin) {
        compare(b, score, 1);
        compare(b, score, 2);
      }
    })).then(unless(weight.tryTexts, files.more, function (m) {
      return files.part("texts").then(function (part) {
        if (m && part) m.inTexts(b, score, part.texts);
      });
    })).then(function () {
      return rank(scores);
    });
  }
}

function isLatin(b, t) {
  return /^[a-z]/.test(t) && !b.known.has(t);
}

// inOrder sorts a map from entries to hits; equals keep the order of entries.
function inOrder(all) {
  return Array.from(all.values()).sort(function (a, b) {
    return b.points - a.points || a.entry.n - b.entry.n;
  }).slice(0, 40);
}

function rank(scores) {
  var all = new Map(), top = 0;
  scores.forEach(function (score) {
    score.found.forEach(function (s, entry) {
      var cover = score.cover(s);
      if (cover < weight.enough && !(s.sure > weight.sureName && cover > weight.sureCover)) return;
      top = Math.max(top, cover);
      var points = cover + weight.likeName * s.name + weight.isName * s.exact + weight.holdsQuery * s.holds + (weight.ofKind[entry.kind] || 0) +
        (entry.kind === "item" || s.called ? weight.called : 0) + (entry.own ? weight.local : 0) + (entry.absent ? weight.absent : 0);
      var old = all.get(entry);
      if (old && old.points >= points) return;
      all.set(entry, { entry: entry, points: points, cover: cover, via: s.exact ? null : mostOf(s.by), as: s.as, words: Array.from(s.words) });
    });
  });
  all.forEach(function (h, entry) { if (h.cover < weight.besideBest * top) all.delete(entry); });
  return inOrder(all);
}

// mostOf is what a list has most often, the first of equals; null where it has
// nothing.
function mostOf(list) {
  var found = null, most = 0;
  list.forEach(function (v) {
    var n = v ? list.filter(function (x) { return x === v; }).length : 0;
    if (n > most) {
      most = n;
      found = v;
    }
  });
  return found;
}
