package main

import (
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/publish"
)

func (t *tool) build() *cobra.Command {
	var how building
	cmd := &cobra.Command{
		Use: "build", Short: helpBuild.In(t.lang), Long: helpBuildLong.In(t.lang), Args: t.exactly(0),
		RunE: func(*cobra.Command, []string) error { return t.runBuild(how) },
	}
	cmd.Flags().StringVar(&how.output, "output", "", flagOutput.In(t.lang))
	cmd.Flags().StringVar(&how.baseURL, "base-url", "", flagBaseURL.In(t.lang))
	cmd.Flags().StringSliceVar(&how.editions, "edition", nil, flagEdition.In(t.lang))
	cmd.Flags().Var(&how.part, "shard", flagShard.In(t.lang))
	cmd.Flags().BoolVar(&how.compress, "compress", false, flagCompress.In(t.lang))
	return cmd
}

// building holds the flags of build.
type building struct {
	output, baseURL string
	editions        []string
	part            partFlag
	compress        bool
}

func (t *tool) runBuild(how building) error {
	if err := checkBaseURL(how.baseURL); err != nil {
		return err
	}
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	output, err := outputFolder(project.dir, how.output)
	if err != nil {
		return err
	}
	if err := publish.Place(output, project.sources()...); err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refused(faults)
	}
	// Faults of the content come before a failure to open the output.
	p, outputErr := publish.Open(output, project.dir, how.part.I, how.part.N)
	if outputErr == nil {
		defer p.Abort() // does nothing after Commit
	}
	s, faults, err := project.site(how.editions, how.baseURL)
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refused(faults)
	}
	count := 0
	for range s.Editions {
		count++
	}
	t.say(readDone, len(s.Handbook.Province.Items), count)
	if outputErr != nil {
		return outputErr
	}
	write := p.Write
	if how.compress {
		write = compressor{p, s}.Write
	}
	rendered, err := s.Stream(how.part.Shard, runtime.GOMAXPROCS(0), write)
	if err != nil {
		return err
	}
	faults.Add(rendered...)
	if faults.HasErrors() {
		return t.refused(faults)
	}
	if err := t.report(faults); err != nil {
		return err
	}
	stats, err := p.Commit()
	if err != nil {
		return err
	}
	t.say(written, output, stats.Written, stats.Unchanged, stats.Removed)
	return nil
}

// refused reports faults and says that the output stays as it was.
func (t *tool) refused(faults diag.List) error {
	if err := t.report(faults); err != nil {
		return err
	}
	t.say(notWritten)
	return contentError{}
}

// outputFolder returns the folder to write the site to: output, or public/ in the
// project for "".
func outputFolder(source, output string) (string, error) {
	if output == "" {
		return filepath.Join(source, "public"), nil
	}
	return filepath.Abs(output)
}
