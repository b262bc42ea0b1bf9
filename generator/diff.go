package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"handbook/generator/opendata"
)

func (t *tool) diff() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "diff OLD NEW", Short: helpDiff.In(t.lang), Long: helpDiffLong.In(t.lang), Args: t.exactly(2),
		Annotations: map[string]string{"args": "OLD NEW"},
		RunE:        func(_ *cobra.Command, args []string) error { return t.runDiff(args[0], args[1], format) },
	}
	cmd.Flags().StringVar(&format, "format", "text", flagDiff.In(t.lang))
	cmd.Flags().Lookup("format").DefValue = ""
	return cmd
}

func (t *tool) runDiff(old, now, format string) error {
	if format != "text" && format != "json" {
		return usage(wrongDiff, format)
	}
	// A county's own folder is compared with what it builds on.
	edition := cmp.Or(editionIn(now), editionIn(old))
	from, err := t.list(old, edition)
	if err != nil {
		return err
	}
	to, err := t.list(now, edition)
	if err != nil {
		return err
	}
	d := opendata.Compare(from, to)
	if format == "json" {
		return t.writeJSON(d)
	}
	return d.WriteText(t.out, t.lang)
}
