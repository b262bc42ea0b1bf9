package handbook

import (
	"reflect"
	"slices"
	"strings"
)

// Key is a key of the front matter of an item or of a standard. [ItemKeys] and
// [StandardKeys] are the tables of all keys. Whatever the program does with every
// key follows from them.
type Key[T any] struct {
	Name    string // its path in TOML: "title", "guide.fee"
	Label   string // its name for people, such as 收费
	Doc     string // its explanation in the open data; "" where Label will do
	Help    string // what editors write: Markdown, without a full stop
	Type    Type
	Choices []string // of the type Choice: the texts that it can be
	Limit   int      // the greatest length of its text, in characters; 0 for any
	Of      string   // the kind of page that its values name: "group", "agency", "domain"; "" for none

	Merge  Merge
	Change Change
	Proof  Proof
	Cited  bool   // a source can name it in its fields, by its Base
	Count  bool   // coverage counts the items that have it
	Untold string // why a comparison of two lists passes over its change; "" where it reports it
	Dated  bool   // it can be a list of texts over time; its value is the one in force

	Example string // its value in the scaffold, as TOML
	Spare   bool   // in the scaffold it is a comment

	Filled func(*T) bool      // it says something
	Value  func(*T) any       // its value; nil where it says nothing
	Same   func(a, b *T) bool // both have the same value

	take     func(into, from *T) // copies the value
	elements func(*T) []element  // of clauses and materials; nil for other types
	words    func(*T) *Words     // the texts over time of a Dated key; else nil

	list  func(*T) *[]string            // of a list of texts; nil for other types
	added func(*override) []string      // the list under NAME_add; nil where there is none
	add   func(into *T, from *override) // adds the values under NAME_add; nil where there are none
	along []string                      // keys that carry this one along: an override that sets one of them sets this one too
}

// Type is the type of a key's value.
type Type string

// Types of values, with what [Key.Value] returns.
const (
	Text     Type = "text"     // string
	Texts    Type = "texts"    // []string
	IDs      Type = "ids"      // []string
	Phones   Type = "phones"   // []string
	Choice   Type = "choice"   // string, one of a few
	Day      Type = "day"      // Date
	Flag     Type = "flag"     // bool
	Whole    Type = "whole"    // int
	Number   Type = "number"   // Amount
	Papers   Type = "papers"   // []Material
	Clauses  Type = "clauses"  // []Clause
	Sentence Type = "sentence" // []Clause, mostly one
	Tables   Type = "tables"   // another slice
)

// Merge is how an edition's file changes the value from above.
type Merge string

// Ways to merge.
const (
	Replace Merge = "replace" // the file's value stands instead
	Extend  Merge = "extend"  // likewise, and the file can add values under NAME_add
	ByID    Merge = "id"      // the file changes entries by their ids, and adds others
)

// Change is how an edition may change the value from above.
type Change string

// What an edition may do.
const (
	Free   Change = "free"   // write something else, or nothing
	Keep   Change = "keep"   // write something else, but not nothing
	Reword Change = "reword" // likewise, where a person has judged that it takes nothing away
	Own    Change = "own"    // set it anew: the value belongs to the edition's own file
	Widen  Change = "widen"  // let more people have the item, and leave out nobody
	Raise  Change = "raise"  // promise more, and nothing less: see floor and floorOfKey
	Fixed  Change = "fixed"  // nothing; of a standard, while the one above has an amount
)

// Proof is how much the handbook tells about the origin of a value. Each level
// includes those before it.
type Proof int

// Levels of proof.
const (
	Unsigned Proof = iota
	Signed         // which edition wrote it
	Judged         // how far the sources that carry it can be relied on
	Fact           // 待核实 where no source carries it
)

// Path returns the name as [Item.At] and [Item.Origin] take it.
func (k *Key[T]) Path() []any {
	var path []any
	for part := range strings.SplitSeq(k.Name, ".") {
		path = append(path, part)
	}
	return path
}

// Base returns the last part of the name: "fee" of "guide.fee".
func (k *Key[T]) Base() string { return k.Name[strings.LastIndex(k.Name, ".")+1:] }

// InGuide reports whether the key is one of [guide].
func (k *Key[T]) InGuide() bool { return strings.HasPrefix(k.Name, "guide.") }

// set reports whether a file sets the key.
func (k *Key[T]) set(has func(path ...any) bool) bool {
	return has(k.Path()...) || slices.ContainsFunc(k.along, func(name string) bool { return has(name) })
}

// key returns a key that is a field of T.
func key[T, V any](name string, typ Type, field func(*T) *V, filled func(V) bool, label, help string) *Key[T] {
	return &Key[T]{
		Name: name, Label: label, Help: help, Type: typ, Merge: Replace, Change: Free,
		Filled: func(t *T) bool { return filled(*field(t)) },
		Value: func(t *T) any {
			if v := *field(t); filled(v) {
				return v
			}
			return nil
		},
		Same: func(a, b *T) bool { return reflect.DeepEqual(*field(a), *field(b)) },
		take: func(into, from *T) { *field(into) = *field(from) },
	}
}

