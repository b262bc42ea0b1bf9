package main

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// exportData writes the open data of an edition, the same bytes as on its site.
func (t *tool) exportData(edition, format, output string) error {
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	names := map[string]string{} // file to write → name in the site's data/
	toMake := ""                 // the folder of the tables, if it does not exist
	if format == "json" {
		names[cmp.Or(output, "catalogue.json")] = "catalogue.json"
	} else {
		folder := cmp.Or(output, "catalogue-csv")
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			toMake = folder
		}
		for _, name := range []string{"items.csv", "standards.csv", "series.csv", "places.csv", "coverage.csv"} {
			names[filepath.Join(folder, name)] = name
		}
	}
	list := slices.Sorted(maps.Keys(names))
	switch {
	case toMake != "":
		err = project.mayWrite(toMake)
	case list[0] != "-":
		err = project.mayWrite(list...)
	}
	if err != nil {
		return err
	}
	if edition == "" && project.edition != nil {
		edition = *project.edition
	}
	s, faults, err := project.site([]string{edition}, "")
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	files := map[string][]byte{}
	for _, name := range list {
		data, faults := s.Render("data/" + names[name])
		if faults.HasErrors() {
			return t.refuse(faults)
		}
		files[name] = data
	}
	if list[0] == "-" {
		_, err := t.out.Write(files["-"])
		return err
	}
	if toMake != "" {
		if err := os.Mkdir(toMake, 0o777); err != nil {
			return err
		}
	}
	if err := project.write(files); err != nil {
		return err
	}
	for _, name := range list {
		t.say(created, name)
	}
	return nil
}
