package handbook

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// attempt is what an edition writes to change a key: a line that it may write,
// and one that takes something away, with the code of the fault for that. An
// empty line is none.
type attempt struct{ may, less, code string }

// itemAttempts change each key of the item care of editions.txtar.
var itemAttempts = map[string]attempt{
	"title":           {`title = "本地名称"`, "", ""},
	"summary":         {`summary = "本地的话"`, `summary = ""`, ""},
	"domain":          {"", `domain = "education"`, "fixed-key"},
	"order":           {"", "order = 9", "fixed-key"},
	"recipients":      {`recipients = ["poor", "pupils"]`, `recipients = ["pupils"]`, "below-floor"},
	"who":             {"who = \"要照护的人和老人\"\nreviewed = \"文号\"", `who = "仅限本地户籍"`, "text-changed"},
	"recipients_note": {"recipients_note = \"要照护的人和老人\"\nreviewed = \"文号\"", `recipients_note = "仅限本地户籍"`, "text-changed"},
	"agencies":        {`agencies = ["fin"]`, "agencies = []", "emptied"},
	"funding":         {`funding = "市里出钱"`, `funding = ""`, "emptied"},
	"hotlines":        {`hotlines = ["0591-1234567"]`, "hotlines = []", "emptied"},
	"aliases":         {`aliases = ["津贴"]`, "aliases = []", ""},
	"former_ids":      {`former_ids = ["older"]`, "former_ids = []", ""},
	"outside_list":    {"", "outside_list = true", "fixed-key"},
	"sensitive":       {"", "sensitive = true", "fixed-key"},
	"everyone":        {"everyone = true", "", ""}, // see TestNotForEveryone
	"effective":       {"effective = 2018-01-01", "effective = 2020-10-01", "below-floor"},
	"expires":         {"", "expires = 2030-12-31", "below-floor"},
	"verified":        {"verified = 2020-09-07", "", ""},
	"verified_by":     {`verified_by = "民政局"`, "", ""},
	"reviewed":        {`reviewed = "文号"`, "", ""},
	"sources":         {`sources = [{ id = "law" }]`, "sources = []", ""},
	"standards":       {"[[standards]]\nid = \"pay\"\namount = 101\nbasis = \"文号\"", "[[standards]]\nid = \"pay\"\namount = 99", "below-floor"},
	"eligibility":     {"[[eligibility]]\nage = { min = 16 }", "[[eligibility]]\nage = { min = 60 }\nenrolled = [\"yes\"]", "below-floor"},

	"guide.application": {"[guide]\napplication = \"direct\"", "[guide]\napplication = \"\"", "emptied"},
	"guide.how":         {"[guide]\nhow = \"到大厅办\"", "[guide]\nhow = \"\"", "emptied"},
	"guide.ask":         {"[guide]\nask = \"问窗口\"", "[guide]\nask = \"\"", "emptied"},
	"guide.deadline":    {"[guide]\ndeadline = \"每年6月前\"", "[guide]\ndeadline = \"\"", "emptied"},
	"guide.where":       {"[guide]\nwhere = \"街道办事处\"", "[guide]\nwhere = []", "emptied"},
	"guide.conditions":  {"reviewed = \"文号\"\n[guide]\nconditions = [\"住在本市\"]", "[guide]\nconditions = [\"住满五年\"]", "text-changed"},
	"guide.materials":   {"[guide]\nmaterials = [\"身份证\"]", "[guide]\nmaterials = [\"身份证\", \"照片\", \"户口本\"]", "asks-more"},
	"guide.steps":       {"[guide]\nsteps = [\"一步\"]", "[guide]\nsteps = []", "emptied"},
	"guide.time_limit":  {"[guide]\ntime_limit = \"19天\"", "[guide]\ntime_limit = \"21天\"", "asks-more"},
	"guide.fee":         {"[guide]\nfee = \"免费\"", "[guide]\nfee = \"5元\"", "below-floor"},
	"guide.online":      {"[guide]\nonline = \"https://example.org/fuzhou\"", "[guide]\nonline = \"\"", "emptied"},
	"guide.visits":      {"[guide]\nvisits = 1", "[guide]\nvisits = 3", "asks-more"},
	"guide.complaint":   {"[guide]\ncomplaint = \"0591-1234567\"", "[guide]\ncomplaint = \"\"", "emptied"},
	"guide.places":      {"[[guide.places]]\nname = \"窗口\"", "[guide]\nplaces = []", ""},
}

// standardAttempts change each key of its standard pay, and where another id is
// named, of that one.
var standardAttempts = map[string]attempt{
	"id":          {"", `id = "other"`, "no-text"}, // of no standard above
	"text":        {"id = \"words\"\ntext = \"送到床前\"\nreviewed = \"文号\"", "id = \"words\"\ntext = \"送到楼下\"", "text-changed"},
	"amount":      {"amount = 100.5\nbasis = \"文号\"", "amount = 99.5", "below-floor"},
	"unit":        {"", "amount = 100\nunit = \"元/户·月\"", "below-floor"},
	"bound":       {"", `bound = "at_most"`, "below-floor"},
	"kind":        {"", `kind = "target"`, "below-floor"},
	"since":       {"amount = 100\nsince = 2018", "since = 2020-10-01", "below-floor"},
	"until":       {"id = \"start\"\namount = 0\nuntil = 2021", "until = 2030", "below-floor"},
	"source":      {"amount = 100\nsource = { id = \"plan\" }", "", ""},
	"history":     {"history = []", "", ""},
	"verified":    {"verified = 2020-09-07", "", ""},
	"verified_by": {`verified_by = "民政局"`, "", ""},
	"former_ids":  {`former_ids = ["older-pay"]`, "", ""},
	"tier":        {`tier = "一级"`, "", ""},
	"values":      {"basis = \"文号\"\nvalues = [{ since = 2019, amount = 1201, unit = \"元/人·年\" }]", "values = [{ since = 2019, amount = 1199, unit = \"元/人·年\" }]", "below-floor"},
	"basis":       {`basis = "文号"`, "", ""},
	"reviewed":    {`reviewed = "文号"`, "", ""},
}

