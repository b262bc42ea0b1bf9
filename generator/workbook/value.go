package workbook

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/toml"
)

// maxText is the length, in units of UTF-16, up to which a cell shows a text. A
// cell holds 32,767 with the codes that stand for characters.
const maxText = 28_000

// show returns a TOML value as the text of a cell, "" for nil. It returns false
// for a value that a cell cannot show.
func (b *book) show(k kind, value any) (string, bool) {
	if value == nil {
		return "", true
	}
	out, ok := "", true
	switch k {
	case lines, phones:
		out, ok = joined(value)
	case groups, agencies, places:
		out, ok = joined(value)
		titles := strings.Split(out, "\n")
		for n, id := range titles {
			titles[n] = b.label(listOf(k), id)
		}
		out = strings.Join(titles, "\n")
	case papers, clauses, sentence:
		var all []string
		for _, element := range elementsOf(value) {
			line, is := shownElement(k, element)
			all, ok = append(all, line), ok && is
		}
		out = strings.Join(all, "\n")
	case number, count:
		switch n := value.(type) {
		case int64:
			out = handbook.Amount(n).String()
		case float64:
			out, ok = handbook.Amount(n).String(), k == number
		default:
			ok = false
		}
	case date:
		out = fmt.Sprint(value)
	case bound, standing, choice, reference, certainty:
		out, ok = value.(string)
		out = b.label(listOf(k), out)
	default:
		out, ok = value.(string)
	}
	return out, ok && len(utf16.Encode([]rune(out))) <= maxText && utf8.ValidString(out)
}

func joined(value any) (string, bool) {
	var all []string
	elements, ok := value.([]any)
	for _, element := range elements {
		line, isText := element.(string)
		all, ok = append(all, line), ok && isText
	}
	return strings.Join(all, "\n"), ok
}

// canon returns the text of a cell without differences that are irrelevant to its
// kind.
func canon(k kind, got string) string {
	got = clean(got)
	switch k {
	case lines, papers, groups, agencies, places:
		return got
	case clauses, sentence:
		all := strings.Split(got, "\n")
		for n, line := range all {
			if strings.Contains(narrow(line), "://") {
				all[n] = narrow(line)
			}
		}
		return strings.Join(all, "\n")
	case phone, phones:
		var all []string
		for one := range strings.FieldsFuncSeq(narrow(got), func(r rune) bool { return strings.ContainsRune("\n、;,/", r) }) {
			one = extension.ReplaceAllString(areaCode.ReplaceAllString(strings.TrimSpace(one), "$1-"), "转")
			if one = strings.TrimSpace(one); one != "" {
				all = append(all, one)
			}
		}
		if k == phone {
			return strings.Join(all, "、")
		}
		return strings.Join(all, "\n")
	case number, count:
		plain := strings.NewReplacer(",", "", " ", "").Replace(narrow(oneLine(got)))
		if n, ok := decimal(plain); ok {
			return handbook.Amount(n).String()
		}
		return plain
	case date:
		if iso := isoDate(narrow(oneLine(got))); iso != "" {
			return iso
		}
	}
	return oneLine(got)
}

var (
	areaCode  = regexp.MustCompile(`^\((0[0-9]{2,3})\) *-?`)
	extension = regexp.MustCompile(` *(转分机|分机|转) *`)
	dateParts = regexp.MustCompile(`^(\d{4})(?: *(?:年|[-./]) *(\d{1,2})(?: *(?:月|[-./]) *(\d{1,2}) *日?| *月)?| *年)?(?:[ T]00:00:00)?$`)
)

// maxNumber is the first whole number that fifteen digits cannot hold, which is
// all that a spreadsheet keeps.
const maxNumber = 1e15

var figures = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)

// decimal reads a number in figures and rounds it to fifteen digits. It refuses
// what [strconv.ParseFloat] also takes for a number: inf, NaN and hexadecimals.
func decimal(s string) (n float64, ok bool) {
	if !figures.MatchString(s) {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	if err == nil {
		n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	}
	return n, err == nil
}

// isoDate returns a date as people write it in the form of ISO 8601; "" for another
// text.
func isoDate(s string) string {
	m := dateParts.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	out := m[1]
	for _, part := range m[2:] {
		if part != "" {
			out += fmt.Sprintf("-%02s", part)
		}
	}
	return out
}

// wrong returns a fault of a value, with a hint that may have arguments.
func wrong(pos diag.Pos, m diag.Message, got string, hint diag.Message, args ...any) diag.List {
	return diag.List{diag.New(pos, m, got).WithHint(hint, args...)}
}

// value reads the text of a cell, which is canonical and not empty. Unchanged
// entries of the old value stay as they are.
func (b *book) value(k kind, got string, numeric bool, old any, pos diag.Pos) (any, diag.List) {
	switch k {
	case lines, phones:
		var out []any
		for line := range strings.SplitSeq(got, "\n") {
			if faults := zero(k, line, numeric, pos); faults != nil {
				return nil, faults
			}
			out = append(out, line)
		}
		return out, nil
	case phone:
		return got, zero(k, got, numeric, pos)
	case papers, clauses, sentence:
		return elementsFrom(k, got, old), nil
	case number, count:
		hint := hintNumber
		if k == count {
			hint = hintWhole
		}
		n, ok := decimal(got)
		switch {
		case !ok:
			return nil, wrong(pos, notNumber, got, hint)
		case math.Abs(n) >= maxNumber:
			return nil, wrong(pos, hugeNumber, got, hint)
		case k == count && n != math.Trunc(n):
			return nil, wrong(pos, notNumber, got, hint)
		case k == count:
			return int64(n), nil
		}
		return n, nil
	case date:
		return dateOf(got, pos)
	case groups, agencies, places:
		var out []any
		for line := range strings.SplitSeq(got, "\n") {
			parts := []string{line}
			if _, faults := b.find(k, line, pos); faults != nil { // the name of an agency can have 、 in it
				parts = strings.Split(line, "、")
			}
			for _, part := range parts {
				id, faults := b.find(k, strings.TrimSpace(part), pos)
				if faults != nil {
					return nil, faults
				}
				out = append(out, id)
			}
		}
		return out, nil
	case bound, standing, choice, reference, certainty, code, promise:
		return b.find(k, got, pos)
	}
	return got, nil
}

// bare is a phone number whose area code has no 0. Mobile numbers begin with 1, and
// 400 and 800 are no area codes.
var bare = regexp.MustCompile(`^(10\d{8}|2\d{9}|[3-9]\d{9,10})$`)

// zero reports a phone number that has lost its 0 because a spreadsheet took it
// for a number.
func zero(k kind, got string, numeric bool, pos diag.Pos) diag.List {
	if (k == phone || k == phones) && numeric && bare.MatchString(got) && !strings.HasPrefix(got, "400") && !strings.HasPrefix(got, "800") {
		return wrong(pos, lostZero, got, hintLostZero, got)
	}
	return nil
}

func dateOf(got string, pos diag.Pos) (any, diag.List) {
	switch len(got) {
	case 4:
		if year, err := strconv.ParseUint(got, 10, 16); err == nil {
			return int64(year), nil
		}
	case 7:
		if _, err := time.Parse("2006-01", got); err == nil {
			return got, nil
		}
	case 10:
		if day, err := time.Parse(time.DateOnly, got); err == nil {
			return toml.Date{Year: day.Year(), Month: day.Month(), Day: day.Day()}, nil
		}
	}
	return nil, wrong(pos, notDate, got, hintDate)
}
