package workbook

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// shows is what a cell shows of its number: "" for the number itself.
type shows string

const (
	showsPercent shows = "percent"
	showsDay     shows = "day"
)

// aside are the parts of a number format that show no number: texts in quotes,
// single signs, and what stands in brackets.
var aside = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// styles reads what the styles of cells show.
func (r *reader) styles(name string) error {
	custom, within := map[int]shows{}, false
	return r.walk(name, func(_ *xml.Decoder, start xml.StartElement) error {
		id, _ := strconv.Atoi(attr(start, "numFmtId"))
		switch start.Name.Local {
		case "numFmt":
			code := strings.ToLower(aside.ReplaceAllString(attr(start, "formatCode"), ""))
			switch {
			case len(custom) == maxStyles:
				return errTooMuch
			case strings.Contains(code, "general"):
			case strings.Contains(code, "%"):
				custom[id] = showsPercent
			case strings.ContainsAny(code, "ymdh年月日"):
				custom[id] = showsDay
			}
		case "cellXfs", "cellStyleXfs", "dxfs":
			within = start.Name.Local == "cellXfs"
		case "xf":
			if len(r.formats) == maxStyles {
				return errTooMuch
			}
			if within {
				r.formats = append(r.formats, built(id, custom))
			}
		}
		return nil
	})
}

// built returns what a number format shows: one of the file, or one that every
// spreadsheet has (ECMA-376, part 1, 18.8.30).
func built(id int, custom map[int]shows) shows {
	switch {
	case custom[id] != "":
		return custom[id]
	case id == 9, id == 10:
		return showsPercent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return showsDay
	}
	return ""
}
