package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
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
	h, faults, err := handbook.Load(project.fsys, nil, t.asOf.Date)
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
	if err := project.write(map[string][]byte{output: book.Bytes()}); err != nil {
		return err
	}
	t.say(exported, output, e.Name, len(e.Items))
	return nil
}
