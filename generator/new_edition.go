package main

import (
	"cmp"
	_ "embed"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/publish"
	"handbook/generator/tree"
)

//go:embed scaffold-edition.toml
var editionScaffold string

//go:embed scaffold-site.toml
var siteScaffold string

func (t *tool) newEditionCommand() *cobra.Command {
	var name, base string
	cmd := &cobra.Command{
		Use: "edition", Short: helpNewEdition.In(t.lang), Long: helpNewEditionLong.In(t.lang), Args: t.exactly(1),
		Annotations: map[string]string{"args": "CITY[/COUNTY]"},
		Example:     "  handbook new edition fuzhou/minhou\n  handbook new edition fuzhou/minhou --base ../fujian-base.zip",
		RunE:        func(_ *cobra.Command, args []string) error { return t.newEdition(args[0], name, base) },
	}
	cmd.Flags().StringVar(&name, "name", "", flagName.In(t.lang))
	cmd.Flags().StringVar(&base, "base", "", flagBase.In(t.lang))
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = flagHelp.In(t.lang)
	return cmd
}

// newEdition writes the scaffold of an edition: in a province's folder or, with a
// base, in the edition's own folder. It overwrites no file.
func (t *tool) newEdition(at, name, base string) error {
	if !handbook.IsEditionPath(at) {
		return usage(wrongEdition, at)
	}
	root, dir, err := t.folder()
	if err != nil {
		return err
	}
	defer root.Close()
	above, sum, whose := root.FS(), "", dir
	if own, _, err := handbook.ReadIndependent(above); err != nil || own != nil && base == "" {
		if err != nil {
			return err
		}
		return usage(newInCounty)
	}
	if base != "" {
		whose = base
		file := from(dir, base)
		fsys, closeBase, faults, err := tree.OpenBase(file, "", diag.Pos{File: "site.toml"})
		if err != nil {
			return err
		}
		if fsys != nil {
			defer closeBase()
			above = fsys
			if faults, err = tree.CheckBase(above, dir, file, base, diag.Pos{File: "site.toml"}); err != nil {
				return err
			}
		}
		if len(faults) > 0 {
			return usage(faults[0].Said.Message, faults[0].Said.Args...)
		}
		if sum, err = tree.SumOf(file); err != nil {
			return err
		}
	}
	if _, err := fs.Stat(above, "site.toml"); errors.Is(err, fs.ErrNotExist) {
		return usage(noHandbook, whose)
	} else if err != nil {
		return err
	}
	h, _, err := handbook.Load(above, nil, t.asOf.Date) // faults elsewhere do not hinder a new edition
	if err != nil {
		return err
	}
	city, _, isCounty := strings.Cut(at, "/")
	if _, err := h.Edition(at); err == nil && base == "" {
		return usage(editionExists, at)
	}
	if _, err := h.Edition(city); err != nil && isCounty {
		return usage(noCity, city)
	}
	place, err := division(above, path.Base(at), city, isCounty)
	if err != nil {
		return err
	}
	if name = strings.Join(strings.Fields(name), " "); name != "" { // one line, for the comments
		place.Name = name
	}
	if place.Name == "" {
		return usage(unknownPlace, at)
	}
	place.Path = at
	folder := "content/editions/" + at
	files := []struct{ name, scaffold string }{{folder + "/edition.toml", editionScaffold}}
	if base != "" {
		files = append(files, struct{ name, scaffold string }{"site.toml", siteScaffold})
	}
	var made []publish.Change
	for _, f := range files {
		var text strings.Builder
		err := template.Must(template.New("").Parse(f.scaffold)).Execute(&text, map[string]any{
			"Place": place, "Name": strconv.Quote(place.Name), "Base": strconv.Quote(filepath.ToSlash(base)), "Sum": sum,
		})
		if err != nil {
			return err
		}
		made = append(made, publish.Change{Path: f.name, New: []byte(text.String())})
	}
	return t.create(root, above, made...)
}

// placeOf is the entry of a place in seeds/divisions.toml.
type placeOf struct {
	Path string
	ID   string `toml:"id"`
	Name string `toml:"name"`
	Code string `toml:"code"`
	Type string `toml:"type"`
	City string `toml:"parent"`
	Area string `toml:"county_code"` // of a zone, which has no code: that of its county
	Kind string
}

// division returns the entry of a place, or only its kind if it has no entry.
func division(fsys fs.FS, id, city string, isCounty bool) (placeOf, error) {
	place := placeOf{Kind: handbook.KindCity}
	if isCounty {
		place.Kind = handbook.KindCounty
	}
	file, _, err := tree.Read(fsys, "seeds/divisions.toml")
	if errors.Is(err, fs.ErrNotExist) || file == nil && err == nil {
		return place, nil
	}
	if err != nil {
		return place, err
	}
	doc, _ := file.TOML()
	if doc == nil {
		return place, nil
	}
	var into struct {
		Cities   []placeOf `toml:"cities"`
		Counties []placeOf `toml:"counties"`
	}
	doc.Decode(&into) // ignores the other keys of the seeds
	list := into.Cities
	if isCounty {
		list = into.Counties
	}
	for _, p := range list {
		if p.ID == id && (!isCounty || p.City == city) {
			p.Kind = handbook.KindOfType[p.Type]
			p.Code = cmp.Or(p.Code, p.Area)
			return p, nil
		}
	}
	return place, nil
}
