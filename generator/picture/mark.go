package picture

import (
	"image"
	"math"
)

// A rect is a rectangle of the logo: of its ground, or of the light writing on it.
type rect struct {
	x0, y0, x1, y1 float64
	light          bool
}

// rects is the logo on a grid of 32 by 32: the seal, then the writing.
type rects []rect

var mark = rects{
	{2, 2, 30, 30, false},
	{7, 7.75, 25, 10.25, true}, {7, 14.75, 25, 17.25, true}, {7, 21.75, 18, 24.25, true},
}

// on scales the seal, without the rim around it, to a square of pixels.
func (m rects) on(x, y, size float64) rects {
	scale := size / 28
	out := make(rects, len(m))
	for n, r := range m {
		out[n] = rect{x + (r.x0-2)*scale, y + (r.y0-2)*scale, x + (r.x1-2)*scale, y + (r.y1-2)*scale, r.light}
	}
	return out
}

// inner returns the pixels of which a rect covers the greater part.
func (r rect) inner() image.Rectangle {
	at := func(f float64) int { return int(math.Round(f)) }
	return image.Rect(at(r.x0), at(r.y0), at(r.x1), at(r.y1))
}
