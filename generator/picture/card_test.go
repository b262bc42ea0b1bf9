package picture

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"
)

const (
	title   = "福建省基本公共服务手册"
	version = "福建省基本公共服务清单 2020版"
)

func decode(t *testing.T, data []byte) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	paletted, ok := img.(*image.Paletted)
	if !ok || img.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Fatalf("the card is a %T of %v, want 16 colours at most and %d by %d", img, img.Bounds(), Width, Height)
	}
	return paletted
}

// inked reports whether a part of a card has ink.
func inked(img *image.Paletted, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if img.ColorIndexAt(x, y) != 0 {
				return true
			}
		}
	}
	return false
}

// The bands of a card with its three texts.
var (
	nameBand    = image.Rect(0, 235, Width, ruleTop-5)
	titleBand   = image.Rect(0, ruleTop+10, Width, titleLine+12)
	versionBand = image.Rect(0, titleLine+18, Width, Height)
)

func TestCard(t *testing.T) {
	for _, test := range []struct {
		name, title, version    string
		hasName, hasTitle, hasV bool
	}{
		{"闽侯县版", title, version, true, true, true},
		{"平潭综合实验区版", title, version, true, true, true},
		{strings.Repeat("很长的地名", 6) + "版", title, version, true, true, true},
		{"柘荣县版", title, version, true, true, true},
		{"", title, version, false, true, true},
		{"𪚥县版", title, version, false, true, true},
		{"闽侯县版", "𪚥" + title, version, true, false, true},
		{"闽侯县版", title, "", true, true, false},
		{strings.Repeat("县", 400), title, version, false, true, true}, // no size fits
	} {
		data := Card(test.name, test.title, test.version)
		img := decode(t, data)
		if got := inked(img, nameBand); got != test.hasName {
			t.Errorf("%q: has the name: %t, want %t", test.name, got, test.hasName)
		}
		if got := inked(img, titleBand); got != test.hasTitle {
			t.Errorf("%q: has the title: %t, want %t", test.title, got, test.hasTitle)
		}
		if got := inked(img, versionBand); got != test.hasV {
			t.Errorf("%q: has the version: %t, want %t", test.version, got, test.hasV)
		}
		for side, r := range map[string]image.Rectangle{
			"left": image.Rect(0, 0, margin-4, Height), "right": image.Rect(Width-margin+4, 0, Width, Height),
			"top": image.Rect(0, 0, Width, margin), "bottom": image.Rect(0, Height-40, Width, Height),
		} {
			if inked(img, r) {
				t.Errorf("%q: the %s margin must be empty: a long line must be set smaller", test.name, side)
			}
		}
		if !bytes.Equal(data, Card(test.name, test.title, test.version)) {
			t.Errorf("%q: the second drawing has other bytes", test.name)
		}
	}
}

// TestCardWithoutBoxes: a card leaves out a text with a character that the font lacks.
func TestCardWithoutBoxes(t *testing.T) {
	if Shows("𪚥县") || !Shows("闽侯县 2020（一）") {
		t.Error("Shows must report which texts the font can write")
	}
	if !bytes.Equal(Card("𪚥县版", title, version), Card("", title, version)) {
		t.Error("the card must leave out a name that the font cannot write")
	}
}

// TestFont: the font has the characters of characters.txt; font/subset.sh makes it.
func TestFont(t *testing.T) {
	text, err := os.ReadFile("font/characters.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range strings.TrimRight(string(text), "\n") {
		if !Shows(string(r)) {
			t.Errorf("the font lacks %q of font/characters.txt: run font/subset.sh", r)
		}
	}
}

func BenchmarkCard(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(Card("闽侯县版", title, version))))
	}
}
