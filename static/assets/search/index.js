// Loads the files of the index, whose format package search specifies. They are
// scripts, because a page opened from a folder may read no other files.

// Files loads the parts of the index from folder, and the edition's part from its
// own address, which may be empty. more is the address of the second script.
export function Files(folder, edition, more) {
  var parts = {}, loading = {}, sum;

  // The function that the files call.
  window.handbookIndex = function (part) {
    if (part.format === 2) parts[part.part] = part;
  };

  function script(url) {
    return loading[url] || (loading[url] = new Promise(function (done) {
      var s = document.createElement("script");
      s.src = url;
      s.onload = s.onerror = done;
      document.head.appendChild(s);
    }));
  }

  // part returns a promise of a part, or of null if the part cannot be loaded or
  // belongs to another index.
  this.part = function (name) {
    var url = name === "names" ? folder + "search.js" : name === "edition" ? edition : folder + "search-" + name + ".js";
    if (!url) return Promise.resolve(null);
    return script(url).then(function () {
      var part = parts[name];
      if (part && name === "names") sum = part.sum;
      return part && part.sum === sum ? part : null;
    });
  };

  // more returns a promise of the second script's functions, or of null.
  this.more = function () {
    return script(more).then(function () { return window.handbookSearchMore || null; });
  };
}

// complete sets an entry's number and the fields that its file leaves out.
function complete(entry, n) {
  entry.n = n;
  entry.title = entry.names[0];
  entry.code = entry.code || "";
  entry.under = entry.under || [];
  entry.numbers = entry.numbers || [];
  return entry;
}

function addDetails(entry, details) {
  function fact(f) { return { text: f ? f.text : "", marks: f && f.marks || [] }; }
  entry.summary = details.summary || "";
  entry.people = fact(details.people);
  entry.standard = fact(details.standard);
}

export function readNames(part) {
  return { entries: part.entries.map(complete), texts: part.texts, outside: part.outside };
}

// readEdition turns the entries of the index into those of an edition.
export function readEdition(index, part) {
  var entries = index.entries, numbers = new Map();
  entries.forEach(function (e) { numbers.set(e.url, e.n); });
  part.gone.forEach(function (n) { entries[n].gone = true; });
  part.entries.forEach(function (e) {
    var n = numbers.has(e.url) ? numbers.get(e.url) : entries.length;
    addDetails(e, e);
    e.own = true;
    entries[n] = complete(e, n);
  });
}

export function readDetails(index, part) {
  part.details.forEach(function (details, n) {
    if (!index.entries[n].own) addDetails(index.entries[n], details);
  });
}
