package handbook

import (
	"time"

	"handbook/generator/series"
)

// Date is a day, a month or a year of the calendar.
type Date = series.Date

// Amount is a number as its source writes it, in the unit of its standard.
type Amount = series.Amount

// DayOf returns the day of a time on its own calendar.
func DayOf(t time.Time) Date { return series.DayOf(t) }

// ParseDay reads a day such as 2026-11-30 in the range of years.
func ParseDay(s string) (Date, bool) { return series.ParseDay(s) }

// Bound says what the amount of a standard promises.
type Bound = series.Bound

// Bounds.
const (
	AtLeast = series.AtLeast
	UpTo    = series.UpTo
	AtMost  = series.AtMost
	Exact   = series.Exact
)

// Worth returns an amount in another unit, for a picture; false where the units do
// not convert.
func Worth(a Amount, unit, in string) (float64, bool) {
	return series.Measure{Amount: a, Unit: series.Unit(unit)}.Float(series.Unit(in))
}
