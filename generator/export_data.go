package main

import (
	"cmp"
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
	folder, files := ".", map[string]string{} // name in the site's data/ → file to write
	if format == "json" {
		files["catalogue.json"] = cmp.Or(output, "catalogue.json")
	} else {
		folder = cmp.Or(output, "catalogue-csv")
		for _, name := range []string{"items.csv", "standards.csv", "places.csv", "coverage.csv"} {
			files[name] = filepath.Join(folder, name)
		}
	}
	for _, name := range slices.Sorted(maps.Values(files)) {
		if name == "-" {
			continue
		}
		if err := project.mayWrite(name); err != nil {
			return err
		}
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
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data, faults := s.Render("data/" + name)
		if faults.HasErrors() {
			return t.refuse(faults)
		}
		if files[name] == "-" {
			_, err := t.out.Write(data)
			return err
		}
		if err := project.write(files[name], data); err != nil {
			return err
		}
		t.say(created, files[name])
	}
	return nil
}
