package handbook

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handbook/generator/diag"
)

// floorOfKeys judges the values that an override sets instead of those above.
// Standards, routes and groups have rules of their own.
func (h *Handbook) floorOfKeys(item *Item) (out diag.List) {
	front, above := item.File.Front, item.Base
	for _, k := range ItemKeys {
		path := k.Path()
		if !front.Has(path...) || k.Same(item, above) || k.Merge == ByID {
			continue
		}
		if f := h.floorOfKey(k, above, item); f != nil {
			f.Pos = front.At(path...)
			if k.Filled(above) {
				*f = f.WithNote(above.At(path...), noteAbove)
			}
			out.Add(*f)
		}
	}
	return out
}

// floorOfKey judges another value of a key by its Change; nil where it may stand.
// A person who has compared it with the value above writes reviewed, which
// stands for words, papers, visits, time and money, but for no date.
func (h *Handbook) floorOfKey(k *Key[Item], above, item *Item) *diag.Fault {
	from := above.Origin(k.Path()...).Name
	fault := func(m diag.Message, hint diag.Message, args ...any) *diag.Fault {
		f := diag.New(diag.Pos{}, m, args...).WithHint(hint)
		return &f
	}
	warning := func(m diag.Message, args ...any) *diag.Fault {
		f := diag.Warn(diag.Pos{}, m, args...).WithHint(hintReviewedItem)
		return &f
	}
	old, now := &above.Guide, &item.Guide
	switch {
	case k.Name == "effective":
		if day := h.Config.AsOf; item.Effective.After(day) && !above.Effective.After(day) {
			return fault(laterItem, hintKeepStandard, item.Effective.String(), from)
		}
	case k.Name == "expires":
		if !item.Expires.IsZero() && (above.Expires.IsZero() || item.Expires.Last().Compare(above.Expires.Last()) < 0) {
			return fault(endedItem, hintKeepStandard, item.Expires.String(), from)
		}
	case !k.Filled(above) || k.Change != Keep && k.Change != Reword && k.Change != Raise:
	case !k.Filled(item):
		return fault(emptied, hintEmptied, k.Name, k.Label, from)
	case item.Reviewed != "":
	case k.elements != nil && h.generalAbove(k, above) && k.Change == Reword: // it stays below
	case k.Change == Reword:
		return warning(changedText, from)
	case k.Name == "guide.fee" && free(words(old.Fee)) && !free(words(now.Fee)):
		return fault(chargedFee, hintFree, words(now.Fee), from)
	case k.Name == "guide.fee":
		if was, is, unit := compared(money, words(old.Fee), words(now.Fee)); is > was {
			return warning(moreFee, is.String(), unit, was.String(), from)
		}
	case k.Name == "guide.time_limit":
		if was, is, unit := compared(waiting, words(old.TimeLimit), words(now.TimeLimit)); is > was {
			return warning(longerLimit, is.String(), unit, was.String(), from)
		}
	case k.Name == "guide.visits" && *now.Visits > *old.Visits:
		return warning(moreVisits, *now.Visits, *old.Visits, from)
	case k.Name == "guide.materials" && len(saying(now.Materials)) > len(saying(old.Materials)):
		return warning(moreMaterials, len(saying(now.Materials)), len(saying(old.Materials)), from)
	}
	return nil
}

// generalAbove reports whether all that the item above says for a key stays below
// what an edition says, each element with a source of its own.
func (h *Handbook) generalAbove(k *Key[Item], above *Item) bool {
	return !slices.ContainsFunc(k.elements(above), func(e element) bool { return len(e.Source) == 0 || !h.General(above, k.Base(), *e.Basis) })
}

var nothingToPay = regexp.MustCompile(`^(?:全程|一律|全部|均)?(?:不收费|免费|不收取(?:任何)?费用|不收任何费用|免收费用?|无|0元|零元)[^0-9元但另除仅收交缴]*$`)

// free reports whether a fee says that people pay nothing.
func free(fee string) bool { return nothingToPay.MatchString(halfWidth(fee)) }

// Quantities in texts: a number, and its unit.
var (
	money   = regexp.MustCompile(`(\d+(?:\.\d+)?)(元)`)
	waiting = regexp.MustCompile(`(\d+(?:\.\d+)?)(?:个)?(工作日|自然日|日|天)`)
)

// compared returns the quantities of two texts that each have exactly one number,
// in one unit; all zero for other texts, which no program can compare.
func compared(quantity *regexp.Regexp, old, now string) (was, is Amount, unit string) {
	was, unit = quantityOf(quantity, old)
	is, other := quantityOf(quantity, now)
	if unit != other {
		return 0, 0, ""
	}
	return was, is, unit
}

var (
	digits  = regexp.MustCompile(`\d+(?:\.\d+)?`)
	hanzi   = regexp.MustCompile(`([一二两三四五六七八九十百]+)(元|个?工作日|个?自然日|日|天)`)
	calends = regexp.MustCompile(`月\d+日`) // a day of the calendar
)

// quantityOf returns the only number of a text with its unit; "" without one.
func quantityOf(quantity *regexp.Regexp, text string) (Amount, string) {
	text = hanzi.ReplaceAllStringFunc(halfWidth(text), func(s string) string {
		m := hanzi.FindStringSubmatch(s)
		return strconv.Itoa(hanziNumber(m[1])) + m[2]
	})
	m := quantity.FindAllStringSubmatch(text, -1)
	if len(m) != 1 || len(digits.FindAllString(text, -1)) != 1 || calends.MatchString(text) {
		return 0, ""
	}
	n, err := strconv.ParseFloat(m[0][1], 64)
	if err != nil {
		return 0, ""
	}
	unit := m[0][2]
	if unit != "元" && unit != "工作日" {
		unit = "日"
	}
	return Amount(n), unit
}

// hanziNumber reads a number below a thousand in Han characters, such as 二十五.
func hanziNumber(s string) int {
	total, digit := 0, 0
	for _, r := range s {
		switch r {
		case '十', '百':
			scale := map[rune]int{'十': 10, '百': 100}[r]
			total += max(digit, 1) * scale
			digit = 0
		case '两':
			digit = 2
		default:
			digit = strings.IndexRune("一二三四五六七八九", r)/len("一") + 1
		}
	}
	return total + digit
}

// halfWidth writes full-width digits and points as ASCII, and drops spaces.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == ' ' || r == '\u3000' || r == '\u00a0' || r == '\t':
			return -1
		}
		return r
	}, s)
}
