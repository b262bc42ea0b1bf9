package qr

import (
	"fmt"
	"image"
	"image/color"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

var step = regexp.MustCompile(`([Mmh])(\d+)(?: (\d+))?`)

// raster paints a code's path as a browser does, each module scale points wide.
func raster(t *testing.T, c Code, scale int) *image.Gray {
	t.Helper()
	if rest := step.ReplaceAllString(c.Path, ""); rest != "" {
		t.Fatalf("the path has %q, which this test does not know how to draw", rest)
	}
	side := c.Size + 2*Quiet
	if want := fmt.Sprintf("-4 -4.5 %d %d", side, side); c.Box() != want {
		t.Fatalf("the box is %q, want %q: the code and its margin", c.Box(), want)
	}
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for n := range img.Pix {
		img.Pix[n] = 255
	}
	x, y := 0, 0
	for _, m := range step.FindAllStringSubmatch(c.Path, -1) {
		a, _ := strconv.Atoi(m[2])
		b, _ := strconv.Atoi(m[3])
		switch m[1] {
		case "M":
			x, y = a, b
		case "m":
			x, y = x+a, y+b
		case "h":
			for px := (x + Quiet) * scale; px < (x+a+Quiet)*scale; px++ {
				for py := (y + Quiet) * scale; py < (y+1+Quiet)*scale; py++ {
					img.SetGray(px, py, color.Gray{})
				}
			}
			x += a
		}
	}
	return img
}

// read decodes an image by a library of other people.
func read(t *testing.T, img image.Image) (string, error) {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}

// TestRead: a reader of codes finds the text that was drawn.
func TestRead(t *testing.T) {
	for _, text := range []string{
		"https://example.org/",
		"https://example.gov.cn/handbook/fuzhou/minhou/items/free-compulsory-education.html",
		"HTTPS://EXAMPLE.ORG/A",
		"0591 12345",
		"福建省基本公共服务手册",
		"https://example.org/" + strings.Repeat("long/", 100),
	} {
		code, err := Draw(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, err := read(t, raster(t, code, 4)); err != nil || got != text {
			t.Errorf("a reader finds %q (%v), want %q", got, err, text)
		}
	}
}

// TestReadDamaged: what level M promises, and that the reader of these tests
// does fail where the code is gone.
func TestReadDamaged(t *testing.T) {
	const text = "https://example.org/items/boarding.html"
	code, err := Draw(text)
	if err != nil {
		t.Fatal(err)
	}
	spoil := func(modules int) *image.Gray {
		const scale = 4
		img := raster(t, code, scale)
		from := (Quiet + code.Size/2 - modules/2) * scale
		for x := from; x < from+modules*scale; x++ {
			for y := from; y < from+modules*scale; y++ {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
		return img
	}
	if got, err := read(t, spoil(4)); err != nil || got != text {
		t.Errorf("a spot of 4 modules must not matter: %q, %v", got, err)
	}
	if got, err := read(t, spoil(code.Size)); err == nil {
		t.Errorf("nothing is left of the code, but the reader finds %q: this test cannot fail", got)
	}
}

func TestTooLong(t *testing.T) {
	if code, err := Draw(strings.Repeat("x", 3000)); err == nil || code.Path != "" {
		t.Error("no code holds 3,000 bytes: that must be an error")
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		if _, err := Draw("https://example.gov.cn/handbook/fuzhou/minhou/items/free-compulsory-education.html"); err != nil {
			b.Fatal(err)
		}
	}
}
