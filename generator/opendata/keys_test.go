package opendata

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handbook/generator/diag"
	"handbook/generator/handbook"
)

// TestNewKey: a key that is entered into the table of an item's keys, and
// nowhere else, stands in the JSON, in items.csv and in the schema, and a diff
// tells it.
func TestNewKey(t *testing.T) {
	keys, front, guide, before, names := handbook.ItemKeys, frontFields, guideFields, told, named
	defer func() { handbook.ItemKeys, frontFields, guideFields, told, named = keys, front, guide, before, names }()
	key := func(name string) *handbook.Key[handbook.Item] {
		return &handbook.Key[handbook.Item]{
			Name: name, Label: "新键", Type: handbook.Text,
			Filled: func(i *handbook.Item) bool { return i.ID == "everything" },
			Value:  func(i *handbook.Item) any { return name + " of " + i.Title },
		}
	}
	handbook.ItemKeys = append(slices.Clone(keys), key("pets"), key("guide.queue"))
	frontFields, guideFields = itemFields()
	told = handbook.ItemKeys[len(keys):]
	named = namesOf(told, nil)
	h, _ := load(t, folder(t))
	set := New(h)
	list := set.Of(h.Province)
	title := list.Item("everything").text("title")
	for name, data := range map[string][]byte{"JSON": list.JSON(), "CSV": set.items(h.Province)} {
		if !bytes.Contains(data, []byte("pets of "+title)) || !bytes.Contains(data, []byte("guide.queue of "+title)) {
			t.Errorf("%s does not have the new keys", name)
		}
	}
	if err := valid(compiled(t, ""), list.JSON()); err != nil {
		t.Error(err)
	}
	now := copied(t, list)
	now.Item("everything").Keys["pets"] = "dogs"
	delete(now.Item("everything").Guide, "queue")
	diff := Compare(list, now)
	if len(diff.Items) != 1 || len(diff.Items[0].Changes) != 2 {
		t.Fatalf("the diff tells %v", diff.Items)
	}
	for n, want := range []string{"新键：由“pets of " + title + "”改为“dogs”", "新键：以前是“guide.queue of " + title + "”，现在没有写"} {
		if got := diff.Items[0].Changes[n].In(diag.ZH); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestTold: a diff tells every key of an item and of a standard, as that key,
// unless the table says why it does not.
func TestTold(t *testing.T) {
	h, _ := load(t, folder(t))
	tell := func(kind Kind, name string, change func(*Item)) {
		old := copied(t, Of(h, h.Province))
		now := copied(t, old)
		change(now.Item("everything"))
		var kinds []Kind
		for _, item := range Compare(old, now).Items {
			for _, c := range item.Changes {
				kinds = append(kinds, c.Kind)
			}
		}
		if !slices.Contains(kinds, kind) {
			t.Errorf("a diff does not tell a change of %s, only %v: give it a sentence, or say with untold in its table why nobody needs it", name, kinds)
		}
	}
	own := map[string]Kind{"title": Renamed, "recipients": Widened, "standards": StandardAdded}
	for _, k := range handbook.ItemKeys {
		if k.Untold != "" {
			continue
		}
		kind := own[k.Name]
		if kind == "" {
			kind = kindOf(k, "")
		}
		tell(kind, k.Name, func(item *Item) {
			switch {
			case k.Name == "standards":
				item.Standards = append(item.Standards, Standard{Terms: Terms{"id": "fresh", "text": "新的", "kind": handbook.KindStandard}})
			case k.Name == "eligibility":
				item.Eligibility = append(item.Eligibility, map[string]any{"age": map[string]any{"min": 3}})
			case k.Name == "sources":
				item.Sources = append(item.Sources, Citation{ID: "fresh"})
			case k.Name == "guide.places":
				item.Places = append(item.Places, Place{Name: "新的"})
			case k.InGuide():
				if item.Guide == nil {
					item.Guide = Guide{}
				}
				item.Guide[k.Base()] = other(item.Guide[k.Base()], fieldOf(k, nil).typ)
			default:
				item.Keys[k.Name] = other(item.Keys[k.Name], fieldOf(k, nil).typ)
			}
		})
	}
	ownTerms := map[string]Kind{"text": StandardText, "amount": StandardRaised, "unit": StandardUnit, "bound": StandardBound, "kind": StandardRemoved}
	for _, k := range handbook.StandardKeys {
		if k.Untold != "" {
			continue
		}
		kind := ownTerms[k.Name]
		if kind == "" {
			kind = kindOf(k, "standard-")
		}
		tell(kind, "the "+k.Name+" of a standard", func(item *Item) {
			n := slices.IndexFunc(item.Standards, func(s Standard) bool {
				return s.Terms["amount"] != nil && s.text("kind") == handbook.KindStandard && s.text("bound") == string(handbook.AtLeast)
			})
			std := item.Standards[n].Terms
			if len(k.Choices) > 0 {
				std[k.Name] = k.Choices[len(k.Choices)-1]
				return
			}
			std[k.Name] = other(std[k.Name], fieldOf(k, nil).typ)
		})
	}
}

// other returns a value of a type that is not the given one, greater if it is a number.
func other(value any, typ reflect.Type) any {
	v := reflect.New(typ).Elem()
	if value != nil {
		v.Set(reflect.ValueOf(value))
	}
	switch {
	case typ == reflect.TypeFor[[]Material]():
		return append(slices.Clone(v.Interface().([]Material)), Material{Name: "新的"})
	case typ == reflect.TypeFor[Clauses]():
		return append(slices.Clone(v.Interface().(Clauses)), Clause{Text: "新的"})
	case typ == reflect.TypeFor[Citation]():
		return Citation{ID: "fresh"}
	case v.Kind() == reflect.Slice:
		return append(slices.Clone(v.Interface().([]string)), "fresh")
	case v.Kind() == reflect.String:
		return v.String() + "x"
	case v.Kind() == reflect.Bool:
		return !v.Bool()
	case v.Kind() == reflect.Int: // 0 visits are a number too
		return 0
	}
	return handbook.Amount(v.Float() + 1)
}

// TestApart: what the format has in another form is a key of the table.
func TestApart(t *testing.T) {
	for _, name := range slices.Concat(apart, always) {
		if !slices.ContainsFunc(handbook.ItemKeys, func(k *handbook.Key[handbook.Item]) bool { return k.Name == name }) {
			t.Errorf("%s is no key of an item: remove it", name)
		}
	}
	if text := strings.Join(always, " "); text != "title domain recipients agencies" {
		t.Errorf("the format promises title, domain, recipients and agencies, not %s: raise Format", text)
	}
}
