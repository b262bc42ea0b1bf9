package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
	"handbook/generator/opendata"
)

func (t *tool) check() *cobra.Command {
	var strict bool
	var format, against, worklist, edition string
	today := dayFlag{handbook.DayOf(time.Now())}
	cmd := &cobra.Command{
		Use: "check", Short: helpCheck.In(t.lang), Long: helpCheckLong.In(t.lang), Args: t.exactly(0),
		RunE: func(*cobra.Command, []string) error {
			return t.runCheck(strict, format, against, worklist, edition, today.Date)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, flagStrict.In(t.lang))
	cmd.Flags().StringVar(&format, "format", "text", flagFormat.In(t.lang))
	cmd.Flags().Lookup("format").DefValue = "" // the help text names it, in the user's language
	cmd.Flags().Var(&today, "today", flagToday.In(t.lang))
	cmd.Flags().Lookup("today").DefValue = ""
	cmd.Flags().StringVar(&worklist, "worklist", "", flagWorklist.In(t.lang))
	cmd.Flags().StringVar(&edition, "edition", "", flagWorklistEdition.In(t.lang))
	cmd.Flags().StringVar(&against, "against", "", flagAgainst.In(t.lang))
	return cmd
}

func (t *tool) runCheck(strict bool, format, against, worklist, edition string, today handbook.Date) error {
	switch {
	case worklist != "" && !isWorklist(worklist):
		return usage(wrongWorklist, worklist)
	case worklist == "" && edition != "":
		return usage(editionAlone)
	}
	if format != "text" && format != "json" && format != "sarif" {
		return usage(wrongFormat, format)
	}
	var old *opendata.Catalogue
	var reviews []opendata.Review
	if against != "" {
		var err error
		if old, err = t.list(against, editionIn(against)); err != nil {
			return err
		}
		if old.Edition.Path != "" {
			return usage(notProvince, against, old.Edition.Name)
		}
	}
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	var raised []handbook.Raised
	var coverage []handbook.Coverage
	var aged []handbook.Aged
	if !faults.HasErrors() {
		s, f, err := project.site(nil, "")
		if err != nil {
			return err
		}
		faults = f
		faults.Add(s.Handbook.Lint()...)
		faults.Add(s.Handbook.Dates(today)...)
		faults.Add(s.Check()...)
		if old != nil {
			reviews = opendata.Against(s.Handbook, old, t.lang)
		}
		// The report of an independent county leaves out its base.
		shown := map[*handbook.Edition]bool{}
		var editions []*handbook.Edition
		for e := range s.Editions {
			shown[e] = true
			editions = append(editions, e)
			coverage = append(coverage, e.Coverage())
		}
		for _, r := range s.Handbook.Raised() {
			if shown[r.Edition] {
				raised = append(raised, r)
			}
		}
		aged = s.Handbook.Aged(editions)
		if worklist != "" {
			if edition != "" {
				e, err := project.one(s.Handbook, edition)
				if err != nil {
					return err
				}
				editions = []*handbook.Edition{e}
			}
			if err := t.writeWorklist(project, worklist, s.Handbook.Worklist(editions)); err != nil {
				return err
			}
		}
	}
	faults.Add(handbook.AgedFaults(aged)...)
	faults = faults.Sorted()
	errs, warnings := faults.Count()
	switch format {
	case "json":
		err = t.writeJSON(struct {
			Errors   int            `json:"errors"`
			Warnings int            `json:"warnings"`
			Faults   any            `json:"faults"`
			Raised   []raisedJSON   `json:"raised"`
			Aged     []agedJSON     `json:"aged"` // old sums of money, the oldest and widest first
			Coverage []coverageJSON `json:"coverage"`

			Against []opendata.Review `json:"against,omitempty"` // with --against
		}{errs, warnings, faults.JSON(t.lang), raisedRows(raised), agedRows(aged), coverageRows(coverage), reviews})
	case "sarif":
		err = faults.WriteSARIF(t.out, t.lang, programVersion())
	default:
		if err = faults.WriteText(t.out, t.lang); err == nil {
			err = t.writeRaised(raised)
			if err == nil && old != nil {
				fmt.Fprintln(t.out)
				err = opendata.WriteReviews(t.out, reviews, old.List.Version, t.lang)
			}
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