// takingAway are the codes of the faults for taking something away, by what the
// table of keys says. "" is none: there is nothing that could be taken away.
var takingAway = map[Change][]string{
	Free: {""}, Own: {"", "below-floor"}, Keep: {"emptied", ""}, Reword: {"text-changed"}, Widen: {"below-floor", ""},
	Raise: {"below-floor", "asks-more", "text-changed"}, Fixed: {"fixed-key", "below-floor", "no-text"},
}

// TestChange walks the tables of keys: for each it writes an override that the
// table allows, and one that takes away.
func TestChange(t *testing.T) {
	for _, k := range ItemKeys {
		a, known := itemAttempts[k.Name]
		if !known {
			t.Errorf("no edition has tried to change %s: add to itemAttempts what it may write, and what takes away", k.Name)
			continue
		}
		tryChange(t, k.Name, k.Change, a)
		if a.may != "" && k.Change != Widen {
			inheritsChange(t, k, a.may)
		}
		kept := k.Change == Keep || k.Change == Reword || k.Change == Raise
		value := reflect.ValueOf(k.Value(careOf(t)))
		if !kept || k.Name == "title" || !value.IsValid() || value.Kind() != reflect.String && value.Kind() != reflect.Slice || k.Merge == ByID {
			continue
		}
		empty := k.Base() + map[reflect.Kind]string{reflect.String: ` = ""`, reflect.Slice: " = []"}[value.Kind()]
		if k.InGuide() {
			empty = "[guide]\n" + empty
		}
		for _, reviewed := range []string{"", "reviewed = \"文号\"\n"} { // nobody can review nothing
			if got := changeCare(t, reviewed+empty); got != "emptied" {
				t.Errorf("%s: an edition that writes %q has the faults %q, not [emptied]", k.Name, reviewed+empty, got)
			}
		}
	}
	for _, k := range StandardKeys {
		a, known := standardAttempts[k.Name]
		if !known {
			t.Errorf("no edition has tried to change %s of a standard: add to standardAttempts what it may write, and what takes away", k.Name)
			continue
		}
		for _, line := range []*string{&a.may, &a.less} {
			if *line != "" && !strings.HasPrefix(*line, "id = ") {
				*line = "id = \"pay\"\n" + *line
			}
			if *line != "" {
				*line = "[[standards]]\n" + *line
			}
		}
		tryChange(t, "standards."+k.Name, k.Change, a)
	}
	for name := range itemAttempts {
		if itemKeys[name] == nil {
			t.Errorf("%s is no key: remove it from itemAttempts", name)
		}
	}
}

// tryChange holds what an edition may write, and what it may not, against the
// table.
func tryChange(t *testing.T, name string, change Change, a attempt) {
	t.Helper()
	if !slices.Contains(takingAway[change], a.code) {
		t.Errorf("%s is %q in the table, where taking away is one of %q, not %q: mend the entry or the attempt", name, change, takingAway[change], a.code)
	}
	if a.may == "" && a.less == "" || a.code != "" && a.less == "" {
		t.Errorf("%s: the attempt tries nothing", name)
	}
	if got := changeCare(t, a.may); got != "" {
		t.Errorf("%s may be changed by the rule %q, but an edition that writes %q has the faults %q", name, change, a.may, got)
	}
	if got := changeCare(t, a.less); got != a.code {
		t.Errorf("%s may be changed by the rule %q, but an edition that writes %q has the faults %q, not %q", name, change, a.less, got, a.code)
	}
}

// inheritsChange requires that what a city writes is its county's too.
func inheritsChange(t *testing.T, k *Key[Item], line string) {
	t.Helper()
	h, _ := load(t, changed(t, line), nil)
	city := byPath(h)["fuzhou"]
	county := byPath(h)["fuzhou/minhou"].Item("care")
	if county.Origin(k.Path()...) != city || k.Merge != ByID && k.Same(county, h.Province.Item("care")) || county != city.Item("care") {
		t.Errorf("%s: the county does not inherit what its city writes", k.Name)
	}
	if p := h.Pointless(); len(p) > 0 {
		t.Errorf("%s: %s is found needless", k.Name, p[0].Key)
	}
}

// changed is the site of editions where a city's override of care has some lines.
func changed(t *testing.T, lines string) fstest.MapFS {
	fsys := editions(t)
	put(t, fsys, "fuzhou/items/care.md", "+++\n"+lines+"\n+++\n")
	return fsys
}

// changeCare returns the codes of the faults of such an override.
func changeCare(t *testing.T, lines string) string {
	t.Helper()
	_, faults := load(t, changed(t, lines), nil)
	return strings.Join(codes(faults), " ")
}

// careOf is the province's item care.
func careOf(t *testing.T) *Item {
	h, _ := load(t, editions(t), nil)
	return h.Province.Item("care")
}

// TestNotForEveryone: what is for everyone above stays so.
func TestNotForEveryone(t *testing.T) {
	fsys := editions(t)
	put(t, fsys, "fuzhou/items/grant.md", "+++\neveryone = false\n+++\n")
	if _, faults := load(t, fsys, nil); !slices.Equal(codes(faults), []string{"below-floor"}) {
		t.Errorf("an item for everyone is for some in a city, which is one fault [below-floor]:\n%s", said(faults))
	}
}
