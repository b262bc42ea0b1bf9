// Package picture draws the card of an edition: the PNG picture that messengers show
// beside a link.
//
// A card has the name of the edition, the title of the handbook and the version of
// its list, in the handbook's colours and below its logo: the seal with three lines
// of writing, as in static/favicon.svg. This package's tests draw the icons in
// static/ from the same logo.
//
// The font is a subset of Noto Sans CJK SC Bold (font/), under the SIL Open Font
// License: GB 2312 level 1 and the other characters in names of places. A card
// leaves out a text with a character that the font lacks, so that no card shows a
// box in place of a character. font/subset.sh makes the font.
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

// The size of a card in pixels: 1.91 to 1, as messengers require.
const (
	Width  = 1200
	Height = 630
)

// Positions and sizes on the card in pixels. Baselines count from the top.
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
	smallest  = 28 // font size of a long text
)

// The light colours of the handbook: paper, ink, the seal.
var (
	paper = color.RGBA{0xfb, 0xf9, 0xf4, 0xff}
	ink   = color.RGBA{0x23, 0x21, 0x1d, 0xff}
	seal  = color.RGBA{0xa5, 0x30, 0x1f, 0xff}
)

// The palette of a card: steps from paper to ink for the edges of letters, then the
// seal. With at most 16 colours a pixel takes half a byte.
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
		panic(err) // the font is embedded and tested
	}
	return f
})

// Card draws the card of an edition as PNG: name is the edition's, title the
// handbook's, version the version of its list. Each may be "". The bytes depend on
// these three only. Card is safe for concurrent use.
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
		panic(err) // writes to memory, in a valid size
	}
	return b.Bytes()
}

// Shows reports whether the font has all characters of a text.
func Shows(text string) bool {
	var buffer sfnt.Buffer
	for _, r := range text {
		if n, err := theFont().GlyphIndex(&buffer, r); err != nil || n == 0 {
			return false
		}
	}
	return true
}

// write draws a line of text at the left margin, in the largest size up to size
// that fits. It leaves out a text that does not fit or that the font lacks.
func write(img *image.Paletted, text string, baseline, size int) {
	if text == "" || !Shows(text) {
		return
	}
	for ; size >= smallest; size -= 2 {
		face, err := opentype.NewFace(theFont(), &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err) // the sizes are constants
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

// ramp draws a letter on paper: the coverage of a pixel chooses the step of the
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

// mix returns a colour between two: at 0 the first, at 1 the second.
func mix(a, b color.RGBA, at float64) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*at + .5) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 0xff}
}

// pool keeps the encoder's buffers between cards.
type pool struct{ sync.Pool }

func (p *pool) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *pool) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

var buffers pool
