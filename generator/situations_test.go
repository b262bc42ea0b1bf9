package main

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/BurntSushi/toml"

	"handbook/generator/eligibility"
	"handbook/generator/handbook"
)

// A situation is somebody's life and the finder's result for it; see
// testdata/situations.toml.
type situation struct {
	Name    string              `toml:"name"`
	Edition string              `toml:"edition"`
	Answers map[string][]string `toml:"answers"`
	Yes     []string            `toml:"yes"`
	More    []string            `toml:"more"`
	No      []string            `toml:"no"`
}

// situations reads them; a missing answer with several choices means none of them.
func situations(t *testing.T, h *handbook.Handbook) []situation {
	t.Helper()
	var file struct {
		Situations []situation `toml:"situations"`
	}
	if _, err := toml.DecodeFile("testdata/situations.toml", &file); err != nil {
		t.Fatal(err)
	}
	for _, s := range file.Situations {
		for _, q := range h.Questions {
			if s.Answers[q.ID] == nil && q.Kind == eligibility.Choices && h.Questions.Asks(q, s.Answers) {
				s.Answers[q.ID] = []string{eligibility.None}
			}
			if s.Answers[q.ID] == nil && h.Questions.Asks(q, s.Answers) {
				t.Errorf("%s: there is no answer to %s", s.Name, q.ID)
			}
			for _, id := range s.Answers[q.ID] {
				if id != eligibility.None && id != eligibility.Unsure && q.Option(id) == nil {
					t.Errorf("%s: %q is no answer to %s", s.Name, id, q.ID)
				}
			}
		}
	}
	return file.Situations
}

// realHandbook is the handbook of this repository.
func realHandbook(t *testing.T) *handbook.Handbook {
	t.Helper()
	h, faults, err := handbook.Load(os.DirFS(".."), nil, handbook.Date{})
	if err != nil || faults.HasErrors() {
		t.Fatalf("run check: the content must be without errors (%v)", err)
	}
	return h
}

// openLimit is the greatest number of open items that a result asks about: the others
// are touched by no answer, and folded.
const openLimit = 9

// TestSituations checks the rules of content/ with lives that follow from the facts.
func TestSituations(t *testing.T) {
	h := realHandbook(t)
	all := situations(t, h)
	if len(all) < 60 {
		t.Errorf("%d situations are too few: 60 at least", len(all))
	}
	for _, s := range all {
		verdicts, asked := map[string]string{}, []string{}
		for e := range h.Province.All {
			if e.Path == s.Edition {
				for _, j := range h.Judge(e, s.Answers) {
					verdicts[j.Item.ID] = j.Verdict.String()
					if j.Verdict == eligibility.Open && j.Touched {
						asked = append(asked, j.Item.ID)
					}
				}
			}
		}
		if len(asked) > openLimit {
			t.Errorf("%s: the result asks about %d items, more than %d: %q", s.Name, len(asked), openLimit, asked)
		}
		for want, ids := range map[string][]string{"yes": s.Yes, "more": s.More, "no": s.No} {
			for _, id := range ids {
				if verdicts[id] != want {
					t.Errorf("%s: %s is %q, not %q as the facts say: mend the rules of the item, or read its recipients again", s.Name, id, verdicts[id], want)
				}
			}
		}
	}
}

// neverCertain lists the items that no answers can lead to a yes, with the
// condition in the facts' recipients that only an agency can check.
var neverCertain = map[string]string{
	"public-rental-housing":   "住房困难 is found by the housing office, and the other groups are 符合条件的",
	"prenatal-screening":      "the questions do not ask a pregnant woman for her insurance",
	"emergency-treatment-aid": "急危重伤病 and 无力支付 are found by the hospital",
	"stranded-people-aid":     "生活无着 is found by the rescue station",
	"severe-disability-dibao": "无法单独立户 and 生活困难 are found by the civil affairs office",
}

// TestRealRules checks the finder's promises for every item.
func TestRealRules(t *testing.T) {
	h := realHandbook(t)
	if n := h.Questions.Longest(); n > eligibility.QuestionLimit {
		t.Errorf("some people are asked %d questions, more than %d", n, eligibility.QuestionLimit)
	}
	for e := range h.Province.All {
		for _, j := range h.Judge(e, nil) {
			if j.Verdict == eligibility.Unmet {
				t.Errorf("%s: an empty questionnaire says no to %s", e.Name, j.Item.ID)
			}
		}
	}
	for _, item := range h.Province.Items {
		if !item.Judged() {
			if !item.Sensitive {
				t.Errorf("%s has no rules", item.ID)
			}
			continue
		}
		// Load leaves out routes that no answers satisfy.
		yes := item.Everyone || slices.ContainsFunc(item.Routes, func(r handbook.Route) bool { return r.Confirm == "" })
		switch why, named := neverCertain[item.ID]; {
		case !yes && !named:
			t.Errorf("no answers lead to a yes to %s: add a route that its recipients carry, or name it with the reason", item.ID)
		case yes && named:
			t.Errorf("some answers lead to a yes to %s, though %s: strike it from the list, or mend its routes", item.ID, why)
		}
	}
}

// TestRecalledRecipients: the finder never denies an item whose recipients are only
// from memory.
func TestRecalledRecipients(t *testing.T) {
	h := realHandbook(t)
	var facts struct {
		Domains []seedDomain `toml:"domains"`
	}
	if _, err := toml.DecodeFile("../seeds/catalogue.toml", &facts); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, d := range facts.Domains {
		for _, fact := range d.Items {
			item := h.Province.Item(fact.ID)
			if fact.Confidence["recipients"] != "recalled" || item == nil || !item.Judged() || item.Everyone {
				continue
			}
			seen++
			if !slices.ContainsFunc(item.Routes, func(r handbook.Route) bool { return len(r.Conditions) == 0 }) {
				t.Errorf("%s can be denied, but its recipients are only recalled: add a route with confirm alone", fmt.Sprint(item.Code, " ", item.ID))
			}
		}
	}
	if seen == 0 {
		t.Error("no item's recipients are recalled: the comparison says nothing")
	}
}
