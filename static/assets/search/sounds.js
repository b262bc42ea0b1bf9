// Syllables: which of them southern speakers confuse, and how to cut Latin letters
// into them.

// confused returns one form for syllables that people confuse: zh z, ch c, sh s, n
// l r, -ng -n, h f.
export function confused(s) {
  return s
    .replace(/^([zcs])h/, "$1")
    .replace(/^[nr]/, "l")
    .replace(/^hui$/, "fei").replace(/^hong$/, "feng").replace(/^hu(?=an|ang|a|n|$)/, function (h, at, all) {
      return all === "hu" ? "fu" : all === "hun" ? "fe" : "f";
    })
    .replace(/ng$/, "n")
    .replace(/v/, "u");
}

// cuts returns at most six ways to read letters as syllables, the fewest syllables
// first. An unfinished last syllable ends in *.
export function cuts(letters, known) {
  var best = [[]]; // ways to read the first n letters
  var ways = [best];
  for (var n = 1; n <= letters.length; n++) {
    ways[n] = [];
    for (var len = 1; len <= 6 && len <= n; len++) {
      var s = letters.slice(n - len, n);
      if (!known.has(s)) continue;
      ways[n - len].forEach(function (way) {
        ways[n].push(way.concat(s));
      });
    }
    ways[n].sort(function (a, b) {
      return a.length - b.length;
    });
    ways[n].length = Math.min(ways[n].length, 6);
  }
  var out = ways[letters.length];
  for (var back = 1; back < 6 && back < letters.length && !out.length; back++) {
    out = ways[letters.length - back]; // leaves out an unfinished end
  }
  return out;
}

// spelt returns how far letters and characters spell a name from its start: each
// syllable whole, as its initial, or unfinished at the very end. The result is
// [characters used, characters spelt whole], or null.
export function spelt(query, tokens, start, readings) {
  var steps = 0;
  function go(at, p, whole) {
    if (at === query.length) return [p - start, whole];
    if (p >= tokens.length || steps++ > 200) return null;
    var token = tokens[p];
    if (query.startsWith(token, at)) return go(at + token.length, p + 1, whole + 1);
    var all = readings(token);
    for (var n = 0; n < all.length; n++) {
      var r = all[n], same = 0;
      while (same < r.length && query[at + same] === r[same]) same++;
      for (; same > 0; same--) {
        var full = same === r.length;
        if (!full && same > 1 && at + same < query.length && !(same === 2 && r[1] === "h")) continue;
        var found = go(at + same, p + 1, whole + (full ? 1 : 0));
        if (found) return found;
      }
    }
    return null;
  }
  return go(0, start, 0);
}
