package main

import (
	_ "embed"
	"fmt"

	"github.com/spf13/cobra"
)

// licences are those of all that is in the program. A test keeps them in step.
//
//go:embed licences.txt
var licences string

func (t *tool) version() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "version", Short: helpVersion.In(t.lang), Args: t.exactly(0),
		RunE: func(*cobra.Command, []string) error {
			if all {
				_, err := fmt.Fprint(t.out, licences)
				return err
			}
			_, err := fmt.Fprintln(t.out, "handbook", programVersion())
			return err
		},
	}
	cmd.Flags().BoolVar(&all, "licences", false, flagLicences.In(t.lang))
	return cmd
}
