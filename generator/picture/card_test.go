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

// inked reports whether anything stands in a part of a card.
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

// The bands of a card that its three texts stand in.
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
			t.Errorf("%q: the name is shown: %t, want %t", test.name, got, test.hasName)
		}
		if got := inked(img, titleBand); got != test.hasTitle {
			t.Errorf("%q: the title is shown: %t, want %t", test.title, got, test.hasTitle)
		}
		if got := inked(img, versionBand); got != test.hasV {
			t.Errorf("%q: the version is shown: %t, want %t", test.version, got, test.hasV)
		}
		for side, r := range map[string]image.Rectangle{
			"left": image.Rect(0, 0, margin-4, Height), "right": image.Rect(Width-margin+4, 0, Width, Height),
			"top": image.Rect(0, 0, Width, margin), "bottom": image.Rect(0, Height-40, Width, Height),
		} {
			if inked(img, r) {
				t.Errorf("%q: something stands in the %s margin: letters must become smaller until the line fits", test.name, side)
			}
		}
		if !bytes.Equal(data, Card(test.name, test.title, test.version)) {
			t.Errorf("%q: the same card has other bytes the second time", test.name)
		}
	}
}

// A text with a character that the font lacks is left out, never shown as a box.
func TestCardWithoutBoxes(t *testing.T) {
	if Shows("𪚥县") || !Shows("闽侯县 2020（一）") {
		t.Error("Shows must tell what the font has")
	}
	if !bytes.Equal(Card("𪚥县版", title, version), Card("", title, version)) {
		t.Error("a name that the font cannot write must be left out whole")
	}
}

// The font has what characters.txt promises; font/subset.sh makes it so.
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
