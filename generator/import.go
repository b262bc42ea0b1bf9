package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
	"handbook/generator/publish"
	"handbook/generator/workbook"
)

func (t *tool) importCommand() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use: "import", Short: helpImport.In(t.lang), Long: helpImportLong.In(t.lang), Args: t.exactly(1),
		Annotations: map[string]string{"args": "FILE.xlsx"},
		Example:     "  handbook import fuzhou-minhou.xlsx --dry-run",
		RunE:        func(_ *cobra.Command, args []string) error { return t.runImport(args[0], dry) },
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, flagDryRun.In(t.lang))
	return cmd
}

// maxWorkbook is the size in bytes of the largest file that import reads.
const maxWorkbook = 64 << 20

func (t *tool) runImport(name string, dry bool) error {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && (!info.Mode().IsRegular() || info.Size() > maxWorkbook) {
		return usage(noSuchFile, name)
	}
	if err != nil {
		return err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	h, before, err := handbook.Load(project.fsys, nil, t.asOf.Date)
	if err != nil {
		return err
	}
	plan, faults, err := workbook.Import(filepath.Base(name), data, project.fsys, h, before)
	if err != nil {
		return err
	}
	if plan != nil {
		if project.edition != nil && plan.Edition.Path != *project.edition {
			return usage(otherWorkbook, "“"+plan.Edition.Path+"”", "“"+*project.edition+"”")
		}
		// Pages that cannot be read above the edition would look like removed rows.
		if errs := errorsOf(before, plan.Edition, false); len(errs) > 0 {
			return t.refuse(errs)
		}
		if err := t.writeChanges(plan); err != nil {
			return err
		}
	}
	if err := faults.WriteText(t.err, t.lang); err != nil { // warnings too: each names a cell
		return err
	}
	if errs, warnings := faults.Sorted().Count(); errs+warnings > 0 {
		t.say(counted, errs, warnings)
	}
	switch {
	case faults.HasErrors():
		t.say(notImported)
		return contentError{}
	case len(plan.Changes) == 0:
		t.say(nothingNew, plan.Edition.Name)
		return nil
	case dry:
		t.say(wouldWrite, plan.Edition.Name, len(plan.Changes))
		return nil
	}
	var changes []publish.Change
	for _, f := range plan.Files {
		changes = append(changes, publish.Change(f))
	}
	if err := publish.Update(project.root, changes); err != nil {
		return err
	}
	t.say(imported, plan.Edition.Name, len(plan.Changes), len(plan.Files))
	return nil
}

// writeChanges prints a line for each cell that differs.
func (t *tool) writeChanges(plan *workbook.Plan) error {
	shown := func(text string) string {
		if text == "" {
			return cellEmpty.In(t.lang)
		}
		return strings.ReplaceAll(text, "\n", " / ")
	}
	for _, c := range plan.Changes {
		if _, err := fmt.Fprintln(t.out, cellDiffers.In(t.lang, c.Sheet, c.Cell, c.Item, c.Field, shown(c.Old), shown(c.New))); err != nil {
			return err
		}
	}
	return nil
}
