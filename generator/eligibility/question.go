// Package eligibility judges who is entitled to a service.
//
// A [Questionnaire] asks a person [Question]s. A [Route] is one way to a service:
// a list of [Condition]s on the answers, which must all hold. A service is for
// everyone, or has routes, of which one is enough.
//
// A person may leave questions open, so a verdict has three values ([Truth]):
// more answers can settle an open verdict, and never change a settled one.
//
// The package also decides questions about all possible answers: whether some
// answers satisfy a list of conditions ([Satisfiable]), which routes are
// [Redundant], and how many questions a person gets at most
// ([Questionnaire.Longest]).
//
// The package reads no files and reports no faults: its caller builds the questions
// and routes and ensures that they are well formed.
package eligibility

// Question is a question of the finder.
//
// A choice takes one of its options; choices take any number of them or none
// (the finder always offers 以上都没有); a number takes the band that contains it.
// With Unsure the finder also offers 不清楚.
type Question struct {
	ID        string   `toml:"id,required"`
	Kind      string   `toml:"kind,required"`  // Choice, Choices or Number
	Label     string   `toml:"label,required"` // the subject in a word or two, for conditions: 年龄
	Text      string   `toml:"text,required"`
	Reason    string   `toml:"reason"` // why the finder asks it
	Unit      string   `toml:"unit"`   // of a number: 岁
	Unsure    bool     `toml:"unsure"`
	Urgent    bool     `toml:"urgent"`    // who meets a condition on it needs the service at once
	Otherwise string   `toml:"otherwise"` // answer of those who are not asked: an option or None; "" when they have no certain answer
	Options   []Option `toml:"options"`

	Rank  int         // index in the questionnaire
	Asked []Condition // on earlier questions: the finder asks it when all are met; nil when it asks everybody
}

// Kinds of questions.
const (
	Choice  = "choice"
	Choices = "choices"
	Number  = "number"
)

// Kinds lists all kinds of questions.
var Kinds = []string{Choice, Choices, Number}

// Option is an answer that a question offers. For a number it is a band of whole
// numbers from Min to Max, both included; the first band may lack Min and the last
// Max.
type Option struct {
	ID    string   `toml:"id,required"`
	Text  string   `toml:"text,required"`
	Label string   `toml:"label"` // shorter, for conditions; Text when empty
	Said  string   `toml:"said"`  // as the finder says it to the person, behind 您: 住在农村; Name when empty
	Has   []string `toml:"has"`   // ids of items that whoever chooses it has already
	Min   *int     `toml:"min"`
	Max   *int     `toml:"max"`
}

// Answers that are not options of a question.
const (
	Unsure = "unsure" // 不清楚
	None   = "none"   // 以上都没有
)

// Name returns the option's name within a condition.
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

// Questionnaire lists all questions in the order in which the finder asks them. The
// rank of a question is its index.
type Questionnaire []*Question
