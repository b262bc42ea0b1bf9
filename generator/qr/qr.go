// Package qr draws QR codes (ISO/IEC 18004) as SVG paths: a page holds them without
// an image file, and a printer draws them sharp at any size.
//
// The codes have error correction level M: they stay readable when 15 percent of
// their area is dirty or torn.
package qr

import (
	"errors"
	"strconv"
	"sync"

	"rsc.io/qr/coding"
)

// Quiet is the width of the empty margin that readers need around a code, in modules.
const Quiet = 4

// Code is the drawing of a QR code. One unit is one module.
type Code struct {
	Size int    // modules of a side, without the margin
	Path string // d attribute of a path with a stroke one unit wide and no fill
}

// plans holds the plan of each version, made once: addresses have similar lengths, so
// thousands of codes share one plan.
var plans = func() (all [coding.MaxVersion + 1]func() (*coding.Plan, error)) {
	for v := range all {
		all[v] = sync.OnceValues(func() (*coding.Plan, error) { return coding.NewPlan(coding.Version(v), coding.M, 0) })
	}
	return all
}()

// Draw returns the code of a text such as an address. It returns an error for a text
// of more than 2,331 bytes, which no code can hold.
//
// The middle of the first row is at y = 0, so that coordinates are integers: with its
// margin the code fills the box from x = -4 and y = -4.5, see [Code.Box].
func Draw(text string) (Code, error) {
	var enc coding.Encoding = coding.String(text)
	if coding.Alpha(text).Check() == nil {
		enc = coding.Alpha(text)
	}
	version := coding.Version(coding.MinVersion)
	for enc.Bits(version) > version.DataBytes(coding.M)*8 {
		if version++; version > coding.MaxVersion {
			return Code{}, errors.New("the text is too long for a QR code")
		}
	}
	plan, err := plans[version]()
	if err != nil {
		return Code{}, err
	}
	code, err := plan.Encode(enc)
	if err != nil {
		return Code{}, err
	}
	var d []byte
	for y := range code.Size {
		end := -1 // end of the last run in the row; negative before the first
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			start := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if end < 0 {
				d = append(d, 'M')
				d = strconv.AppendInt(d, int64(start), 10)
				d = append(d, ' ')
				d = strconv.AppendInt(d, int64(y), 10)
			} else {
				d = append(d, 'm')
				d = strconv.AppendInt(d, int64(start-end), 10)
				d = append(d, " 0"...)
			}
			d = append(d, 'h')
			d = strconv.AppendInt(d, int64(x-start), 10)
			end = x
		}
	}
	return Code{code.Size, string(d)}, nil
}

// Box returns the viewBox of the drawing with its margin.
func (c Code) Box() string {
	side := strconv.Itoa(c.Size + 2*Quiet)
	return "-4 -4.5 " + side + " " + side
}
