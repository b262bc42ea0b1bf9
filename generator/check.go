package main

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"handbook/generator/site"
)

func (t *tool) check() *cobra.Command {
	var strict bool
	var format string
	cmd := &cobra.Command{
		Use: "check", Short: helpCheck.In(t.lang), Long: helpCheckLong.In(t.lang), Args: t.exactly(0),
		RunE: func(*cobra.Command, []string) error { return t.runCheck(strict, format) },
	}
	cmd.Flags().BoolVar(&strict, "strict", false, flagStrict.In(t.lang))
	cmd.Flags().StringVar(&format, "format", "text", flagFormat.In(t.lang))
	cmd.Flags().Lookup("format").DefValue = "" // the text says it, in the user's language
	return cmd
}

func (t *tool) runCheck(strict bool, format string) error {
	if format != "text" && format != "json" && format != "sarif" {
		return usage(wrongFormat, format)
	}
	root, _, err := t.folder()
	if err != nil {
		return err
	}
	defer root.Close()
	s, faults, err := site.Open(root.FS(), nil, site.Options{})
	if err != nil {
		return err
	}
	faults.Add(s.Handbook.Lint(time.Now())...)
	faults.Add(s.Check()...)
	faults = faults.Sorted()
	errs, warnings := faults.Count()
	switch format {
	case "json":
		enc := json.NewEncoder(t.out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		err = enc.Encode(struct {
			Errors   int `json:"errors"`
			Warnings int `json:"warnings"`
			Faults   any `json:"faults"`
		}{errs, warnings, faults.JSON(t.lang)})
	case "sarif":
		err = faults.WriteSARIF(t.out, t.lang, programVersion())
	default:
		if err = faults.WriteText(t.out, t.lang); err == nil {
			t.say(counted, errs, warnings)
		}
	}
	if err != nil {
		return err
	}
	if errs > 0 || strict && warnings > 0 {
		return contentError{}
	}
	return nil
}
