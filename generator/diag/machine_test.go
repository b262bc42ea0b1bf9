package diag

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// forMachines returns three faults: one with all fields, one with a file only, and
// one with special characters in the file's name.
func forMachines() List {
	return List{
		New(Pos{File: "content/a.md", Line: 6, Col: 3, Len: 2, Text: "一二三四"}, unknownKey, "<b>").
			WithHint(didYouMean, "b").WithNote(Pos{File: "content/b.md", Line: 1, Col: 1, Len: 0, Text: "x"}, firstHere),
		Warn(Pos{File: "content/项目 100%?#.md"}, Message{Code: "plain", EN: "plain", ZH: "简单"}),
		Warn(Pos{File: "content/项目 100%?#.md"}, Message{Code: "plain", EN: "plain", ZH: "简单"}),
	}
}

func TestJSON(t *testing.T) {
	for _, c := range []struct {
		name  string
		lang  Lang
		list  List
		wants string
	}{
		{"none", EN, nil, `[]`},
		{"in English", EN, forMachines(), `[
 {"file":"content/a.md","line":6,"column":3,"length":2,"severity":"error","code":"unknown-key","message":"unknown key \"<b>\"",
  "text":"一二三四","hint":"did you mean \"b\"?",
  "notes":[{"file":"content/b.md","line":1,"column":1,"message":"the first one is here"}]},
 {"file":"content/项目 100%?#.md","severity":"warning","code":"plain","message":"plain"}]`},
		{"in Chinese", ZH, forMachines()[:1], `[
 {"file":"content/a.md","line":6,"column":3,"length":2,"severity":"error","code":"unknown-key","message":"没有“<b>”这个键",
  "text":"一二三四","hint":"是不是“b”？",
  "notes":[{"file":"content/b.md","line":1,"column":1,"message":"第一个在这里"}]}]`},
	} {
		data, err := json.Marshal(c.list.JSON(c.lang))
		if err != nil {
			t.Fatal(err)
		}
		var got, want any
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(c.wants), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: other programs read these names, so they must stay (-want +got):\n%s", c.name, diff)
		}
		if c.list == nil && string(data) != "[]" {
			t.Errorf("an empty list must be [], not %s", data)
		}
	}
}

// sarif is the part of the schema of SARIF 2.1.0 that this program writes, with
// the limits of the schema.
type sarif struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name, Version string
				Rules         []struct{ ID string }
			}
		}
		ColumnKind string
		Results    []struct {
			RuleID           string
			Level            string
			Message          struct{ Text string }
			Locations        []sarifLocation
			RelatedLocations []sarifLocation
		}
	}
}

type sarifLocation struct {
	PhysicalLocation struct {
		ArtifactLocation struct{ URI string }
		Region           *struct{ StartLine, StartColumn, EndColumn int }
	}
	Message *struct{ Text string }
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	list := append(forMachines(), New(Pos{File: "content/b.md", Line: 1, Col: 1, Text: "x"}, unknownKey, "c"))
	if err := list.WriteSARIF(&b, EN, "1.2"); err != nil {
		t.Fatal(err)
	}
	var log sarif
	dec := json.NewDecoder(bytes.NewReader(b.Bytes()))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&log); err != nil {
		t.Fatalf("SARIF has no such property: %v\n%s", err, b.Bytes())
	}
	if log.Version != "2.1.0" || log.Schema == "" || len(log.Runs) != 1 {
		t.Fatalf("the output is not a SARIF 2.1.0 log with one run:\n%s", b.Bytes())
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name != "handbook" || run.Tool.Driver.Version != "1.2" || run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("the tool or the unit of columns is missing: %+v", run)
	}
	var rules []string
	for _, r := range run.Tool.Driver.Rules {
		rules = append(rules, r.ID)
	}
	if diff := cmp.Diff([]string{"plain", "unknown-key"}, rules); diff != "" {
		t.Errorf("the rules must have each code once (-want +got):\n%s", diff)
	}
	if len(run.Results) != 3 {
		t.Fatalf("three faults must give three results, not %d", len(run.Results))
	}
	for _, r := range run.Results {
		if !slices.Contains(rules, r.RuleID) || !slices.Contains([]string{"error", "warning"}, r.Level) || r.Message.Text == "" || len(r.Locations) != 1 {
			t.Errorf("the result lacks a field that code hosts need: %+v", r)
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			if u, err := url.Parse(l.PhysicalLocation.ArtifactLocation.URI); err != nil || u.Path == "" || u.RawQuery != "" || u.Fragment != "" {
				t.Errorf("%q is not a valid URI: escape it", l.PhysicalLocation.ArtifactLocation.URI)
			}
			if g := l.PhysicalLocation.Region; g != nil && (g.StartLine < 1 || g.StartColumn < 1 || g.EndColumn <= g.StartColumn) {
				t.Errorf("the region must count from 1 and not be empty: %+v", *g)
			}
		}
	}
	first := run.Results[0]
	if g := first.Locations[0].PhysicalLocation.Region; g == nil || g.StartLine != 6 || g.StartColumn != 3 || g.EndColumn != 5 {
		t.Errorf("got the region %+v, want 6:3 to 6:5", g)
	}
	if want := "unknown key \"<b>\"\nhint: did you mean \"b\"?"; first.Message.Text != want {
		t.Errorf("got the message %q, want %q", first.Message.Text, want)
	}
	if len(first.RelatedLocations) != 1 || first.RelatedLocations[0].Message == nil || first.RelatedLocations[0].Message.Text != "the first one is here" {
		t.Errorf("the note is missing: %+v", first.RelatedLocations)
	}
	if whole := run.Results[2].Locations[0].PhysicalLocation; whole.Region != nil || whole.ArtifactLocation.URI != "content/%E9%A1%B9%E7%9B%AE%20100%25%3F%23.md" {
		t.Errorf("a whole file must have an escaped address and no region: %+v", whole)
	}
}

// TestEmptySARIF: a host drops old findings only if results is an empty list.
func TestEmptySARIF(t *testing.T) {
	var b bytes.Buffer
	if err := (List{}).WriteSARIF(&b, EN, "1"); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("null")) || !bytes.Contains(b.Bytes(), []byte(`"results": []`)) {
		t.Errorf("an empty list must give results [], without null:\n%s", b.Bytes())
	}
}
