// Fetches the parts of the index. They are classic scripts, as a page opened
// from a folder may read no other files.

// Parts loads parts from folder, and the edition's own from the address delta,
// which may be empty. more is the address of the second script.
export function Parts(folder, delta, more) {
  var here = {}, waits = {}, tag;

  // What the files call.
  window.handbookIndex = function (format, sum, part) {
    if (format === 1) here[part] = { tag: sum, rest: Array.prototype.slice.call(arguments, 3) };
  };

  function script(url) {
    return waits[url] || (waits[url] = new Promise(function (done) {
      var s = document.createElement("script");
      s.src = url;
      s.onload = s.onerror = done;
      document.head.appendChild(s);
    }));
  }

  this.part = function (name) {
    var url = name === "names" ? folder + "search.js" : name === "delta" ? delta : folder + "search-" + name.replace("/", "-") + ".js";
    if (!url) return Promise.resolve(null);
    return script(url).then(function () {
      var p = here[name];
      if (p && name === "names") tag = p.tag;
      return p && p.tag === tag ? p.rest : null;
    });
  };

  this.more = function () {
    return script(more).then(function () { return window.handbookSearchMore || null; });
  };
}
