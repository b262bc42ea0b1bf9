// Command handbook builds the site of a province's public service handbook
// from Markdown pages, and checks them.
//
// Messages are Chinese with --lang zh or a Chinese locale, otherwise English.
// Exit codes: 0 success, perhaps with warnings; 1 errors in the content; 2 wrong
// usage; 3 failure of the machine.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/publish"
)

// Exit codes, part of the contract with scripts.
const (
	exitDone    = 0
	exitContent = 1
	exitUsage   = 2
	exitMachine = 3
)

// gcPercent lets the heap grow to three times the live data before the collector
// runs. A build of Fujian takes a tenth less CPU and 35 MiB more than with Go's
// default of 100. The environment's GOGC replaces it.
const gcPercent = 200

// softLimit is the heap size, in bytes, above which the collector runs more
// often. A province needs a third of it; 500 editions reach it. The environment's
// GOMEMLIMIT replaces it.
const softLimit = 360 << 20

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softLimit)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Environ()))
}

// tool holds the output, language and source folder of a command.
type tool struct {
	out, err io.Writer
	lang     diag.Lang
	source   string  // the project's folder
	asOf     dayFlag // of --as-of; zero leaves it to site.toml
}

// contentError ends a command that has printed its faults.
type contentError struct{}

func (contentError) Error() string { return "the content has errors" }

// usageError is a wrong call. Without a hint of its own it leads to the help.
type usageError struct{ said, hint diag.Said }

func (e usageError) Error() string { return e.said.In(diag.EN) }

// machineError is a failure of the machine that the user can fix.
type machineError struct{ said, hint diag.Said }

func (e machineError) Error() string { return e.said.In(diag.EN) }

func usage(m diag.Message, args ...any) error {
	return usageError{diag.Said{Message: m, Args: args}, diag.Said{Message: hintHelp}}
}

// run runs a command and returns the exit code.
func run(args []string, out, errs io.Writer, env []string) int {
	t := &tool{out: out, err: errs, lang: language(args, env)}
	root := t.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(context.Background())
	var (
		content contentError
		wrong   usageError
		machine machineError
		refusal *publish.Refusal
	)
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &content):
		return exitContent
	case errors.As(err, &wrong):
		t.complain(wrong.said, wrong.hint)
		return exitUsage
	case errors.As(err, &machine):
		t.complain(machine.said, machine.hint)
		return exitMachine
	case errors.As(err, &refusal):
		t.complain(refusal.Said, refusal.Hint)
		if refusal.Usage() {
			return exitUsage
		}
		return exitMachine
	}
	t.complain(diag.Said{Message: machineFailed, Args: []any{err.Error()}}, diag.Said{})
	return exitMachine
}

func (t *tool) complain(said, hint diag.Said) {
	fmt.Fprintf(t.err, "handbook: %s\n", said.In(t.lang))
	if text := hint.In(t.lang); text != "" {
		fmt.Fprintf(t.err, "  %s: %s\n", hintWord.In(t.lang), text)
	}
}

// say prints a line about progress.
func (t *tool) say(m diag.Message, args ...any) {
	fmt.Fprintln(t.err, m.In(t.lang, args...))
}

func (t *tool) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "handbook",
		Short:             helpRoot.In(t.lang),
		Long:              helpRootLong.In(t.lang),
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              cobra.ArbitraryArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return emptyFlags(cmd) },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nearestCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().StringVar(&t.source, "source", ".", flagSource.In(t.lang))
	root.PersistentFlags().Lookup("source").DefValue = "" // the help text names it, in the user's language
	root.PersistentFlags().Var(new(langFlag), "lang", flagLang.In(t.lang))
	root.PersistentFlags().Var(&t.asOf, "as-of", flagAsOf.In(t.lang))
	root.SetFlagErrorFunc(flagFault)
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	root.SetUsageTemplate(usageTemplate(t.lang))
	root.AddCommand(t.build(), t.serve(), t.check(), t.newCommand(), t.bundle(), t.pdf(), t.export(), t.importCommand(), t.diff(), t.version())
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = flagHelp.In(t.lang)
	}
	return root
}

// language returns the language of the messages: that of the last valid --lang,
// otherwise the locale's.
func language(args, env []string) diag.Lang {
	asked, found := diag.EN, false
	for n, a := range args {
		if a == "--" {
			break
		}
		value, given := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && n+1 < len(args) {
			value, given = args[n+1], true
		}
		if lang, known := langOf(value); given && known {
			asked, found = lang, true
		}
	}
	if found {
		return asked
	}
	vars := map[string]string{}
	for _, e := range env {
		if key, value, ok := strings.Cut(e, "="); ok {
			vars[key] = value
		}
	}
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if vars[key] != "" {
			lang, _ := langOf(vars[key])
			return lang
		}
	}
	return diag.EN
}

// langOf returns the language of a locale such as zh_CN.UTF-8; known is false for
// languages without messages.
func langOf(locale string) (lang diag.Lang, known bool) {
	switch name, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "-", "_")), "_"); name {
	case "zh":
		return diag.ZH, true
	case "en":
		return diag.EN, true
	}
	return diag.EN, false
}

// report prints the errors, counts the faults, and prints how many warnings there
// are of each kind, in ten lines with the count: check prints each.
func (t *tool) report(faults diag.List) error {
	faults = faults.Sorted()
	errs, warnings := faults.Count()
	if errs+warnings == 0 {
		return nil
	}
	mild := slices.DeleteFunc(slices.Clone(faults), func(f diag.Fault) bool { return f.Severity == diag.Error })
	grave := slices.DeleteFunc(faults, func(f diag.Fault) bool { return f.Severity != diag.Error })
	if err := grave.WriteText(t.err, t.lang); err != nil {
		return err
	}
	t.say(counted, errs, warnings)
	if warnings == 0 {
		return nil
	}
	if err := mild.WriteKinds(t.err, t.lang, 8); err != nil {
		return err
	}
	t.say(seeCheck)
	return nil
}

// exactly refuses a number of arguments other than n.
func (t *tool) exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage(wrongCount, cmd.CommandPath(), n, len(args))
		}
		return nil
	}
}

// refuse reports faults that end a command.
func (t *tool) refuse(faults diag.List) error {
	if err := t.report(faults); err != nil {
		return err
	}
	return contentError{}
}
