// Reads the index files; their format is the comment of generator/search.

var pool = "";
for (var c = 33; c < 127; c++) {
  var ch = String.fromCharCode(c);
  if (!/[\d"`$\\|,/]/.test(ch)) pool += ch;
}
pool += "0123456789";

function unpacker(singles, rest) {
  singles = Array.from(singles);
  var chars = [], code = 0, n = 0;
  rest = Array.from(rest);
  while (n < rest.length) {
    var d = pool.indexOf(rest[n]);
    if (d < 0) code = rest[n].codePointAt(0);
    else if (d < 70) code += d;
    else code += 70 + (d - 70) * 87 + pool.indexOf(rest[++n]);
    n++;
    chars.push(String.fromCodePoint(code));
  }
  return function (text) {
    var out = "";
    for (var n = 0; n < text.length; n++) {
      var c = text[n], at = pool.indexOf(c);
      if (at < 0 || at >= 77) out += c;
      else if (at < singles.length) out += singles[at];
      else out += chars[(at - singles.length) * 87 + pool.indexOf(text[++n])] || "";
    }
    return out;
  };
}

function numbers(list) {
  return list ? list.split(",").map(Number) : [];
}

function fact(text) {
  var parts = (text || "").split("/");
  return { text: parts[0], marks: parts.slice(1) };
}

// name fills the fields of an entry that its line in the names holds.
function name(entry, fields) {
  entry.names = fields[0].split(",");
  entry.title = entry.names[0];
  entry.under = numbers(fields[1]);
  entry.code = fields[2] || "";
  entry.numbers = fields[3] ? fields[3].split(",") : [];
  entry.hidden = /p/.test(fields[4] || "");
  entry.absent = /a/.test(fields[4] || "");
}

function detail(entry, fields) {
  entry.summary = fields[0] || "";
  entry.people = fact(fields[1]);
  entry.standard = fact(fields[2]);
}

// next is the code after another: 1-01 gives 1-02.
function next(code) {
  return code.replace(/\d+$/, function (n) {
    return ("0" + (Number(n) + 1)).slice(-2);
  });
}

export function readNames(part) {
  var unpack = unpacker(part[0], part[1]);
  var entries = [];
  part[2].split("\n").forEach(function (line) {
    var words = line.split(" ");
    words.slice(2).forEach(function (word) {
      entries.push({ n: entries.length, kind: words[0], url: words[1] + word + ".html" });
    });
  });
  var lines = unpack(part[3]).split("\n");
  entries.forEach(function (e, n) {
    name(e, lines[n].split("|"));
    if (e.kind === "item" && !e.code && n) e.code = next(entries[n - 1].code);
  });
  var synonyms = unpack(part[4]).split("\n").filter(Boolean).map(function (line) {
    var fields = line.split("|");
    return { term: fields[0], words: fields[1].split(","), loose: numbers(fields[2]) };
  });
  return { entries: entries, synonyms: synonyms, unpack: unpack };
}

// readDelta makes an edition's entries of the province's.
export function readDelta(index, part) {
  numbers(part[0]).forEach(function (n) {
    index.entries[n].gone = true;
  });
  index.unpack(part[1]).split("\n").filter(Boolean).forEach(function (line) {
    var fields = line.split("|");
    var entry = index.entries[fields[0]];
    if (!entry) {
      var which = fields[0].split(" ");
      entry = { n: index.entries.length, kind: which[0], url: (which[1] || "").replace(/／/g, "/") };
      index.entries.push(entry);
    }
    entry.own = true;
    name(entry, fields.slice(1));
    detail(entry, fields.slice(6));
    entry.text = fields[9] || "";
  });
}

export function readDetails(index, part) {
  index.unpack(part[0]).split("\n").forEach(function (line, n) {
    if (index.entries[n] && !index.entries[n].own) detail(index.entries[n], line.split("|"));
  });
}

// readPairs gives the entries of each two characters.
export function readPairs(index, part) {
  var pairs = {};
  index.unpack(part[0]).split("\n").forEach(function (line) {
    var first = String.fromCodePoint(line.codePointAt(0) || 32);
    var again = /([^\d ])([\d ]*)/gu, m;
    again.lastIndex = first.length;
    while ((m = again.exec(line))) pairs[first + m[1]] = m[2].split(" ").map(Number);
  });
  return pairs;
}

// readSounds spells characters: a map from each to its readings, and one from
// traditional characters to simplified ones.
export function readSounds(part) {
  var readings = new Map(), simple = new Map();
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
  Array.from(part[2]).forEach(function (c, n, all) {
    if (n % 2) simple.set(all[n - 1], c);
  });
  return { readings: readings, simple: simple };
}
