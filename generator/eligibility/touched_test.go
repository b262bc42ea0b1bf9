package eligibility

import "testing"

// TestTouched: an open service is touched by the answers that speak for it.
func TestTouched(t *testing.T) {
	n := func(n int) *int { return &n }
	age := &Question{ID: "age", Kind: Number, Options: []Option{
		{ID: "young", Max: n(15)}, {ID: "middle", Min: n(16), Max: n(34)}, {ID: "late", Min: n(35), Max: n(59)}, {ID: "old", Min: n(60), Max: n(79)}, {ID: "very-old", Min: n(80)},
	}}
	home := &Question{ID: "home", Kind: Choice, Rank: 1, Unsure: true, Options: []Option{{ID: "village"}, {ID: "town"}, {ID: "away"}}}
	health := &Question{ID: "health", Kind: Choices, Rank: 2, Unsure: true, Options: []Option{{ID: "severe"}, {ID: "care"}}}
	school := &Question{ID: "school", Kind: Choice, Rank: 3, Asked: []Condition{{Question: age, Max: n(15)}}, Otherwise: None, Options: []Option{{ID: "junior"}, {ID: "senior"}, {ID: "no"}}}
	questions := Questionnaire{age, home, health, school}
	confirm := func(of ...Condition) Route { return Route{of, "认定"} }
	for _, test := range []struct {
		name    string
		routes  []Route
		given   Answers
		verdict Truth
		touched bool
	}{
		{"words alone", []Route{confirm()}, Answers{"age": {"old"}, "health": {None}}, Open, false},
		{"another route has failed", []Route{{Conditions: []Condition{{Question: home, Options: []string{"town"}}}}, confirm()}, Answers{"home": {"village"}}, Open, false},
		{"an age of few", []Route{confirm(Condition{Question: age, Min: n(60)})}, Answers{"age": {"old"}}, Open, true},
		{"an age of most", []Route{confirm(Condition{Question: age, Min: n(16)})}, Answers{"age": {"old"}}, Open, false},
		{"a place of few", []Route{confirm(Condition{Question: home, Options: []string{"village"}})}, Answers{"home": {"village"}}, Open, true},
		{"a place of most", []Route{confirm(Condition{Question: home, Options: []string{"village", "town"}})}, Answers{"home": {"village"}}, Open, false},
		{"not sure", []Route{confirm(Condition{Question: health, Options: []string{"severe"}})}, Answers{"health": {Unsure}}, Open, false},
		{"one of two that are wanted", []Route{{Conditions: []Condition{{Question: health, Options: []string{"severe"}}, {Question: home, Options: []string{"town"}}}}}, Answers{"health": {"severe"}}, Open, true},
		{"none of what would hinder", []Route{confirm(Condition{Question: health, Options: []string{"severe"}, Not: true})}, Answers{"health": {None}}, Open, false},
		{"both", []Route{{Conditions: []Condition{{Question: health, Options: []string{"severe", "care"}, All: true}}}}, Answers{"health": {"severe", "care"}}, Met, true},
		{"one of both", []Route{{Conditions: []Condition{{Question: health, Options: []string{"severe", "care"}, All: true}}}}, Answers{"health": {"care"}}, Unmet, true},
		{"not asked", []Route{{Conditions: []Condition{{Question: school, Options: []string{"junior"}}}}}, Answers{"age": {"old"}}, Unmet, false},
	} {
		got := questions.Read(test.given).Judge(false, test.routes)
		if got.Verdict != test.verdict || got.Touched != test.touched {
			t.Errorf("%s: %v, touched %v; want %v, touched %v", test.name, got.Verdict, got.Touched, test.verdict, test.touched)
		}
	}
	if questions.Read(Answers{"age": {"old"}}).Judge(true, nil).Touched {
		t.Error("what is for everyone is touched by no answer")
	}
}
