package picture

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the icons in static/ anew")

// icons draws the files of static/ that show only the logo. Phones round the corners
// of theirs, so there the seal fills the whole square.
var icons = map[string]func() []byte{
	"favicon.svg":          svg,
	"favicon.ico":          func() []byte { return ico(icon(32, false)) },
	"apple-touch-icon.png": func() []byte { return icon(180, true) },
	"icon-192.png":         func() []byte { return icon(192, true) },
	"icon-512.png":         func() []byte { return icon(512, true) },
}

func svg() []byte {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">`)
	path := func(fill color.RGBA, light bool) {
		fmt.Fprintf(&b, `<path fill="#%02x%02x%02x" d="`, fill.R, fill.G, fill.B)
		for _, r := range mark {
			if r.light == light {
				fmt.Fprintf(&b, "M%g %gh%gv%gh-%gz", r.x0, r.y0, r.x1-r.x0, r.y1-r.y0, r.x1-r.x0)
			}
		}
		b.WriteString(`"/>`)
	}
	path(seal, false)
	path(paper, true)
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// icon draws the logo on a square; filled, the seal covers all of it.
func icon(size int, filled bool) []byte {
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	scale := float64(size) / 32
	for _, r := range mark {
		if filled && !r.light {
			r = rect{0, 0, 32, 32, false}
		}
		fill := seal
		if r.light {
			fill = paper
		}
		cover := func(from, to float64, n int) float64 {
			return max(0, min(to*scale, float64(n+1))-max(from*scale, float64(n)))
		}
		for y := range size {
			for x := range size {
				part := cover(r.x0, r.x1, x) * cover(r.y0, r.y1, y)
				switch under := img.RGBAAt(x, y); {
				case part == 0:
				case under.A == 0:
					img.Set(x, y, color.NRGBA{fill.R, fill.G, fill.B, uint8(part*255 + .5)})
				default:
					img.Set(x, y, mix(under, fill, part))
				}
			}
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// ico wraps a PNG of 32 by 32 pixels for browsers without support for other icons.
func ico(data []byte) []byte {
	var b bytes.Buffer
	binary.Write(&b, binary.LittleEndian, struct {
		Reserved, Type, Count                 uint16
		Width, Height, Colours, ReservedInDir uint8
		Planes, Bits                          uint16
		Size, Offset                          uint32
	}{0, 1, 1, 32, 32, 0, 0, 1, 32, uint32(len(data)), 22})
	return append(b.Bytes(), data...)
}

// pixels decodes a PNG: its bytes may differ between versions of Go.
func pixels(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	if strings.HasSuffix(name, ".svg") {
		return data
	}
	if strings.HasSuffix(name, ".ico") {
		data = data[min(22, len(data)):]
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("static/%s: %v", name, err)
	}
	out := fmt.Appendf(nil, "%v", img.Bounds())
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			out = fmt.Append(out, img.At(x, y))
		}
	}
	return out
}

// TestIcons: the icons of static/ show the same logo as the cards.
func TestIcons(t *testing.T) {
	for name, draw := range icons {
		file := "../../static/" + name
		if *update {
			if err := os.WriteFile(file, draw(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(have) > 4<<10 {
			t.Errorf("%s has %d bytes, want at most 4 KiB", file, len(have))
		}
		if !bytes.Equal(pixels(t, name, have), pixels(t, name, draw())) {
			t.Errorf("%s does not show the logo of mark.go: run go test ./generator/picture -update", file)
		}
	}
}
