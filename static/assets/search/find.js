// Finds the entries for a query. This comment specifies how; weights.js has the
// weights, and package search specifies the files of the index.
//
// Matching. The search normalizes queries and names (NFKC, lower case, simplified
// characters, no punctuation, no particles) and cuts them into tokens: characters,
// and runs of digits or Latin letters. Names match by pairs of neighbouring tokens.
// The best evidence that an entry has for a token of the query covers the token:
// the entry's own name, a synonym of the name, the name of the group, domain or
// agency that the entry belongs to, its details, its text. So the tokens add up.
// Asking and polite words, names of places, years, ages and sums of money count
// little; tokens that few names have count much. A clause without a question counts
// half when another clause asks, so does what somebody lacks (没交社保). Names of groups
// count less than what is asked for them, what stands before a question less than
// what follows it.
//
// The search goes through these steps while the cover of the best hit is below
// the limit of the next one:
//
//	1. names
//	2. synonyms, the words that people say
//	3. one character wrong, missing, too many or swapped; details
//	4. the same syllables, then syllables that southern speakers mix up
//	5. texts
//
// The search reads Latin letters as pinyin, whole syllables or initials, also
// between characters. If a query has a character that no name has, the search
// replaces traditional characters. If the cover is still low, it searches again in
// other words and takes the best result: letters between characters become the
// words of names that they spell, an age from 60 becomes old people, and the asking
// words go.
//
// Tones of pinyin do not matter, and Chinese numbers before a unit are digits. Digits
// with or without signs are a phone number, which finds what has it.
//
// If the query has a word of what the handbook does not hold, and half of it is no
// whole name, the search returns only the number to call.
//
// Ranking. The points of a hit are its cover, the covered share of the query, and
// more if the name resembles the query, contains it, or equals it. Items come
// before groups, agencies, domains and guides, the edition's own entries before
// others. A title that names people whom the query does not name counts less. An
// entry with little cover is not a hit, unless a word of the query is its name, or
// its text has all that the query says in a row. Private entries match by their own
// names only.

import { readDetails, readEdition, readNames } from "./index.js";
import { Score, asking, book, compare, isHan, plain, seeks, single, tokens, weigh } from "./match.js";
import * as weight from "./weights.js";

// Finder searches the index that files loads. places lists the names of the
// edition's own places.
export function Finder(files, places) {
  var once = {}, self = this;

  // prepare returns a promise of the book, or of null if the names cannot be loaded.
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

  // add loads a part and lets read add it to the book, once for each key. If the
  // part cannot be loaded, the book stays as it is.
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

  // describe resolves when entries have the details that a hit shows.
  this.describe = function () {
    return prepare().then(function (b) { return b && details(b); });
  };

  // find returns a promise of hits, the best first, or of null if the index cannot
  // be loaded. A hit is {entry, points, cover, sure, words, via, as, told}: sure the
  // share of the query that is a whole name, words to mark, via the [synonym, term]
  // that led to the entry, as the name that matched, told whether the page's text has
  // the query. The list has outside if held says so. The hits depend only on the
  // query, not on parts that earlier queries have loaded.
  this.find = function (text) {
    text = plain(String(text).slice(0, 200));
    if (/^[\d\s()+-]+$/.test(text) && !/^\D*\d{1,2}\D+\d\d\D*$/.test(text)) text = text.replace(/\D/g, "").replace(/^0\d{2,3}(?=\d{5}$)/, ""); // a phone number; hotlines stand without the area's
    return prepare().then(function (b) {
      if (!b) return null;
      var coded = byCode(b, text);
      if (coded.length) return coded;
      var strange = tokens(text).some(function (t) { return isHan(t) && !b.known.has(t); });
      return (strange ? simple(b) : Promise.resolve()).then(function () { return answer(b, text, strange && b.simple); }).then(function (hits) {
        return held(b, text, strange && b.simple, hits);
      });
    });
  };

  // held returns the hits. If the query has a word of what the handbook does not
  // hold, it returns the number to call, with the word as outside.
  function held(b, text, simplified, hits) {
    var query = tokens(text, simplified).join(" ");
    var word = (b.index.outside || []).find(function (w) { return (" " + query + " ").indexOf(" " + tokens(w).join(" ") + " ") >= 0; });
    if (!word || hits.some(function (h) { return h.sure >= weight.sureOutside; })) return hits;
    var instead = b.entries.filter(function (e) { return e.kind === "phone"; }).map(function (e) { return { entry: e, points: 0, cover: 0, words: [] }; });
    instead.outside = word;
    return instead;
  }

  function byCode(b, text) {
    var code = /^\s*(\d{1,2})\s*[-—–.]?\s*(\d\d)\s*$/.exec(text);
    return b.entries.filter(function (e) { return code && e.code === code[1] + "-" + code[2]; }).map(function (e) {
      return { entry: e, points: 2, words: [], cover: 1 };
    });
  }

  // answer searches for the query and, if the cover stays low, for the same in other
  // words.
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
    var han = query.some(isHan), latin = query.some(function (t) { return isLatin(b, t) && !(han && t.length < 2); }); // C级 is no pinyin
    var clauses = text.split(/[，。；！？,;!?]/).map(function (c) { return tokens(c, simplified); });
    var score = new Score(query, weigh(b, query, clauses)), scores = [score];
    score.seeks = seeks(b, query);
    score.main = asking(b, clauses);
    // unless runs a step if the best cover so far is below limit.
    function unless(limit, load, step) {
      return function () {
        var best = scores.reduce(function (m, s) { return Math.max(m, s.best()); }, 0);
        if (best < limit) return load(b).then(step);
      };
    }
    compare(b, score, 0);
    if (query.length === 1) {
      single(b, score);
      if (!latin && score.found.size) return Promise.resolve(rank(b, scores));
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
      return rank(b, scores);
    });
  }
}

function isLatin(b, t) {
  return /^[a-z]/.test(t) && !b.known.has(t);
}

// inOrder returns the best hits of a map from entries to hits, sorted by points and
// then in the order of entries.
function inOrder(all) {
  return Array.from(all.values()).sort(function (a, b) {
    return b.points - a.points || a.entry.n - b.entry.n;
  }).slice(0, 40);
}

function rank(b, scores) {
  var all = new Map(), top = 0;
  scores.forEach(function (score) {
    score.found.forEach(function (s, entry) {
      var cover = score.cover(s), told = score.tells(s), sure = s.sure / score.total;
      if (!score.reaches(s) && !told && !(s.sure > weight.sureName && cover > weight.sureCover)) return;
      top = Math.max(top, cover);
      var points = cover + weight.likeName * s.name + weight.isName * s.exact + weight.holdsQuery * s.holds + (weight.ofKind[entry.kind] || 0) +
        (entry.kind === "item" || s.called && !(score.seeks && entry.kind === "group") ? weight.called : 0) + (told > 1 && s.body ? weight.told : 0) +
        (s.exact || s.called || s.holds || score.named(entry, b) ? 0 : weight.otherPeople) + (entry.own ? weight.local : 0) + (entry.absent ? weight.absent : 0);
      var old = all.get(entry);
      if (old && old.points >= points) return;
      all.set(entry, { entry: entry, points: points, cover: cover, sure: sure, told: told > 1 && s.body, via: s.exact ? null : mostOf(s.by), as: s.as, words: Array.from(s.words) });
    });
  });
  all.forEach(function (h, entry) { if (h.cover < weight.besideBest * top) all.delete(entry); });
  return inOrder(all);
}

// mostOf returns the most frequent value of a list, the first of equals, or null.
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
