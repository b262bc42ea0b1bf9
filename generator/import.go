package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
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

// maxWorkbook bounds what is read of a file before anything looks at it.
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
	h, before, err := handbook.Load(project.fsys, nil)
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
		// What cannot be read above would make rows look gone.
		if errs := errorsOf(before, plan.Edition, false); len(errs) > 0 {
			return t.refuse(errs)
		}
		if err := t.writeChanges(plan); err != nil {
			return err
		}
	}
	if err := t.report(faults); err != nil {
		return err
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
	if err := writeFiles(project.root, plan.Files); err != nil {
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

// writeFiles puts all files in place or none. The new ones are written beside
// the old ones first; what a failure then leaves half done is taken back.
func writeFiles(root *os.Root, files []workbook.File) (err error) {
	var folders, temps []string
	var placed []workbook.File
	defer func() {
		for _, name := range temps {
			root.Remove(name)
		}
		if err == nil {
			return
		}
		for _, f := range placed {
			if f.Old == nil {
				err = errors.Join(err, root.Remove(f.Path))
			} else {
				err = errors.Join(err, root.WriteFile(f.Path, f.Old, 0o666))
			}
		}
		for n := len(folders) - 1; n >= 0; n-- {
			root.Remove(folders[n])
		}
	}()
	for n, f := range files {
		for _, folder := range above(f.Path) {
			switch err := root.Mkdir(folder, 0o777); {
			case err == nil:
				folders = append(folders, folder)
			case !errors.Is(err, fs.ErrExist):
				return err
			}
		}
		temp := path.Join(path.Dir(f.Path), ".import-"+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n))
		temps = append(temps, temp)
		if err := writeSynced(root, temp, f.New); err != nil {
			return err
		}
	}
	for n, f := range files {
		now, err := root.ReadFile(f.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if (err == nil) != (f.Old != nil) || !bytes.Equal(now, f.Old) {
			return usage(changedMeantime, f.Path)
		}
		if err := root.Rename(temps[n], f.Path); err != nil {
			return err
		}
		placed = append(placed, f)
	}
	return nil
}

// above lists the folders that a file lies in, the outermost first.
func above(name string) []string {
	var out []string
	for n, c := range name {
		if c == '/' {
			out = append(out, name[:n])
		}
	}
	return out
}

func writeSynced(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
