package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
	"handbook/generator/opendata"
)

func (t *tool) diff() *cobra.Command {
	var format, edition string
	var from, to dayFlag
	cmd := &cobra.Command{
		Use: "diff OLD NEW", Short: helpDiff.In(t.lang), Long: helpDiffLong.In(t.lang),
		Example:     "  handbook diff ../2020.zip .\n  handbook diff --from 2020-12-31 --to 2026-11-30 --edition fuzhou/minhou",
		Annotations: map[string]string{"args": "OLD NEW"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usage(wrongDiff, format)
			}
			flags := cmd.Flags()
			if flags.Changed("from") || flags.Changed("to") || flags.Changed("edition") {
				if len(args) > 0 {
					return usage(listsAndDays)
				}
				return t.diffDays(from.Date, to.Date, edition, format)
			}
			if err := t.exactly(2)(cmd, args); err != nil {
				return err
			}
			return t.diffLists(args[0], args[1], format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", flagDiff.In(t.lang))
	cmd.Flags().Var(&from, "from", flagFrom.In(t.lang))
	cmd.Flags().Var(&to, "to", flagTo.In(t.lang))
	cmd.Flags().StringVar(&edition, "edition", "", flagDiffEdition.In(t.lang))
	for _, name := range []string{"format", "from", "to"} {
		cmd.Flags().Lookup(name).DefValue = ""
	}
	return cmd
}

// diffLists compares two lists.
func (t *tool) diffLists(old, now, format string) error {
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
	return t.writeDiff(opendata.Compare(from, to), format)
}

// diffDays compares two days of the project's list. The zero Date stands for the end of
// the list's period and for the day that the handbook speaks as of.
func (t *tool) diffDays(from, to handbook.Date, edition, format string) error {
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	h, faults, err := handbook.Load(project.fsys, nil, cmp.Or(to, t.asOf.Date))
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
	from, to = cmp.Or(from, h.Config.List.End()), h.Config.AsOf
	if from.After(to) {
		return usage(daysReversed, from.String(), to.String())
	}
	return t.writeDiff(opendata.New(h).Between(e, from, to), format)
}

func (t *tool) writeDiff(d *opendata.Diff, format string) error {
	if format == "json" {
		return t.writeJSON(d)
	}
	return d.WriteText(t.out, t.lang)
}
