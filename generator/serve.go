package main

import (
	"cmp"
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/preview"
	"handbook/generator/site"
	"handbook/generator/tree"
)

func (t *tool) serve() *cobra.Command {
	var address, editor string
	var editions []string
	var open bool
	cmd := &cobra.Command{
		Use: "serve", Short: helpServe.In(t.lang), Long: helpServeLong.In(t.lang), Args: t.exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return t.runServe(ctx, address, editor, editions, open)
		},
	}
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:1313", flagAddr.In(t.lang))
	cmd.Flags().StringSliceVar(&editions, "edition", nil, flagEditionServe.In(t.lang))
	cmd.Flags().BoolVar(&open, "open", false, flagOpen.In(t.lang))
	cmd.Flags().StringVar(&editor, "editor", "vscode://file{path}:{line}:{column}", flagEditor.In(t.lang))
	for _, name := range []string{"addr", "editor"} {
		cmd.Flags().Lookup(name).DefValue = "" // the help text names it, in the user's language
	}
	return cmd
}

func (t *tool) runServe(ctx context.Context, address, editor string, editions []string, open bool) error {
	if strings.Count(address, ":") == 0 {
		return usage(wrongAddr, address)
	}
	debug.SetGCPercent(serveGC)
	began := time.Now()
	d := &draft{tool: t, editions: editions}
	if err := d.reopen(); err != nil {
		return err
	}
	var first error // an error of the command line, which no reload can fix
	load := func(prev *site.Site, day handbook.Date) (*site.Site, diag.List, error) {
		s, faults, err := d.load(prev, day)
		if wrong, is := err.(usageError); is {
			first = wrong
		}
		return s, faults, err
	}
	p := preview.New(preview.Options{
		Load: load, Locate: d.locate, Editor: editor, Lang: t.lang, Say: t.say,
		Report: func(faults diag.List) { faults.WriteText(t.err, t.lang) },
	})
	if first != nil {
		return first
	}
	l, err := p.Listen(address)
	if err != nil {
		return usage(cannotListen, address, err.Error())
	}
	t.say(serving, preview.Address(l), time.Since(began).Milliseconds())
	t.say(howToEnd)
	if open {
		if err := preview.OpenBrowser(preview.Address(l)); err != nil {
			t.say(noBrowser, err.Error())
		}
	}
	go p.Watch(ctx, d.watched(), nil)
	if err := p.Serve(ctx, l); err != nil {
		return err
	}
	t.say(ended)
	return nil
}

// serveGC is the collector's percentage of a preview: each save leaves much garbage,
// so it spends memory on fewer collections.
const serveGC = 300

// draft is the project of a preview, which reads it after each save.
type draft struct {
	*tool
	editions []string
	project  *project
	faults   diag.List // from opening the project
	config   string    // site.toml at that time: it names an independent county's base
}

func (d *draft) reopen() error {
	config := d.readConfig()
	if d.project != nil && config == d.config {
		return nil
	}
	project, faults, err := d.open()
	if err != nil {
		return err
	}
	// The earlier project stays open: the preview may still show its site.
	d.project, d.faults, d.config = project, faults, config
	return nil
}

// readConfig returns the text of site.toml, or "" if it cannot be read: open
// reports the fault.
func (d *draft) readConfig() string {
	root, _, err := d.folder()
	if err != nil {
		return ""
	}
	defer root.Close()
	file, _, _ := tree.Read(root.FS(), "site.toml")
	if file == nil {
		return ""
	}
	return file.Text
}

// load reads the site as of a day, zero for its own. It returns errors of the base as errors of the content.
func (d *draft) load(prev *site.Site, day handbook.Date) (*site.Site, diag.List, error) {
	if err := d.reopen(); err != nil {
		return nil, nil, err
	}
	if d.faults.HasErrors() {
		return nil, d.faults, nil
	}
	d.project.asOf = cmp.Or(day, d.asOf.Date)
	s, faults, err := d.project.read(prev, d.editions, "")
	faults.Add(d.faults...)
	return s, faults, err
}

// locate returns the absolute name of a source file, or "" if there is none.
func (d *draft) locate(file string) string {
	for _, dir := range []string{d.project.dir, d.project.base} {
		if dir == "" {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(file))
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

// watched returns the files and folders that the site depends on.
func (d *draft) watched() []preview.Watched {
	var out []preview.Watched
	add := func(dir string) {
		for _, folder := range []string{"content", "layouts", "static"} {
			out = append(out, preview.Watched{Path: filepath.Join(dir, folder)})
		}
		out = append(out, preview.Watched{Path: filepath.Join(dir, "site.toml"), Only: true})
	}
	add(d.project.dir)
	if base := d.project.base; base != "" {
		if info, err := os.Stat(base); err == nil && info.IsDir() {
			add(base)
		} else {
			out = append(out, preview.Watched{Path: base, Only: true})
		}
	}
	return out
}
