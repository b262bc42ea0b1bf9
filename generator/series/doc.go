// Package series is the law of time: what a standard promises on a day, in a place.
//
// A standard (服务指导标准) is a quantity over time: 低保标准 was 4,050 元 a year in
// 2020 and has been 367 元 a month since 2021. The package knows days, units and
// promises; it knows no files and no pages.
//
// # Days
//
// A [Date] is as precise as its text: 2017 begins on 1 January and ends on 31
// December, "2021-01" begins on the 1st and ends on the 31st. Time is the world's,
// not the writer's: a text that reaches back changes what an earlier day says.
//
// # Lines
//
// The values that one edition writes for a standard are a [Line], in the order of
// time. In the province's edition those with a national source are a line of their
// own, as if the nation were an edition above. A value ends only values that stand
// before it in its line. One with Only ends them at its places alone, and never for
// less. So a province and a nation, a city and a county never replace each other's
// values.
//
// A value begins on the first day of its Since. Without Since it begins
//   - with time itself, where it stands first in its line;
//   - else on the last day that the date of its source can mean;
//   - never, where the next value of the line has begun by the day of its source: it
//     was told in retrospect (原标准880元). It stands in the table and holds on no
//     day. Nor does one that neither stands first nor has a source with a date.
//
// Until is for a value that a text ends. The figure of one year has none and grows
// old. Where a value with Only ends so, the wider one before it holds at its places
// again, because it holds all around them.
//
// Values are out of order where one begins before another that stands before it.
// Two values of a line cannot begin on one day in one place. See [Line.Slips].
//
// # States
//
// On a day a value is announced (将执行), in force (现行), followed (已调整) or ended
// (已停止). See [Line.State].
//
// Words never end or hide an amount: after 285元 the words 2025年提高，数额没有查到
// stand beside the 285, which stays in force. An amount ends words.
//
// # In force
//
// In force in a place is, of what each line that reaches it has in force on that
// day, the best by [Bound], with units made equal. With Exact, among words, and among
// amounts that cannot be compared it is the nearest. An amount comes before words,
// and words of the same or a nearer line stand beside it. See [Series.On].
//
// A value of a nearer line that is worse than the one in force is superseded: a
// county's 4,200 a year of 2016 gives way to its city's 970 a month of 2025.
//
// # The floor
//
// The floor is judged on every day on which a value begins. A value that begins
// below what is then in force above is a breach. One that fell below because the
// value above rose later is superseded, and no breach. A value that does not say
// when it began is judged on the day of its source, else on the day of the handbook,
// because it is said to hold then. See [Series.Judge].
//
// # Units
//
// Units convert only between 元 and 万元, between 月, 季度 and 年, and between 学期,
// 学年 and 年 of 元/生. 天 never becomes 年, 工作日 never 天, 人 never 生 or 户. All
// conversions are exact.
//
// # Laws
//
// A value with a Since later than a day, and later than the sources of the values
// before it, changes nothing that the day says. In force in a place is never worse
// than in force above it. No value holds on a day before its Since. The tests check
// them on random lines.
package series
