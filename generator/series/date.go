package series

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day, a month or a year of the calendar: as precise as its source.
// In TOML it is a local date (2017-09-01), a string ("2017-09") or a whole
// number (2017). The zero Date is missing, and lies before all others.
type Date struct {
	Year  int
	Month int // 0 when only the year is known
	Day   int // 0 when only the month is known
}

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
