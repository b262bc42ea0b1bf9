package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// engine is a speech engine that says nothing: it notes what it is given, and
// behaves as those of phones do.
type engine struct {
	voices string // languages
	late   int    // milliseconds until there are any
	tells  bool   // that voices have come, and that a piece is over
}

func (e engine) script() string {
	return fmt.Sprintf(`(() => {
	const voices = %q.split(" ").filter(Boolean).map(lang => ({lang, name: lang, localService: true}));
	let now = null, ready = %d === 0;
	const listeners = [];
	window.said = [];
	const engine = {
		speaking: false, pending: false, paused: false, getVoices: () => ready ? voices : [],
		speak(u) {
			said.push({text: u.text, lang: u.lang, at: document.querySelectorAll(".being-read").length});
			now = u; engine.speaking = true;
			setTimeout(() => { if (now === u) { now = null; engine.speaking = false; if (%t && u.onend) u.onend({}); } }, window.pace || 5);
		},
		cancel() { now = null; engine.speaking = false; }, resume() {}, pause() {},
		addEventListener(name, f) { if (name === "voiceschanged") listeners.push(f); },
	};
	setTimeout(() => { ready = true; if (%t) listeners.forEach(f => f()); }, %d);
	Object.defineProperty(window, "speechSynthesis", {value: engine});
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()`, e.voices, e.late, e.tells, e.tells, e.late)
}

const (
	canRead = `getComputedStyle(document.querySelector(".tools .aloud")).visibility === "visible"`
	theRead = `document.querySelector(".tools .aloud").textContent`
)

// The button shows itself where the device has a voice for Mandarin, and only
// there.
func TestAloudVoices(t *testing.T) {
	t.Parallel()
	b := theSite(t)
	for name, test := range map[string]struct {
		engine
		want bool
	}{
		"none": {engine{"", 0, true}, false}, "English": {engine{"en-US de", 0, true}, false}, "Cantonese": {engine{"zh-HK yue", 0, true}, false},
		"at once": {engine{"en-US zh-CN", 0, true}, true}, "as Android writes it": {engine{"zh_CN_#Hans", 0, false}, true},
		"late": {engine{"zh-CN", 100, true}, true}, "late and untold": {engine{"cmn-Hans-CN", 200, false}, true},
	} {
		t.Run(name, func(t *testing.T) {
			tab := open(t)
			fresh(tab, test.script())
			tab.visit(folder(b.dir) + shared)
			y := ask[float64](tab, `document.querySelector("#s-who").getBoundingClientRect().top`)
			if test.want {
				tab.until("the button is shown", func() bool { return ask[bool](tab, canRead) })
			} else if ask[bool](tab, `new Promise(done => setTimeout(() => done(`+canRead+`), 600))`) {
				t.Error("without a voice there is nothing to press")
			}
			if now := ask[float64](tab, `document.querySelector("#s-who").getBoundingClientRect().top`); now != y {
				t.Errorf("the page moves from %.0f to %.0f when the voices come", y, now)
			}
		})
	}
	t.Run("no engine", func(t *testing.T) {
		tab := open(t)
		fresh(tab, `Object.defineProperty(window, "speechSynthesis", {value: undefined})`)
		tab.visit(folder(b.dir) + shared)
		if ask[bool](tab, canRead) {
			t.Error("without an engine there is nothing to press")
		}
	})
}

type piece struct {
	Text, Lang string
	At         int
}

// What is read aloud: all that the page says, in order and in short pieces, with
// its marks, but not what proves it or leads elsewhere.
func TestAloud(t *testing.T) {
	t.Parallel()
	tab := open(t)
	fresh(tab, engine{"en-US zh-TW zh-CN", 0, true}.script())
	tab.visit(folder(theSite(t).dir) + "items/everything.html")
	tabTo(tab, "朗读", func(f focus) bool { return f.Text == "朗读" })
	tab.press("\r")
	tab.until("the whole page is read", func() bool {
		return ask[bool](tab, `said.length > 10 && `+theRead+` === "朗读" && !document.querySelector(".being-read, .pause")`)
	})
	said := ask[[]piece](tab, `said`)
	var all strings.Builder
	for _, p := range said {
		if n := len([]rune(p.Text)); n > 60 || p.Lang != "zh-CN" || p.At != 1 {
			t.Errorf("a piece of %d characters in %s while %d places are marked: %s", n, p.Lang, p.At, p.Text)
		}
		all.WriteString(p.Text + "\n")
	}
	text := all.String()
	last := 0
	for _, want := range []string{ask[string](tab, `document.querySelector("h1").textContent.split("，")[0]`), "谁可以享受", "能得到什么", "元每生每年", "怎么办理", "一二三四五", "谁参与"} {
		at := strings.Index(text[last:], want)
		if at < 0 {
			t.Errorf("%q must be read, and in the order of the page:\n%s", want, text)
			continue
		}
		last += at
	}
	if !strings.Contains(text, "待核实") {
		t.Error("that a fact is 待核实 must be heard")
	}
	for _, not := range []string{"来源：", "元/", "12345", "http", "复制这段话", "信息有误", "首页"} {
		if strings.Contains(text, not) {
			t.Errorf("%q must not be read:\n%s", not, text)
		}
	}
}

// Reading can be paused, taken up and stopped; leaving the page stops it. An
// engine that tells nothing is listened to.
func TestAloudStops(t *testing.T) {
	t.Parallel()
	for _, tells := range []bool{true, false} {
		t.Run(fmt.Sprintf("tells=%t", tells), func(t *testing.T) {
			tab := open(t)
			fresh(tab, "window.pace = 300;"+engine{"zh-CN", 0, tells}.script())
			tab.visit(folder(theSite(t).dir) + "items/everything.html")
			click := func(selector string) { ask[bool](tab, `(document.querySelector("`+selector+`").click(), true)`) }
			count := func() int { return ask[int](tab, `said.length`) }
			click(".tools .aloud")
			tab.until("it goes on by itself", func() bool { return count() >= 3 })
			if text := ask[string](tab, theRead); text != "停止朗读" {
				t.Errorf("while it reads the button says %q", text)
			}
			click(".tools .pause")
			before := ask[[]piece](tab, `said`)
			if n := ask[int](tab, `new Promise(done => setTimeout(() => done(said.length), 1500))`); n != len(before) {
				t.Errorf("paused, it goes on with %d pieces more", n-len(before))
			}
			click(".tools .pause")
			tab.until("it takes up where it paused", func() bool { return count() > len(before) })
			if after := ask[[]piece](tab, `said`); !slices.Contains(before, after[len(before)]) || after[len(before)] != before[len(before)-1] {
				t.Errorf("it takes up with %q, want again %q", after[len(before)].Text, before[len(before)-1].Text)
			}
			tab.press(kb.Escape)
			n := count()
			if ask[string](tab, theRead) != "朗读" || ask[bool](tab, `speechSynthesis.speaking || !!document.querySelector(".being-read, .pause")`) {
				t.Error("Escape must stop the reading")
			}
			if now := ask[int](tab, `new Promise(done => setTimeout(() => done(said.length), 1200))`); now != n {
				t.Errorf("stopped, it goes on with %d pieces more", now-n)
			}
		})
	}
}
