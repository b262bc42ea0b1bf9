package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/site"
	"handbook/generator/tree"
)

func (t *tool) bundle() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use: "bundle", Short: helpBundle.In(t.lang), Long: helpBundleLong.In(t.lang), Args: t.exactly(0),
		RunE: func(*cobra.Command, []string) error { return t.runBundle(output) },
	}
	cmd.Flags().StringVar(&output, "output", "handbook-base.zip", flagBundle.In(t.lang))
	cmd.Flags().Lookup("output").DefValue = ""
	return cmd
}

// runBundle writes the base and its sum. It refuses a base with errors; errors in
// the counties' own editions, which are not in the base, do not hinder it.
func (t *tool) runBundle(output string) error {
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if project.edition != nil {
		return usage(bundleOfCounty)
	}
	if err := project.mayWrite(output, output+".sha256"); err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	paths, faults, err := basePaths(project.fsys)
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	var data bytes.Buffer
	sum, err := tree.WriteBundle(&data, project.fsys, paths)
	if err != nil {
		return err
	}
	// Check the bundle itself: counties will read that.
	base, faults := tree.OpenBundle(output, data.Bytes(), diag.Pos{File: output})
	if base != nil {
		_, f, err := site.Open(base, nil, site.Options{AsOf: t.asOf.Date})
		if err != nil {
			return err
		}
		faults.Add(f...)
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	if err := project.write(map[string][]byte{
		output:             data.Bytes(),
		output + ".sha256": fmt.Appendf(nil, "%s  %s\n", sum, filepath.Base(output)),
	}); err != nil {
		return err
	}
	t.say(bundled, output, len(paths), sum)
	return nil
}

// basePaths lists the files of the base, sorted: all except the counties' own
// editions and the earlier lists.
func basePaths(fsys fs.FS) (paths []string, faults diag.List, err error) {
	var config handbook.Config
	for _, name := range []string{"site.toml", "seeds/divisions.toml"} {
		file, f, err := tree.Read(fsys, name)
		if errors.Is(err, fs.ErrNotExist) { // the check of the bundle reports it
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		faults.Add(f...)
		paths = append(paths, name)
		if file != nil && name == "site.toml" {
			doc, _ := file.TOML()
			doc.Decode(&config)
		}
	}
	paths = append(paths, site.StaticFiles(fsys, config.Static.Dotfiles)...) // without the files that no site publishes
	for _, root := range []string{"content", "layouts"} {
		listing, _, err := tree.Walk(fsys, root)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		for _, p := range listing.Paths {
			// Only the province's site has the earlier lists.
			if !handbook.IsCountyFile(strings.TrimPrefix(p, "content/")) && !strings.HasPrefix(p, "content/versions/") {
				paths = append(paths, p)
			}
		}
	}
	slices.Sort(paths)
	return paths, faults, nil
}
