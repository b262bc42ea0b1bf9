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

export function numbers(list) {
  return list ? list.split(",").map(Number) : [];
}

function fact(text) {
  var parts = (text || "").split("\t");
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
  return { entries: entries, unpack: unpack, texts: part[4].split("|") };
}

// readDelta makes an edition's entries of the province's.
export function readDelta(index, part) {
  numbers(part[0]).forEach(function (n) {
    index.entries[n].gone = true;
  });
  (part[1] ? part[1].split("\n") : []).forEach(function (line) {
    var words = line.split(" ");
    index.entries.push({ n: index.entries.length, kind: words[0], url: words[1] });
  });
  index.unpack(part[2]).split("\n").filter(Boolean).forEach(function (line) {
    var fields = line.split("|");
    var entry = index.entries[fields[0]];
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
