package handbook

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestVerdict runs the rules of testdata/site.txtar on answers.
func TestVerdict(t *testing.T) {
	routes := func(text string) string { return strings.TrimSpace(text) }
	for _, test := range []struct {
		name, routes string
		answers      Answers
		want         string // verdict, and the truths of each route's conditions
	}{
		{"nothing said", `[[eligibility]]
age = { min = 60 }`, nil, "more [more]"},
		{"a band within", `[[eligibility]]
age = { min = 6 }`, Answers{"age": {"adult"}}, "yes [yes]"},
		{"a band outside", `[[eligibility]]
age = { min = 60 }`, Answers{"age": {"adult"}}, "no [no]"},
		{"a band across the limit is open", `[[eligibility]]
age = { min = 50 }`, Answers{"age": {"adult"}}, "more [more]"},
		{"what is no answer counts as none", `[[eligibility]]
age = { min = 60 }`, Answers{"age": {"infant", "old"}, "sex": {"x"}}, "more [more]"},
		{"every condition must hold", `[[eligibility]]
age = { min = 6, max = 15 }
enrolled = ["yes"]`, Answers{"age": {"pupil"}, "enrolled": {"no"}}, "no [yes no]"},
		{"a no decides before all is said", `[[eligibility]]
age = { min = 6, max = 15 }
enrolled = ["yes"]`, Answers{"enrolled": {"no"}}, "no [more no]"},
		{"one route is enough", `[[eligibility]]
age = { min = 60 }
[[eligibility]]
enrolled = ["yes"]`, Answers{"age": {"infant"}, "enrolled": {"yes"}}, "yes [no] [yes]"},
		{"to confirm is open", `[[eligibility]]
age = { min = 60 }
confirm = "由学校认定"`, Answers{"age": {"old"}}, "more [yes]"},
		{"nothing to confirm where a condition fails", `[[eligibility]]
age = { min = 60 }
confirm = "由学校认定"`, Answers{"age": {"pupil"}}, "no [no]"},
		{"a route of words alone never says no", `[[eligibility]]
age = { min = 60 }
[[eligibility]]
confirm = "由学校认定"`, Answers{"age": {"pupil"}}, "more [no] []"},
		{"one of several", `[[eligibility]]
schooling = ["primary"]`, Answers{"age": {"pupil"}, "schooling": {"junior", "primary"}}, "yes [yes]"},
		{"none of several", `[[eligibility]]
schooling = ["primary"]`, Answers{"age": {"pupil"}, "schooling": {"none"}}, "no [no]"},
		{"not one of several", `[[eligibility]]
schooling = { not = ["primary"] }`, Answers{"age": {"pupil"}, "schooling": {"junior"}}, "yes [yes]"},
		{"unsure beside one of several", `[[eligibility]]
schooling = ["primary"]
[[eligibility]]
schooling = ["junior"]
[[eligibility]]
schooling = { not = ["primary"] }`, Answers{"age": {"pupil"}, "schooling": {"junior", "unsure"}}, "yes [more] [yes] [more]"},
		{"unsure where it is not offered", `[[eligibility]]
enrolled = ["yes"]`, Answers{"enrolled": {"unsure"}}, "more [more]"},
		{"not asked, and that is certain", `[[eligibility]]
schooling = ["primary"]`, Answers{"age": {"old"}}, "no [no]"},
		{"an answer to what is not asked does not count", `[[eligibility]]
schooling = ["primary"]`, Answers{"age": {"old"}, "schooling": {"primary"}}, "no [no]"},
		{"whether it is asked is open", `[[eligibility]]
schooling = ["primary"]`, Answers{"schooling": {"primary"}}, "more [more]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := site(t)
			change(t, fsys, "content/questions.toml", "text = \"读几年级？\"", "text = \"读几年级？\"\nunsure = true")
			change(t, fsys, "content/items/education/grant.md", "everyone = true", "")
			change(t, fsys, "content/items/education/grant.md", "source = { id = \"law\" }\n+++", "source = { id = \"law\" }\n"+routes(test.routes)+"\n+++")
			h, faults := load(t, fsys, nil)
			if len(faults) > 0 {
				t.Fatal(said(faults))
			}
			all := h.Judge(h.Province, test.answers)
			n := slices.IndexFunc(all, func(j Judgement) bool { return j.Item.ID == "grant" })
			if diff := cmp.Diff(test.want, tell(all[n])); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func tell(j Judgement) string {
	out := j.Verdict.String()
	for _, r := range j.Routes {
		out += " " + fmt.Sprint(r.Conditions)
	}
	return out
}

// TestJudged leaves out what the finder may not speak of.
func TestJudged(t *testing.T) {
	fsys := site(t)
	change(t, fsys, "content/items/education/grant.md", "everyone = true", "sensitive = true")
	change(t, fsys, "content/editions/fuzhou/edition.toml", "", "name = \"某市\"\nkind = \"city\"\n[not_applicable]\nvaccine = \"没有\"")
	h, faults := load(t, fsys, nil)
	if len(faults) > 0 {
		t.Fatal(said(faults))
	}
	var got []string
	for e := range h.Province.All {
		for _, j := range h.Judge(e, nil) {
			got = append(got, e.Path+":"+j.Item.ID)
		}
	}
	if diff := cmp.Diff([]string{":free", ":vaccine", "fuzhou:free"}, got); diff != "" {
		t.Errorf("a sensitive item is never judged, and one that does not apply not there (-want +got):\n%s", diff)
	}
}

// randomRules is a site whose questions and routes are made by chance.
func randomRules(t *testing.T, rng *rand.Rand) *Handbook {
	pick := func(ids ...string) []string {
		var out []string
		for _, id := range ids {
			if rng.IntN(2) == 0 {
				out = append(out, fmt.Sprintf("%q", id))
			}
		}
		if out == nil {
			out = []string{fmt.Sprintf("%q", ids[rng.IntN(len(ids))])}
		}
		return out
	}
	condition := func(q int) string {
		list := strings.Join(pick("a", "b", "c"), ", ")
		switch q % 3 {
		case 0:
			return fmt.Sprintf("q%d = { min = %d, max = %d }", q, rng.IntN(15), 15+rng.IntN(15))
		case 1:
			return fmt.Sprintf("q%d = [%s]", q, list)
		}
		if rng.IntN(2) == 0 {
			return fmt.Sprintf("q%d = { not = [%s] }", q, list)
		}
		return fmt.Sprintf("q%d = [%s]", q, list)
	}
	var questions, routes strings.Builder
	for q := range 6 {
		fmt.Fprintf(&questions, "[[questions]]\nid = \"q%d\"\nlabel = \"题\"\ntext = \"题\"\nunsure = %v\n", q, rng.IntN(2) == 0)
		if q > 0 && rng.IntN(2) == 0 {
			fmt.Fprintf(&questions, "when = { %s }\n", condition(rng.IntN(q)))
			if rng.IntN(2) == 0 {
				questions.WriteString("otherwise = \"none\"\n")
			}
		}
		if q%3 == 0 {
			questions.WriteString("kind = \"number\"\noptions = [{ id = \"a\", text = \"甲\", max = 9 }, { id = \"b\", text = \"乙\", min = 10, max = 19 }, { id = \"c\", text = \"丙\", min = 20 }]\n")
		} else {
			fmt.Fprintf(&questions, "kind = %q\noptions = [{ id = \"a\", text = \"甲\" }, { id = \"b\", text = \"乙\" }, { id = \"c\", text = \"丙\" }]\n", []string{"", Choice, Choices}[q%3])
		}
	}
	for range 5 {
		routes.WriteString("[[eligibility]]\n")
		first := rng.IntN(6)
		routes.WriteString(condition(first) + "\n")
		if second := rng.IntN(6); second != first {
			routes.WriteString(condition(second) + "\n")
		}
		if rng.IntN(4) == 0 {
			routes.WriteString("confirm = \"认定\"\n")
		}
	}
	fsys := site(t)
	fsys["content/questions.toml"] = &fstest.MapFile{Data: []byte(questions.String())}
	change(t, fsys, "content/items/education/free.md", "age = { min = 6, max = 15 }\nschooling = [\"primary\", \"junior\"]\nenrolled = [\"yes\"]\n", strings.TrimPrefix(routes.String(), "[[eligibility]]\n"))
	h, _ := load(t, fsys, nil) // routes that cannot be met are faults, and left out
	return h
}

// randomAnswer may be none, unsure, or no answer at all.
func randomAnswer(rng *rand.Rand, q *Question) []string {
	ids := append(q.optionIDs(), Unsure)
	rng.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	switch {
	case q.Kind == Choices && rng.IntN(5) == 0:
		return []string{None}
	case q.Kind == Choices:
		return ids[:1+rng.IntN(len(ids))]
	}
	return ids[:1]
}

// TestMonotone holds the promise that the finder never takes back a yes or a
// no: any rules, any answers in any order, also such as contradict each other.
func TestMonotone(t *testing.T) {
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 1))
		h := randomRules(t, rng)
		item := h.Province.Item("free")
		for range 20 {
			given := Answers{}
			before := h.replies(given).judge(item)
			if len(item.Routes) > 0 && before.Verdict == Unmet {
				t.Fatalf("seed %d: an empty questionnaire says no", seed)
			}
			for _, n := range rng.Perm(len(h.Questions)) {
				given[h.Questions[n].ID] = randomAnswer(rng, h.Questions[n])
				after := h.replies(given).judge(item)
				if before.Verdict != Open && after.Verdict != before.Verdict {
					t.Fatalf("seed %d: %v after the answers %v contradicts the %v before", seed, after, given, before)
				}
				for r := range before.Routes {
					for c, truth := range before.Routes[r].Conditions {
						if truth != Open && after.Routes[r].Conditions[c] != truth {
							t.Fatalf("seed %d: a condition on %s changed from %v", seed, item.Routes[r].Conditions[c].Question.ID, truth)
						}
					}
				}
				before = after
			}
		}
	}
}

