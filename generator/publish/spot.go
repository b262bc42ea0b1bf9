package publish

import "strings"

// spot is where a file stands in a tree: the numbers of its folder and of its
// name, see [paths].
type spot struct{ folder, name uint32 }

// paths gives every path a spot. All editions of a handbook have the same
// names in the same folders of their own, so half a million paths are made of
// some ten thousand texts; each is held once. Numbers are never given back.
type paths struct {
	folders texts // with a slash at the end; "" for the root
	names   texts
}

func newPaths() *paths { return &paths{newTexts(), newTexts()} }

// split takes a path apart into its folder, with a slash, and its name.
func split(path string) (folder, name string) {
	slash := strings.LastIndexByte(path, '/')
	return path[:slash+1], path[slash+1:]
}

// enter is the spot of a path.
func (p *paths) enter(path string) spot {
	folder, name := split(path)
	return spot{p.folders.enter(folder), p.names.enter(name)}
}

// find is the spot of a path; ok is false where the path has never been entered.
func (p *paths) find(path string) (at spot, ok bool) {
	folder, name := split(path)
	n, ok1 := p.folders.numbers[folder]
	m, ok2 := p.names.numbers[name]
	return spot{n, m}, ok1 && ok2
}

// path is the path of a spot.
func (p *paths) path(at spot) string { return p.folders.all[at.folder] + p.names.all[at.name] }

// lower is the spot of the same path in lower case.
func (p *paths) lower(at spot) spot { return spot{p.folders.lower[at.folder], p.names.lower[at.name]} }

// compare orders spots as their paths are ordered by bytes.
func (p *paths) compare(a, b spot) int {
	if a.folder == b.folder {
		return strings.Compare(p.names.all[a.name], p.names.all[b.name])
	}
	in, other := p.folders.all[a.folder], p.folders.all[b.folder]
	n := min(len(in), len(other))
	if c := strings.Compare(in[:n], other[:n]); c != 0 {
		return c
	}
	// One folder lies in the other, where its name stands among those of files.
	// The slash at its end tells it from all of them.
	if len(in) == n {
		return strings.Compare(p.names.all[a.name], other[n:])
	}
	return strings.Compare(in[n:], p.names.all[b.name])
}

// texts are different texts with a number each, from 0.
type texts struct {
	numbers map[string]uint32
	all     []string
	lower   []uint32 // number of the same text in lower case
}

func newTexts() texts { return texts{numbers: map[string]uint32{}} }

// enter is the number of a text. The text is copied, so that it holds no longer
// one that it was cut from.
func (t *texts) enter(text string) uint32 {
	if n, known := t.numbers[text]; known {
		return n
	}
	text = strings.Clone(text)
	n := uint32(len(t.all))
	t.numbers[text] = n
	t.all, t.lower = append(t.all, text), append(t.lower, n)
	if lower := strings.ToLower(text); lower != text {
		l := t.enter(lower) // before t.lower is looked at: it may grow
		t.lower[n] = l
	}
	return n
}
