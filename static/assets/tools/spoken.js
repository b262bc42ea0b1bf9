// The text of a page to read aloud: its main part in order, in pieces so short that
// no engine breaks off (Chromium's do after about 15 seconds). Pages carry the
// spoken form of units and signs as hidden text; this file has only numbers that
// are not amounts: telephones, dates, codes.
var BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,th,td,caption,summary,figcaption,blockquote";

// Elements that only guide the eye, or that name sources.
var SILENT = "nav,aside,button,form,svg,script,pre,[aria-hidden=true],[hidden],.tools,.slip,.cites,.cite,.mark,#s-sources,#s-changes,#s-marks,.guide summary,.seal-province";

var LONGEST = 60; // characters at a time

function digits(text) {
  return text.replace(/\d/g, function (d) { return "零一二三四五六七八九"[d]; });
}

// telephone returns the spoken form of a number: digit by digit, in groups.
export function telephone(number) {
  return number.split(/[^\d]+/).filter(Boolean).map(function (part) {
    if (part.length < 7) return digits(part);
    var first = part.length === 11 ? 3 : part.length - 4;
    return digits(part.slice(0, first)) + "，" + digits(part.slice(first)).replace(/(.{4})(?=.)/g, "$1，");
  }).join("，");
}

// words returns the spoken form of a text.
export function words(text) {
  return text
    .replace(/https?:\/\/[\x21-\x7e]+/g, "网址")
    .replace(/(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?!\d)/g, function (all, y, m, d) { return y + "年" + Number(m) + "月" + Number(d) + "日"; })
    .replace(/((?:拨打|热线|电话)[：:]?\s*)(\d[\d -]{3,}\d)/g, function (all, before, number) { return before + telephone(number); })
    .replace(/(^|[^\d-])(\d{1,2})-(\d{2})(?![\d-])/g, "$1$2杠$3")
    .replace(/(\d)\s*[—–-]{1,2}\s*(\d)/g, "$1到$2")
    .replace(/\s*[·•|]\s*/g, "，")
    .replace(/[〔〕\[\]【】]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/([^\x00-\x7f]) (?=[^\x00-\x7f])/g, "$1")
    .trim();
}

// sentences cuts a text into pieces at its punctuation.
export function sentences(text) {
  var out = [];
  (text.match(/[^。！？；!?;]+[。！？；!?;]*/g) || []).forEach(function (sentence) {
    var piece = "";
    (sentence.match(/[^，、：,:]+[，、：,:]*/g) || []).forEach(function (part) {
      if (piece && (piece + part).length > LONGEST) {
        out.push(piece);
        piece = "";
      }
      piece += part;
      while (piece.length > LONGEST) {
        out.push(piece.slice(0, LONGEST));
        piece = piece.slice(LONGEST);
      }
    });
    if (piece) out.push(piece);
  });
  return out.map(function (s) { return s.trim(); }).filter(function (s) { return /[0-9a-z\u3400-\u9fff]/i.test(s); });
}

// own returns the text of a block without the text of blocks within it.
function own(e) {
  return Array.prototype.map.call(e.childNodes, function (node) {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || node.matches(BLOCKS) || node.matches(SILENT)) return "";
    if (node.tagName === "BR") return "，";
    if (/^tel:/.test(node.getAttribute("href") || "")) return telephone(node.textContent);
    var text = own(node);
    return node.matches(".badge") ? "，" + text + "，" : node.tagName === "DIV" ? " " + text : text;
  }).join("");
}

// pieces lists the spoken pieces of an element, each with its block.
export function pieces(main) {
  var out = [];
  Array.prototype.forEach.call(main.querySelectorAll(BLOCKS), function (e) {
    var folded = e.closest("details:not([open])");
    if (e.closest(SILENT) || folded && (e.tagName !== "SUMMARY" || folded.parentNode.closest("details:not([open])"))) return;
    sentences(words(own(e))).forEach(function (text) { out.push({ block: e, text: text }); });
  });
  return out;
}
