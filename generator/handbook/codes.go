package handbook

import (
	"regexp"
	"strings"

	"handbook/generator/diag"
)

var sixDigits = regexp.MustCompile(`^[0-9]{6}$`)

// codes checks the codes of the places (GB/T 2260): six digits, each for one
// place. A city's begins with its province's first two digits, and a county's
// with its city's first four, except where the code says that no city is above
// it (the third and fourth digit are 90). A zone has no code of its own: it
// borrows that of a place in it. Two places of one name below the same place are
// one place written twice.
func (h *Handbook) codes() (out diag.List) {
	first := map[string]*Edition{}
	type name struct {
		parent *Edition
		name   string
	}
	names := map[name]*Edition{}
	for e := range h.Province.All {
		at := func() diag.Pos {
			if e.Parent == nil && h.Config.Doc != nil {
				return h.Config.Doc.At("code")
			}
			return e.At("code")
		}
		if other := names[name{e.Parent, e.Name}]; other != nil {
			out.Add(diag.New(e.At("name"), nameTaken, e.Name, other.Path).WithNote(other.At("name"), noteFirst).WithHint(hintPlaceTwice, other.Path))
			continue
		}
		names[name{e.Parent, e.Name}] = e
		if e.Code == "" {
			continue
		}
		if !sixDigits.MatchString(e.Code) {
			out.Add(diag.New(at(), badCode, e.Code).WithHint(hintCode))
			continue
		}
		if e.Kind == KindZone {
			continue
		}
		if other := first[e.Code]; other != nil {
			out.Add(diag.New(at(), codeTaken, e.Code, other.Name).WithNote(other.At("code"), noteFirst).WithHint(hintCode))
			continue
		}
		first[e.Code] = e
		digits := 4
		if e.Parent != nil && e.Parent.Parent == nil {
			digits = 2
		}
		if up := e.Parent; up != nil && up.Kind != KindZone && sixDigits.MatchString(up.Code) && e.Code[2:4] != "90" && !strings.HasPrefix(e.Code, up.Code[:digits]) {
			out.Add(diag.New(at(), codeElsewhere, e.Code, up.Name, up.Code[:digits]).WithHint(hintCode))
		}
	}
	return out
}
