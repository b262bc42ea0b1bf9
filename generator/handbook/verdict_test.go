package handbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handbook/generator/eligibility"
)

// TestVerdict runs the rules of testdata/site.txtar on answers.
func TestVerdict(t *testing.T) {
	routes := func(text string) string { return strings.TrimSpace(text) }
	for _, test := range []struct {
		name, routes string
		answers      eligibility.Answers
		want         string // verdict, and the truths of each route's conditions
	}{
		{"nothing said", `[[eligibility]]
age = { min = 60 }`, nil, "more [more]"},
		{"a band within", `[[eligibility]]
age = { min = 6 }`, eligibility.Answers{"age": {"adult"}}, "yes [yes]"},
		{"a band outside", `[[eligibility]]
age = { min = 60 }`, eligibility.Answers{"age": {"adult"}}, "no [no]"},
		{"a band across the limit is open", `[[eligibility]]
age = { min = 50 }`, eligibility.Answers{"age": {"adult"}}, "more [more]"},
		{"what is no answer counts as none", `[[eligibility]]
age = { min = 60 }`, eligibility.Answers{"age": {"infant", "old"}, "sex": {"x"}}, "more [more]"},
		{"every condition must hold", `[[eligibility]]
age = { min = 6, max = 15 }
enrolled = ["yes"]`, eligibility.Answers{"age": {"pupil"}, "enrolled": {"no"}}, "no [yes no]"},
		{"a no decides before all is said", `[[eligibility]]
age = { min = 6, max = 15 }
enrolled = ["yes"]`, eligibility.Answers{"enrolled": {"no"}}, "no [more no]"},
		{"one route is enough", `[[eligibility]]
age = { min = 60 }
[[eligibility]]
enrolled = ["yes"]`, eligibility.Answers{"age": {"infant"}, "enrolled": {"yes"}}, "yes [no] [yes]"},
		{"to confirm is open", `[[eligibility]]
age = { min = 60 }
confirm = "由学校认定"`, eligibility.Answers{"age": {"old"}}, "more [yes]"},
		{"nothing to confirm where a condition fails", `[[eligibility]]
age = { min = 60 }
confirm = "由学校认定"`, eligibility.Answers{"age": {"pupil"}}, "no [no]"},
		{"a route of words alone never says no", `[[eligibility]]
age = { min = 60 }
[[eligibility]]
confirm = "由学校认定"`, eligibility.Answers{"age": {"pupil"}}, "more [no] []"},
		{"one of several", `[[eligibility]]
schooling = ["primary"]`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior", "primary"}}, "yes [yes]"},
		{"none of several", `[[eligibility]]
schooling = ["primary"]`, eligibility.Answers{"age": {"pupil"}, "schooling": {"none"}}, "no [no]"},
		{"not one of several", `[[eligibility]]
schooling = { not = ["primary"] }`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior"}}, "yes [yes]"},
		{"unsure beside one of several", `[[eligibility]]
schooling = ["primary"]
[[eligibility]]
schooling = ["junior"]
[[eligibility]]
schooling = { not = ["primary"] }`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior", "unsure"}}, "yes [more] [yes] [more]"},
		{"each of several", `[[eligibility]]
schooling = { all = ["primary", "junior"] }`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior", "primary"}}, "yes [yes]"},
		{"each of several, and one is missing", `[[eligibility]]
schooling = { all = ["primary", "junior"] }`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior"}}, "no [no]"},
		{"each of several, and one is not sure", `[[eligibility]]
schooling = { all = ["primary", "junior"] }`, eligibility.Answers{"age": {"pupil"}, "schooling": {"junior", "unsure"}}, "more [more]"},
		{"unsure where it is not offered", `[[eligibility]]
enrolled = ["yes"]`, eligibility.Answers{"enrolled": {"unsure"}}, "more [more]"},
		{"not asked, and that is certain", `[[eligibility]]
schooling = ["primary"]`, eligibility.Answers{"age": {"old"}}, "no [no]"},
		{"an answer to what is not asked does not count", `[[eligibility]]
schooling = ["primary"]`, eligibility.Answers{"age": {"old"}, "schooling": {"primary"}}, "no [no]"},
		{"whether it is asked is open", `[[eligibility]]
schooling = ["primary"]`, eligibility.Answers{"schooling": {"primary"}}, "more [more]"},
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
