package series

import (
	"cmp"
	"fmt"
	"time"

	"handbook/generator/diag"
)

// Date is a day, a month or a year of the calendar: as precise as its source.
// In TOML it is a local date (2017-09-01), a string ("2017-09") or a whole
// number (2017). The zero Date is missing, and lies before all others.
type Date struct {
	Year  int
	Month int // 0 when only the year is known
	Day   int // 0 when only the month is known
}

// The range of years. Earlier and later ones are slips.
const (
	firstYear = 1949
	lastYear  = 2100
)

// never is later than every date.
var never = Date{9999, 12, 31}

// IsZero reports whether the date is missing.
func (d Date) IsZero() bool { return d == Date{} }

// IsDay reports whether the date is known to the day.
func (d Date) IsDay() bool { return d.Day != 0 }

// String returns the date in ISO 8601 form, as far as it is known.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Compare orders dates field by field: a year comes before its months.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// First returns the first day that the date covers; the zero Date for itself.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day that the date covers; the zero Date for itself.
func (d Date) Last() Date {
	switch {
	case d.IsZero() || d.Day != 0:
		return d
	case d.Month == 0:
		return Date{d.Year, 12, 31}
	}
	return DayOf(time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}

// Before reports whether all of the date lies before the first day of another.
func (d Date) Before(e Date) bool { return d.Last().Compare(e.First()) < 0 }

// After reports whether all of the date lies after the last day of another.
func (d Date) After(e Date) bool { return d.First().Compare(e.Last()) > 0 }

// AddMonths returns the first day of the date moved by months.
func (d Date) AddMonths(n int) Date {
	f := d.First()
	return DayOf(time.Date(f.Year, time.Month(f.Month+n), f.Day, 0, 0, 0, 0, time.UTC))
}

// DayOf returns the day of a time on its own calendar.
func DayOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// ParseDay reads a day such as 2026-11-30 in the range of years.
func ParseDay(s string) (Date, bool) {
	var d Date
	said := d.DecodeTOML(s)
	return d, said == nil && d.IsDay()
}

var (
	badDate = diag.Message{Code: "bad-date",
		EN: "%q is not a date: write 2017, \"2017-09\" or 2017-09-01",
		ZH: "“%s”不是日期：请写 2017、\"2017-09\" 或 2017-09-01"}
	badYear = diag.Message{Code: "bad-date",
		EN: "the year %d is outside %d to %d",
		ZH: "年份 %d 不在 %d 到 %d 之间"}
)

// DecodeTOML takes a local date, which writes itself as 2017-09-01, a string or a
// year.
func (d *Date) DecodeTOML(v any) *diag.Said {
	switch v := v.(type) {
	case int64:
		*d = Date{Year: int(v)}
	case string:
		if v == "" {
			return nil
		}
		if !d.parse(v) {
			return &diag.Said{Message: badDate, Args: []any{v}}
		}
	case time.Time: // its String depends on the machine's time zone
		written := v.Format("2006-01-02T15:04:05")
		if v.Year() == 0 { // a time without a day
			written = v.Format("15:04:05")
		}
		return &diag.Said{Message: badDate, Args: []any{written}}
	case fmt.Stringer:
		if !d.parse(v.String()) {
			return &diag.Said{Message: badDate, Args: []any{v.String()}}
		}
	default:
		return &diag.Said{Message: badDate, Args: []any{fmt.Sprint(v)}}
	}
	if d.Year < firstYear || d.Year > lastYear {
		year := d.Year
		*d = Date{}
		return &diag.Said{Message: badYear, Args: []any{year, firstYear, lastYear}}
	}
	return nil
}

func (d *Date) parse(s string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		*d = Date{Year: t.Year()}
		if len(layout) > 4 {
			d.Month = int(t.Month())
		}
		if len(layout) > 7 {
			d.Day = t.Day()
		}
		return true
	}
	return false
}