// TestReach compares what meetable and Longest say with trying all answers.
func TestReach(t *testing.T) {
	seen := map[bool]int{}
	for seed := range uint64(80) {
		rng := rand.New(rand.NewPCG(seed, 2))
		h := randomRules(t, rng)
		longest := 0
		// Conditions of two routes at once are often more than anybody can meet.
		var together [][]Condition
		routes := h.Province.Item("free").Routes
		for _, a := range routes {
			for _, b := range routes {
				together = append(together, slices.Concat(a.Conditions, b.Conditions))
			}
		}
		met := make([]bool, len(together))
		everyAnswer(h, 0, Answers{}, func(given Answers) {
			rs := h.replies(given)
			asked := 0
			for _, r := range rs {
				if r.asked == Met {
					asked++
				}
			}
			longest = max(longest, asked)
			for n, conditions := range together {
				met[n] = met[n] || rs.all(conditions) == Met
			}
		})
		for n, conditions := range together {
			if got := meetable(conditions); got != met[n] {
				t.Errorf("seed %d: meetable says %v of conditions that answers meet: %v", seed, got, met[n])
			}
			seen[met[n]]++
		}
		if got := h.Longest(); got != longest {
			t.Errorf("seed %d: at most %d questions are asked, not %d", seed, longest, got)
		}
	}
	if seen[true] < 100 || seen[false] < 100 {
		t.Errorf("the rules made by chance must be of both kinds, not %v", seen)
	}
}

func everyAnswer(h *Handbook, n int, given Answers, try func(Answers)) {
	if n == len(h.Questions) {
		try(given)
		return
	}
	q := h.Questions[n]
	var answers [][]string
	for set := range 1 << len(q.Options) {
		var ids []string
		for k, o := range q.Options {
			if set&(1<<k) != 0 {
				ids = append(ids, o.ID)
			}
		}
		switch {
		case q.Kind == Choices && ids == nil:
			answers = append(answers, []string{None})
		case q.Kind == Choices || len(ids) == 1:
			answers = append(answers, ids)
		}
	}
	for _, ids := range answers {
		given[q.ID] = ids
		everyAnswer(h, n+1, given, try)
	}
	delete(given, q.ID)
}
