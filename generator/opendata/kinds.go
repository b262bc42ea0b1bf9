package opendata

import (
	"slices"
	"strings"

	"handbook/generator/handbook"
)

// Kind is the kind of a change.
type Kind string

// Kinds of changes. Raised and Lowered judge the guarantee: a limit of 15 days
// instead of 20 is raised.
const (
	Added           Kind = "added"
	Removed         Kind = "removed"
	Renamed         Kind = "renamed"        // From and To are titles
	NewID           Kind = "id"             // the title stayed; From and To are ids
	Merged          Kind = "merged"         // another item has become part of this one; From is its title
	Recoded         Kind = "recoded"        // From and To are codes, "" outside the list
	NotApplicable   Kind = "not-applicable" // From and To are reasons why the edition does not have it; "" where it has
	StandardRaised  Kind = "raised"         // From and To are amounts
	StandardLowered Kind = "lowered"        // From and To are amounts
	StandardUnit    Kind = "unit"           // From and To are amounts with their units
	AmountAdded     Kind = "amount-added"   // to a standard of words alone; To is the amount
	AmountRemoved   Kind = "amount-removed" // the standard has words alone now; From is the amount
	StandardAdded   Kind = "standard-added"
	StandardRemoved Kind = "standard-removed"
	StandardText    Kind = "text"     // From and To are texts
	StandardBound   Kind = "bound"    // from at least to at most, or the reverse; From and To are amounts with sign and unit
	Widened         Kind = "widened"  // Groups may have it now
	Narrowed        Kind = "narrowed" // Groups may no longer have it

	// Between two days alone, where From and To hold their units.
	Began    Kind = "began"    // the first value that is known; To is the value
	Changed  Kind = "changed"  // an amount neither for the better nor for the worse
	Reworded Kind = "reworded" // From and To are words
	Worded   Kind = "worded"   // words beside an amount, which stays in force: From is the amount, To the words
	Ended    Kind = "ended"    // a text ended it, and nothing follows; From is the value
)

// A key without a kind of its own has one after its name: recipients-note of
// recipients_note, standard-until of a standard's until. From and To are its
// values in words, "" where the list says nothing, and "true" of a flag.

// ownKinds have a sentence of their own.
var ownKinds = []Kind{
	Added, Removed, Renamed, NewID, Merged, Recoded, NotApplicable, StandardRaised, StandardLowered, StandardUnit, AmountAdded, AmountRemoved,
	StandardBound, StandardAdded, StandardRemoved, StandardText, Widened, Narrowed, Began, Changed, Reworded, Worded, Ended,
}

// keyName is a key whose kind has its name.
type keyName struct {
	en, zh string
	flag   bool
}

// told and terms are the keys of items and of standards whose values a diff
// compares as they are, and named what their kinds are called.
var (
	told, terms = keysTold(handbook.ItemKeys, "title", "recipients", "standards"), keysTold(handbook.StandardKeys, "text", "amount", "unit", "bound", "kind")
	named       = namesOf(told, terms)
)

// keysTold returns the keys that comparisons report, but those with kinds of their own.
func keysTold[T any](keys []*handbook.Key[T], own ...string) (out []*handbook.Key[T]) {
	for _, k := range keys {
		if k.Untold == "" && !slices.Contains(own, k.Name) {
			out = append(out, k)
		}
	}
	return out
}

func namesOf(told []*handbook.Key[handbook.Item], terms []*handbook.Key[handbook.Standard]) map[Kind]keyName {
	names := map[Kind]keyName{}
	for _, k := range told {
		names[kindOf(k, "")] = keyName{k.Name, k.Label, k.Type == handbook.Flag}
	}
	for _, k := range terms {
		names[kindOf(k, "standard-")] = keyName{k.Name, k.Label, k.Type == handbook.Flag}
	}
	return names
}

// Kinds returns all kinds of changes, in the order of reports.
func Kinds() []Kind {
	kinds := slices.Clone(ownKinds)
	for _, k := range terms {
		kinds = append(kinds, kindOf(k, "standard-"))
	}
	for _, k := range told {
		kinds = append(kinds, kindOf(k, ""))
	}
	return kinds
}

// Label returns the name of the key that a kind is named after; "" for other
// kinds.
func (k Kind) Label() string { return named[k].zh }

// kindOf returns the kind of a change of a key.
func kindOf[T any](k *handbook.Key[T], prefix string) Kind {
	return Kind(prefix + strings.ReplaceAll(k.Base(), "_", "-"))
}
