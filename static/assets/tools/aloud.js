// Reads a page aloud if the device has a Chinese voice. Engines differ: voices come
// late, events may never come (Android's WebView), and some cannot pause. So this
// script uses only speak and cancel, and a timer goes on without events.
import { pieces } from "./spoken.js";

var synth = window.speechSynthesis, Utterance = window.SpeechSynthesisUtterance;
var root = document.documentElement;
var voice = null;
var list = null, at = 0;  // the pieces being read, or null; the current one
var turn = 0;             // counts the readings: events of an earlier one do not count
var utterance = null;     // kept, because engines drop an utterance without references
var marked = null, watch = 0;

// fit returns how well a voice reads Mandarin from simplified characters.
function fit(v) {
  var lang = String(v.lang).toLowerCase().replace(/_/g, "-");
  if (!/^(zh|cmn)(-|$)/.test(lang) || /-(hk|mo)\b/.test(lang)) return 0;
  return 1 + (/-(cn|hans)\b/.test(lang) ? 4 : 0) + (v.localService ? 2 : 0) + (v.default ? 1 : 0);
}

function listen() {
  voice = Array.prototype.slice.call(synth.getVoices() || []).reduce(function (best, v) {
    return fit(v) > (best ? fit(best) : 0) ? v : best;
  }, null);
  root.classList[voice ? "add" : "remove"]("can-read");
}

var button = null, pauses = null, off = ""; // the pressed button, and the button beside it meanwhile

function mark(block) {
  if (marked === block) return;
  if (marked) marked.classList.remove("being-read");
  marked = block;
  if (!block) return;
  block.classList.add("being-read");
  var box = block.getBoundingClientRect();
  if (box.top < 0 || box.bottom > window.innerHeight) block.scrollIntoView({ block: "center" });
}

function silence() {
  turn++;
  clearInterval(watch);
  utterance = null;
  synth.cancel();
}

function stop() {
  if (!list) return;
  silence();
  list = null;
  mark(null);
  button.textContent = off;
  if (pauses.parentNode) pauses.parentNode.removeChild(pauses); // the preview may have swapped the page
}

function say() {
  if (at >= list.length) return stop();
  var mine = ++turn, text = list[at].text, begun = Date.now(), heard = false, quiet = 0;
  function next() {
    if (mine !== turn) return;
    clearInterval(watch);
    at++;
    say();
  }
  mark(list[at].block);
  utterance = new Utterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  utterance.onend = next;
  utterance.onerror = function (e) {
    if (mine === turn && !/^(interrupted|canceled)$/.test(e && e.error)) stop();
  };
  synth.speak(utterance);
  clearInterval(watch);
  watch = setInterval(function () {
    var gone = Date.now() - begun, busy = synth.speaking || synth.pending;
    heard = heard || busy;
    quiet = busy ? 0 : quiet + 1;
    if (quiet > 2 && (heard || gone > 200 * text.length)) {
      next();
    } else if (gone > 5000 + 700 * text.length) { // an engine that hangs
      turn++;
      mine = turn;
      synth.cancel();
      next();
    }
  }, 250);
}

function start(pressed) {
  button = pressed;
  off = button.textContent;
  button.textContent = button.getAttribute("data-stop");
  pauses = document.createElement("button");
  pauses.type = "button";
  pauses.className = "pause";
  pauses.textContent = button.getAttribute("data-pause");
  button.parentNode.insertBefore(pauses, button.nextSibling);
  list = pieces(document.querySelector("main"));
  at = 0;
  if (synth.speaking || synth.pending) synth.cancel();
  if (synth.paused) synth.resume();
  say();
}

function pause() {
  var paused = !utterance;
  pauses.textContent = button.getAttribute(paused ? "data-pause" : "data-resume");
  if (paused) say();
  else silence();
}

if (synth && Utterance) {
  listen();
  if (synth.addEventListener) synth.addEventListener("voiceschanged", listen);
  else synth.onvoiceschanged = listen;
  [300, 1500, 4000].forEach(function (ms) { setTimeout(listen, ms); }); // some never fire the event
  document.addEventListener("click", function (e) {
    var b = e.target.closest ? e.target.closest(".tools .aloud, .tools .pause") : null;
    if (!b || !voice) return;
    if (b.classList.contains("pause")) {
      if (list) pause();
    } else if (list) stop();
    else start(b);
  });
  document.addEventListener("keydown", function (e) {
    if (e.key === "Escape" && !e.defaultPrevented) stop();
  });
  window.addEventListener("pagehide", stop);
  document.addEventListener("handbook:swap", stop);
}
