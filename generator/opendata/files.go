package opendata

import (
	"sync"

	"handbook/generator/handbook"
)

// File is one file of an edition's data.
type File struct {
	Path string // from the edition's data/: "catalogue.json"
	Data func() []byte
}

// Files are the files of an edition's data. root says that the edition stands
// at the root of its site: then every item has a file of its own, and the
// tables, the schema and the JSON-LD stand beside the list. Else the items that
// the edition leaves alone have theirs above, and the tables above have what
// the edition sets itself.
func (s *Set) Files(e *handbook.Edition, root bool) []File {
	of := sync.OnceValue(func() *Catalogue { return s.Of(e) })
	files := []File{
		{"catalogue.json", func() []byte { return of().JSON() }},
	}
	if root {
		files = append(files, s.Tables(e)...)
		files = append(files,
			File{"catalogue.schema.json", Schema},
			File{"catalogue.jsonld", func() []byte { return s.Linked(e) }},
		)
	}
	for _, item := range e.Items {
		if root || item.Edition == e {
			files = append(files, File{"items/" + item.ID + ".json", func() []byte { return s.item(e, item).JSON() }})
		}
	}
	return files
}

// Tables are the CSV files of an edition.
func (s *Set) Tables(e *handbook.Edition) []File {
	return []File{
		{"items.csv", func() []byte { return s.Items(e) }},
		{"standards.csv", func() []byte { return s.Standards(e) }},
		{"places.csv", func() []byte { return s.Places(e) }},
		{"coverage.csv", func() []byte { return s.Coverage(e) }},
	}
}
