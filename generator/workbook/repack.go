package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// repack writes the library's file again, with a fixed time and with heights of
// rows that are not marked as chosen by hand: a marked row would not grow while
// a clerk types.
func repack(w io.Writer, data []byte) error {
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	to := zip.NewWriter(w)
	to.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range from.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(f.Name, "xl/worksheets/sheet"):
			part = bytes.ReplaceAll(part, []byte(` customHeight="true"`), nil)
		case f.Name == "xl/sharedStrings.xml":
			part = bytes.ReplaceAll(part, []byte(underscore), []byte("_x005F_"))
		}
		out, err := to.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return to.Close()
}

// heightOf returns the height of a row in points.
func heightOf(t *table, r *row) float64 {
	most := 1
	for _, c := range t.columns {
		at := r.cells[c.id]
		if at == nil {
			continue
		}
		n := 0
		for line := range strings.SplitSeq(at.text, "\n") {
			n += 1 + max(0, columnsOfText(line)-1)/max(1, int(c.width)-2)
		}
		most = max(most, n)
	}
	return float64(min(409, 16*most+3)) // a row cannot be higher
}

// columnsOfText returns the width of a text in columns; a Han character takes two.
func columnsOfText(s string) int {
	n := 0
	for _, r := range s {
		n++
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n++
		}
	}
	return n
}
