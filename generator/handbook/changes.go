package handbook

import (
	"path"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/toml"
)

// Changes are an editor's words about a new version of the list,
// content/changes/VERSION.toml.
type Changes struct {
	Version   string            // the file's name
	Published Date              `toml:"published"` // the day of the version; zero when unknown
	Intro     string            `toml:"intro"`
	Items     map[string]string `toml:"items"` // by the id of an item, in the version or in the one before it

	doc *toml.Doc
}

// At returns the place of a value in the file.
func (c *Changes) At(path ...any) diag.Pos { return c.doc.At(path...) }

// KeyAt returns the place of a key in the file.
func (c *Changes) KeyAt(path ...any) diag.Pos { return c.doc.KeyAt(path...) }

func (l *loader) changes(name string) {
	doc := l.toml(l.tree.Read(name))
	if doc == nil {
		return
	}
	c := &Changes{Version: strings.TrimSuffix(path.Base(name), ".toml"), doc: doc}
	l.decoded(doc.Decode(c))
	l.h.Changes = append(l.h.Changes, c)
}

// ChangesOf returns the words about a version, or nil.
func (h *Handbook) ChangesOf(version string) *Changes {
	for _, c := range h.Changes {
		if c.Version == version {
			return c
		}
	}
	return nil
}
