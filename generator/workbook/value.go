package workbook

import (
	"fmt"
	"math"
	"regexp"
	"slices"
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
	case groups, agencies:
		out, ok = joined(value)
		titles := strings.Split(out, "\n")
		for n, id := range titles {
			titles[n] = b.label(listOf(k), id)
		}
		out = strings.Join(titles, "\n")
	case papers:
		var all []string
		elements, isList := value.([]any)
		for _, element := range elements {
			line, is := material(element)
			all, isList = append(all, line), isList && is
		}
		out, ok = strings.Join(all, "\n"), isList
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
	case bound, standing, reference:
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

// material returns a material on one line; in TOML it is a text or a table.
func material(value any) (string, bool) {
	switch m := value.(type) {
	case string:
		return m, true
	case map[string]any:
		name, ok := m["name"].(string)
		form, _ := m["form"].(string)
		file, _ := m["file"].(string)
		parts := []string{name, form, "", file}
		if copies, _ := m["copies"].(int64); copies > 0 {
			parts[2] = strconv.FormatInt(copies, 10)
		}
		for len(parts) > 1 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		return strings.Join(parts, " | "), ok
	}
	return "", false
}

// canon returns the text of a cell without differences that are irrelevant to its
// kind.
func canon(k kind, got string) string {
	got = clean(got)
	switch k {
	case lines, papers, groups, agencies:
		return got
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
	case address:
		return narrow(oneLine(got))
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
	case papers:
		return papersOf(got, old), nil
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
	case groups, agencies:
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
	case bound, standing, reference, code:
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

// papersOf reads materials. Unchanged ones keep their form in TOML.
func papersOf(got string, old any) []any {
	before, _ := old.([]any)
	var out []any
	for line := range strings.SplitSeq(got, "\n") {
		n := slices.IndexFunc(before, func(m any) bool {
			shown, _ := material(m)
			return canon(papers, shown) == line
		})
		if n >= 0 {
			out = append(out, plain(before[n]))
			continue
		}
		parts := strings.SplitN(strings.ReplaceAll(line, "｜", "|"), "|", 4)
		for n := range parts {
			parts[n] = strings.TrimSpace(parts[n])
		}
		if len(parts) == 1 {
			out = append(out, line)
			continue
		}
		m := toml.Table{{Key: "name", Value: parts[0]}}
		copies := ""
		if len(parts) >= 3 {
			copies = strings.TrimSuffix(narrow(parts[2]), "份")
		}
		number, err := strconv.Atoi(strings.TrimSpace(copies))
		if parts[1] != "" || copies != "" && err != nil {
			form := parts[1]
			if err != nil && copies != "" {
				form = strings.TrimSpace(form + " " + parts[2])
			}
			m = append(m, toml.Entry{Key: "form", Value: form})
		}
		if err == nil && number > 0 {
			m = append(m, toml.Entry{Key: "copies", Value: number})
		}
		if len(parts) == 4 && parts[3] != "" {
			m = append(m, toml.Entry{Key: "file", Value: parts[3]})
		}
		out = append(out, m)
	}
	return out
}

// plain returns a value of a document in the form that an edit takes.
func plain(value any) any {
	table, isTable := value.(map[string]any)
	if !isTable {
		return value
	}
	var out toml.Table
	for _, key := range []string{"name", "form", "copies"} {
		if v, has := table[key]; has {
			out = append(out, toml.Entry{Key: key, Value: v})
		}
	}
	return out
}
