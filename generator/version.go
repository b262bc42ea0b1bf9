package main

import (
	_ "embed"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release and commit are set by release.sh, so that the same commit gives the
// same bytes; elsewhere they are "" and what the toolchain recorded counts.
var release, commit string

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

// programVersion is the module's version and the commit it was built from, as
// far as they are known.
func programVersion() string {
	if release != "" {
		return release + " " + commit + " " + runtime.Version()
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	version, revision, dirty := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = " (modified)"
		}
	}
	if version == "" {
		version = "(devel)"
	}
	return version + revision + dirty + " " + info.GoVersion
}
