// Package eligibility judges who may have a service.
//
// A [Questionnaire] asks a person some [Question]s. A [Route] is one way to a
// service: a list of [Condition]s on the answers, which must all hold. A
// service is for everyone, or has routes of which one is enough.
//
// A person may leave questions open, so a verdict has three values ([Truth]):
// more answers can settle an open verdict, and never change a settled one.
//
// Besides verdicts the package decides what holds for all answers: whether any
// answers satisfy some conditions ([Satisfiable]), which route is [Redundant],
// and how many questions a person is asked at most ([Questionnaire.Longest]).
//
// The package reads no files and reports no faults: its caller builds the
// questions and routes, and makes sure that they are well formed.
package eligibility

// Question is a question of the finder.
//
// A choice takes one of its options, choices take any number of them or none
// (以上都没有 is always offered), a number takes the band that it lies in. Where
// Unsure is set, 不清楚 is offered too.
type Question struct {
	ID        string   `toml:"id,required"`
	Kind      string   `toml:"kind,required"`  // Choice, Choices or Number
	Label     string   `toml:"label,required"` // the subject in a word or two, for conditions: 年龄
	Text      string   `toml:"text,required"`
	Reason    string   `toml:"reason"` // why the finder asks it
	Unit      string   `toml:"unit"`   // of a number: 岁
	Unsure    bool     `toml:"unsure"`
	Otherwise string   `toml:"otherwise"` // the answer that certainly holds for those who are not asked: an option or None; "" when none is certain
	Options   []Option `toml:"options"`

	Rank  int         // its place in the questionnaire, from 0
	Asked []Condition // on earlier questions: the finder asks it when all are met; nil when it asks everybody
}

// Kinds of questions.
const (
	Choice  = "choice"
	Choices = "choices"
	Number  = "number"
)

// Kinds are all kinds of questions.
var Kinds = []string{Choice, Choices, Number}

// Option is an answer that a question offers. Of a number it is a band of whole
// numbers from Min to Max, both within; the first band may lack Min and the last Max.
type Option struct {
	ID    string `toml:"id,required"`
	Text  string `toml:"text,required"`
	Label string `toml:"label"` // shorter, for conditions; Text when empty
	Min   *int   `toml:"min"`
	Max   *int   `toml:"max"`
}

// Answers that are not options of a question.
const (
	Unsure = "unsure" // 不清楚
	None   = "none"   // 以上都没有
)

// Name is the option's name within a condition.
func (o *Option) Name() string {
	if o.Label != "" {
		return o.Label
	}
	return o.Text
}

// Option returns the option with an id, or nil.
func (q *Question) Option(id string) *Option {
	for n := range q.Options {
		if q.Options[n].ID == id {
			return &q.Options[n]
		}
	}
	return nil
}

// OptionIDs lists the ids of the question's options.
func (q *Question) OptionIDs() []string {
	var ids []string
	for _, o := range q.Options {
		ids = append(ids, o.ID)
	}
	return ids
}

// Questionnaire is all questions in the order in which the finder asks them:
// the question at n has the rank n.
type Questionnaire []*Question
