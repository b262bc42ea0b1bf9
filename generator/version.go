package main

import (
	_ "embed"
	"fmt"

	"github.com/spf13/cobra"
)

// licences holds the licences of all libraries in the program.
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