func text[T any](name string, field func(*T) *string, label, help string) *Key[T] {
	k := key(name, Text, field, func(s string) bool { return strings.TrimSpace(s) != "" }, label, help)
	k.Example = `""`
	return k
}

// worded returns a key whose value is the text in force.
func worded[T any](name string, field func(*T) *Words, label, help string) *Key[T] {
	k := key(name, Text, field, func(w Words) bool { return strings.TrimSpace(w.String()) != "" }, label, help)
	k.Value = func(t *T) any {
		if k.Filled(t) {
			return field(t).String()
		}
		return nil
	}
	k.Same = func(a, b *T) bool { return field(a).String() == field(b).String() }
	k.Dated, k.words, k.Example = true, field, `""`
	return k
}

func texts[T any](name string, field func(*T) *[]string, label, help string) *Key[T] {
	k := tables(name, field, label, help)
	k.Type, k.list, k.Example = Texts, field, "[]"
	return k
}

func tables[T, V any](name string, field func(*T) *[]V, label, help string) *Key[T] {
	return key(name, Tables, field, func(list []V) bool { return len(list) > 0 }, label, help)
}

// spoken returns a key of elements, without those that say nothing.
func spoken[T, V any](name string, typ Type, field func(*T) *[]V, label, help string) *Key[T] {
	k := key(name, typ, field, func(list []V) bool { return len(saying(list)) > 0 }, label, help)
	k.elements = func(t *T) []element { return elements(*field(t)) }
	k.Value = func(t *T) any {
		if list := saying(*field(t)); len(list) > 0 {
			return list
		}
		return nil
	}
	return k
}

func clauses[T any](name string, field func(*T) *[]Clause, label, help string) *Key[T] {
	return spoken(name, Clauses, field, label, help)
}

func papers[T any](name string, field func(*T) *[]Material, label, help string) *Key[T] {
	return spoken(name, Papers, field, label, help)
}

func day[T any](name string, field func(*T) *Date, label, help string) *Key[T] {
	return key(name, Day, field, func(d Date) bool { return !d.IsZero() }, label, help)
}

func yesNo[T any](name string, field func(*T) *bool, label, help string) *Key[T] {
	k := key(name, Flag, field, func(b bool) bool { return b }, label, help)
	k.Example = "false"
	return k
}

// optional returns a key whose field is nil where the file says nothing.
func optional[T, V any](name string, typ Type, field func(*T) **V, label, help string) *Key[T] {
	k := key(name, typ, field, func(v *V) bool { return v != nil }, label, help)
	k.Value = func(t *T) any {
		if v := *field(t); v != nil {
			return *v
		}
		return nil
	}
	return k
}

func (k *Key[T]) as(typ Type) *Key[T] {
	k.Type = typ
	return k
}

// within limits the length of the text: check warns beyond it.
func (k *Key[T]) within(limit int) *Key[T] {
	k.Limit = limit
	return k
}

func (k *Key[T]) of(kind string) *Key[T] {
	k.Of = kind
	return k
}

func (k *Key[T]) doc(text string) *Key[T] {
	k.Doc = text
	return k
}

func (k *Key[T]) may(change Change) *Key[T] {
	k.Change = change
	return k
}

func (k *Key[T]) proof(p Proof) *Key[T] {
	k.Proof, k.Cited = p, k.Cited || p >= Judged
	return k
}

func (k *Key[T]) cited() *Key[T] {
	k.Cited = true
	return k
}

func (k *Key[T]) counted() *Key[T] {
	k.Count = true
	return k
}

// untold makes comparisons of two lists pass over the key, for a reason.
func (k *Key[T]) untold(why string) *Key[T] {
	k.Untold = why
	return k
}

// oneOf makes the key one of a few texts.
func (k *Key[T]) oneOf(choices []string) *Key[T] {
	k.Type, k.Choices = Choice, choices
	return k
}

// with names keys that carry this one along.
func (k *Key[T]) with(names ...string) *Key[T] {
	k.along = names
	return k
}

// example sets the value in the scaffold.
func (k *Key[T]) example(toml string) *Key[T] {
	k.Example = toml
	return k
}

// spare sets the value in the scaffold, as a comment.
func (k *Key[T]) spare(toml string) *Key[T] {
	k.Example, k.Spare = toml, true
	return k
}

func (k *Key[T]) merged(m Merge) *Key[T] {
	k.Merge = m
	return k
}

// extended makes an edition add to a list under NAME_add.
func (k *Key[T]) extended(added func(*override) []string) *Key[T] {
	k.Merge, k.added = Extend, added
	k.add = func(into *T, from *override) {
		list := k.list(into)
		*list = extend(*list, added(from))
	}
	return k
}

// adding makes an edition add the values under NAME_add.
func (k *Key[T]) adding(add func(into *T, from *override)) *Key[T] {
	k.Merge, k.add = Extend, add
	return k
}
