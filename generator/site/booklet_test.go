package site

import (
	"cmp"
	"regexp"
	"strings"
	"testing"

	"handbook/generator/diag"
	"handbook/generator/qr"
)

// TestBookletWhole: the booklet has a card for every item, including sensitive
// ones, and the pages that its references name.
func TestBookletWhole(t *testing.T) {
	s := open(t, editions(t), Options{})
	for _, v := range s.volumes {
		html := page(t, s, v.prefix+"print.html")
		at := 0
		for _, item := range v.e.Items {
			n := strings.Index(html, `<article class="card" id="s-item-`+item.ID+`">`)
			if n < at {
				t.Errorf("%sprint.html: %s must have one card, in its place", v.prefix, item.ID)
			}
			at = n
			if card := cardOf(html, item.ID); !strings.Contains(card, `">`+cmp.Or(item.Code, "清单以外")+`</span> `+item.Title) {
				t.Errorf("%sprint.html: the card of %s must begin with its code and title:\n%s", v.prefix, item.ID, card)
			}
		}
		for _, a := range s.Handbook.Agencies {
			for _, number := range a.Hotlines {
				if _, back, _ := strings.Cut(html, `id="s-phones"`); !strings.Contains(back, number) {
					t.Errorf("%sprint.html: the back must have the number of %s", v.prefix, a.ID)
				}
			}
		}
		if stamp := v.edition.Stamp(); strings.Count(html, stamp) < 3 || !strings.Contains(html, ` data-stamp="`+stamp+`"`) {
			t.Errorf("%sprint.html must have %q on the cover, on the back and in the foot of each sheet", v.prefix, stamp)
		}
		if strings.Contains(html, `class="qr"`) {
			t.Errorf("%sprint.html must have no codes without a base URL", v.prefix)
		}
	}
}

// cardOf returns the card of an item in a booklet.
func cardOf(html, item string) string {
	_, card, _ := strings.Cut(html, `id="s-item-`+item+`">`)
	card, _, _ = strings.Cut(card, "</article>")
	return card
}

// TestBookletFacts: a card states the same facts as the item's page.
func TestBookletFacts(t *testing.T) {
	s := open(t, editions(t), Options{})
	tags := regexp.MustCompile(`<span class="spoken">[^<]*</span>|<[^>]*>`)
	for _, c := range []struct {
		page, item string
		want       []string
	}{
		{"print.html", "everything", []string{"家庭困难的寄宿生", "小学寄宿生补助 1000元/生·年，2017年9月1日起，到2020年12月止", "2020年9月6日", "0591-8765 4321", "省和县分担"}},
		{"print.html", "nothing", []string{"待补充 带什么、窗口在哪、多久办好、收不收费、不服投诉、谁出钱", "核实日期：待核实"}},
	} {
		text := tags.ReplaceAllString(cardOf(page(t, s, c.page), c.item), "")
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the card of %s must have %q; it has:\n%s", c.page, c.item, want, text)
			}
		}
	}
}

// TestBookletCaveat: a card has what a city and a county add in Markdown, with
// headings below its own, ids of their own and links that lead somewhere.
func TestBookletCaveat(t *testing.T) {
	files := editions(t)
	file := files["content/editions/jia/yi/items/everything.md"]
	file.Data = append(file.Data, "\n### 旧数\n\n见[上面](#zen-yao-suan)和[标准](#s-primary)。\n\n![示意图](map.png)\n\n[表](../none.pdf?a&b)和[**下**一项](second.html \"题\")\n"...)
	files["content/editions/jia/yi/items/map.png"] = files["content/editions/jia/guides/map.png"]
	s := open(t, files, Options{})
	card := cardOf(page(t, s, "jia/yi/print.html"), "everything")
	for _, want := range []string{
		`<p class="by">甲市补充：</p>` + "\n<p>甲市的寄宿生由学校代办。</p>", `<p class="by">乙县补充：</p>`,
		`<h4 id="everything-jia-yi-zen-yao-suan">怎么算</h4>`, `href="guides/window.html"`, ">旧数</h5>",
		`<a href="#everything-jia-yi-zen-yao-suan">上面</a>`, `<a href="items/everything.html#s-primary">标准</a>`, "<p>示意图</p>",
		"<p>表和<strong>下</strong>一项</p>",
	} {
		if !strings.Contains(card, want) {
			t.Errorf("the county's card must have %q; it has:\n%s", want, card)
		}
	}
	if city := cardOf(page(t, s, "jia/wu/print.html"), "everything"); !strings.Contains(city, "甲市的寄宿生由学校代办") || strings.Contains(city, "乙县补充") {
		t.Errorf("a county must show the caveat of its city and no other's:\n%s", city)
	}
	if province := cardOf(page(t, s, "print.html"), "everything"); strings.Contains(province, `class="by"`) {
		t.Errorf("the province's card must have no caveat of a city:\n%s", province)
	}
	for _, f := range s.Check() {
		if strings.Contains(f.Pos.File, "print.html") {
			t.Error("a link that is told on its page must not be told of the booklet: " + said([]diag.Fault{f}))
		}
	}
}

// TestCodes: codes lead to the edition's own pages. Tests of package qr read them.
func TestCodes(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/book"})
	drawing := func(address string) string {
		code, err := qr.Draw(address)
		if err != nil {
			t.Fatal(err)
		}
		return `viewBox="` + code.Box() + `" aria-hidden="true" focusable="false"><path d="` + code.Path + `"`
	}
	for _, v := range s.volumes {
		html := page(t, s, v.prefix+"print.html")
		if !strings.Contains(html, drawing("https://example.org/book/"+v.prefix)) {
			t.Errorf("%sprint.html: the cover's code must lead to the edition", v.prefix)
		}
		for _, item := range v.e.Items {
			address := "https://example.org/book/" + v.prefix + "items/" + item.ID + ".html"
			if !strings.Contains(cardOf(html, item.ID), drawing(address)) {
				t.Errorf("%sprint.html: the code of %s must lead to %s", v.prefix, item.ID, address)
			}
			own := page(t, s, v.prefix+"items/"+item.ID+".html")
			_, sheet, _ := strings.Cut(own, `<div class="sheet" hidden>`)
			for _, want := range []string{"<b>" + cmp.Or(item.Code, "清单以外") + "</b> · " + v.edition.Stamp(), address} {
				if !strings.Contains(sheet, want) {
					t.Errorf("%s on paper must have %q", address, want)
				}
			}
		}
	}
	if html := page(t, open(t, folder(t), Options{}), "items/everything.html"); strings.Contains(html, `class="qr"`) || strings.Contains(html, `<div class="sheet" hidden>`) {
		t.Error("there must be no code without an address")
	}
}
