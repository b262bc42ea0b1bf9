// Package picture draws the PNG pictures of a site that are made of text: the
// card that messengers show beside a link to an edition.
//
// A card says of which place the edition is, the handbook's title and the
// version of its list, in the handbook's colours and under its mark: the seal
// with three lines of writing that static/favicon.svg has too. The icons in
// static/ are drawn from the same mark by this package's tests.
//
// The letters are those of a subset of Noto Sans CJK SC Bold (font/), under the
// SIL Open Font License: all of GB 2312, level 1, and what the names of places
// have besides. A text with a character that it lacks is left out whole: no
// card shows a box in place of a character. font/subset.sh makes it anew.
package picture

import (
	"bytes"
	_ "embed"
	"image"
	"image/color"
	"image/png"
	"slices"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/NotoSansSC-Bold-subset.otf
var fontFile []byte

// The size of a card in pixels: what messengers ask for, 1.91 to 1.
const (
	Width  = 1200
	Height = 630
)

// The card's places and sizes in pixels. Baselines count from the top.
const (
	margin    = 90
	markSize  = 128
	nameLine  = 392
	nameSize  = 132
	ruleTop   = 446
	titleLine = 514
	titleSize = 46
	foot      = 570
	footSize  = 32
	smallest  = 28 // of letters, when a text is long
)

// Colours of the handbook, light: paper, ink, the seal.
var (
	paper = color.RGBA{0xfb, 0xf9, 0xf4, 0xff}
	ink   = color.RGBA{0x23, 0x21, 0x1d, 0xff}
	seal  = color.RGBA{0xa5, 0x30, 0x1f, 0xff}
)

// The palette of a card: from paper to ink in steps for the edges of letters,
// then the seal. Not more than 16 colours take half a byte a pixel.
const (
	steps  = 6
	sealAt = steps + 1
)

var palette = func() color.Palette {
	p := color.Palette{}
	for n := range steps + 1 {
		p = append(p, mix(paper, ink, float64(n)/steps))
	}
	return append(p, seal)
}()

var theFont = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(fontFile)
	if err != nil {
		panic(err) // it is part of this program, and tested
	}
	return f
})

// Card draws the card of an edition as PNG: name is that of the edition, title
// the handbook's, version says which list it follows. Each may be "". The bytes
// depend on the three alone. It is safe for concurrent use.
func Card(name, title, version string) []byte {
	img := image.NewPaletted(image.Rect(0, 0, Width, Height), palette)
	for _, r := range mark.on(margin, margin, markSize) {
		index := uint8(sealAt)
		if r.light {
			index = 0
		}
		fill(img, r.inner(), index)
	}
	fill(img, image.Rect(margin, ruleTop, Width-margin, ruleTop+3), steps)
	write(img, name, nameLine, nameSize)
	write(img, title, titleLine, titleSize)
	write(img, version, foot, footSize)
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &buffers}
	if err := encoder.Encode(&b, img); err != nil {
		panic(err) // into memory, of a size that PNG has
	}
	return b.Bytes()
}

// Shows reports whether a card can show a text: whether the font has all its
// characters.
func Shows(text string) bool {
	var buffer sfnt.Buffer
	for _, r := range text {
		if n, err := theFont().GlyphIndex(&buffer, r); err != nil || n == 0 {
			return false
		}
	}
	return true
}

// write sets a line of text from the left margin on, as large as size where it
// fits. A text that the font or the card has no room for is left out.
func write(img *image.Paletted, text string, baseline, size int) {
	if text == "" || !Shows(text) {
		return
	}
	for ; size >= smallest; size -= 2 {
		face, err := opentype.NewFace(theFont(), &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err) // sizes are ours
		}
		if font.MeasureString(face, text).Ceil() > Width-2*margin {
			continue
		}
		at := fixed.P(margin, baseline)
		for _, r := range text {
			dr, mask, from, advance, ok := face.Glyph(at, r)
			if ok {
				ramp(img, dr, mask.(*image.Alpha), from)
			}
			at.X += advance
		}
		return
	}
}

// ramp lays a letter on paper: how much of a pixel it covers is the step of the
// palette. Letters do not overlap.
func ramp(img *image.Paletted, dr image.Rectangle, mask *image.Alpha, from image.Point) {
	clip := dr.Intersect(img.Rect)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		for x := clip.Min.X; x < clip.Max.X; x++ {
			a := mask.AlphaAt(from.X+x-dr.Min.X, from.Y+y-dr.Min.Y).A
			if step := (int(a)*steps + 127) / 255; step > 0 {
				img.SetColorIndex(x, y, uint8(step))
			}
		}
	}
}

func fill(img *image.Paletted, r image.Rectangle, index uint8) {
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		copy(row, slices.Repeat([]byte{index}, len(row)))
	}
}

// mix is a colour between two; at 0 the first, at 1 the second.
func mix(a, b color.RGBA, at float64) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*at + .5) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 0xff}
}

// pool keeps the working memory of the encoder from card to card.
type pool struct{ sync.Pool }

func (p *pool) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *pool) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

var buffers pool
