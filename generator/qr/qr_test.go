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

// raster draws a code's path as a browser does, each module scale pixels wide.
func raster(t *testing.T, c Code, scale int) *image.Gray {
	t.Helper()
	if rest := step.ReplaceAllString(c.Path, ""); rest != "" {
		t.Fatalf("the test cannot draw %q of the path", rest)
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

// read decodes an image with another library.
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

// TestRead: a reader decodes the text of the code.
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
			t.Errorf("the reader decodes %q (%v), want %q", got, err, text)
		}
	}
}

// TestReadDamaged: the reader copes with the damage that level M permits, and fails
// without the code.
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
		t.Errorf("the reader must ignore a spot of 4 modules: %q, %v", got, err)
	}
	if got, err := read(t, spoil(code.Size)); err == nil {
		t.Errorf("the reader decodes %q without a code: this test cannot fail", got)
	}
}

func TestTooLong(t *testing.T) {
	if code, err := Draw(strings.Repeat("x", 3000)); err == nil || code.Path != "" {
		t.Error("3,000 bytes must be an error")
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		if _, err := Draw("https://example.gov.cn/handbook/fuzhou/minhou/items/free-compulsory-education.html"); err != nil {
			b.Fatal(err)
		}
	}
}
