package opendata

import "handbook/generator/handbook"

// File is one file of an edition's data.
type File struct {
	Path string // from the edition's data/: "catalogue.json"
	Data func() []byte
}

// Files returns the files of an edition's data. At the root of a site every item
// has a file, and the tables, the schema and the JSON-LD are beside the list. In
// the editions below, an item that the edition leaves alone has its file above,
// and the tables above have what the edition changes.
func (s *Set) Files(e *handbook.Edition, root bool) []File {
	of := func(table func(*handbook.Edition) []byte) func() []byte { return func() []byte { return table(e) } }
	files := []File{{"catalogue.json", func() []byte { return s.Of(e).JSON() }}}
	if root {
		files = append(files, []File{
			{"items.csv", of(s.items)},
			{"standards.csv", of(s.standards)},
			{"series.csv", of(s.series)},
			{"places.csv", of(s.places)},
			{"coverage.csv", of(s.coverage)},
			{"catalogue.schema.json", Schema},
			{"catalogue.jsonld", of(s.linked)},
		}...)
	}
	for _, item := range e.Items {
		if root || item.Edition == e {
			files = append(files, File{"items/" + item.ID + ".json", func() []byte { return append(s.item(e, item).line(), '\n') }})
		}
	}
	return files
}
