package main

import (
	"bytes"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/publish"
	"handbook/generator/workbook"
)

func (t *tool) export() *cobra.Command {
	var edition, format, output string
	cmd := &cobra.Command{
		Use: "export", Short: helpExport.In(t.lang), Long: helpExportLong.In(t.lang), Args: t.exactly(0),
		Example: "  handbook export --edition fuzhou/minhou",
		RunE:    func(*cobra.Command, []string) error { return t.runExport(edition, format, output) },
	}
	cmd.Flags().StringVar(&edition, "edition", "", flagExport.In(t.lang))
	cmd.Flags().StringVar(&format, "format", "xlsx", flagForm.In(t.lang))
	cmd.Flags().StringVar(&output, "output", "", flagFile.In(t.lang))
	cmd.Flags().Lookup("format").DefValue = ""
	return cmd
}

func (t *tool) runExport(edition, format, output string) error {
	switch format {
	case "xlsx":
	case "json", "csv":
		return t.exportData(edition, format, output)
	default:
		return usage(wrongExport, format)
	}
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	h, faults, err := handbook.Load(project.fsys, nil)
	if err != nil {
		return err
	}
	e, err := project.one(h, edition)
	if err != nil {
		return err
	}
	if errs := errorsOf(faults, e, true); len(errs) > 0 {
		return t.refuse(errs)
	}
	var book bytes.Buffer
	faults, err = workbook.Export(&book, project.fsys, h, e)
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	if output == "-" {
		_, err := t.out.Write(book.Bytes())
		return err
	}
	if output == "" {
		output = "handbook.xlsx"
		if e.Path != "" {
			output = strings.ReplaceAll(e.Path, "/", "-") + ".xlsx"
		}
	}
	if err := publish.PlaceFile(output, project.sources()...); err != nil {
		return err
	}
	if err := publish.WriteFile(output, book.Bytes()); err != nil {
		return err
	}
	t.say(exported, output, e.Name, len(e.Items))
	return nil
}

// one is the edition that a command is for: the one asked for, that of the
// folder, or the province.
func (p *project) one(h *handbook.Handbook, asked string) (*handbook.Edition, error) {
	if p.edition != nil {
		if asked != "" && asked != *p.edition {
			return nil, usage(otherEdition, asked, *p.edition)
		}
		asked = *p.edition
	}
	var paths []string
	for e := range h.Province.All {
		if e.Path == asked {
			return e, nil
		}
		paths = append(paths, e.Path)
	}
	if near := diag.Nearest(asked, paths); near != "" {
		return nil, usage(unknownEditionNear, asked, near)
	}
	return nil, usage(unknownEdition, asked)
}

// errorsOf are the errors in what an edition inherits, and with own also those
// in its own files. Other editions' do not hinder it.
func errorsOf(faults diag.List, e *handbook.Edition, own bool) diag.List {
	var out diag.List
	for _, f := range faults {
		if f.Severity != diag.Error {
			continue
		}
		rest, ofEdition := strings.CutPrefix(f.Pos.File, "content/editions/")
		at := ""
		if ofEdition {
			at = strings.TrimSuffix(strings.TrimSuffix(path.Dir(rest), "/items"), "/guides")
		}
		if at == e.Path && own || at != e.Path && (at == "" || strings.HasPrefix(e.Path, at+"/")) {
			out.Add(f)
		}
	}
	return out
}
