package main

import (
	"context"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/pdf"
	"handbook/generator/publish"
)

func (t *tool) pdf() *cobra.Command {
	var output, edition, paper, baseURL string
	var large bool
	cmd := &cobra.Command{
		Use: "pdf", Short: helpPDF.In(t.lang), Long: helpPDFLong.In(t.lang), Args: t.exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return t.runPDF(ctx, output, edition, paper, baseURL, large)
		},
	}
	cmd.Flags().StringVar(&output, "output", "", flagPDF.In(t.lang))
	cmd.Flags().StringVar(&edition, "edition", "", flagEditionPDF.In(t.lang))
	cmd.Flags().StringVar(&paper, "paper", "a4", flagPaper.In(t.lang))
	cmd.Flags().Lookup("paper").DefValue = ""
	cmd.Flags().BoolVar(&large, "large", false, flagLarge.In(t.lang))
	cmd.Flags().StringVar(&baseURL, "base-url", "", flagBaseURL.In(t.lang))
	return cmd
}

// runPDF prints the booklet of one edition. It renders the whole site, so that the
// QR codes have the edition's addresses there.
func (t *tool) runPDF(ctx context.Context, output, edition, paper, baseURL string, large bool) error {
	size, known := pdf.Papers[strings.ToLower(paper)]
	if !known {
		return usage(wrongPaper, paper, strings.Join(slices.Sorted(maps.Keys(pdf.Papers)), ", "))
	}
	if err := checkBaseURL(baseURL); err != nil {
		return err
	}
	project, faults, err := t.open()
	if err != nil {
		return err
	}
	defer project.Close()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	s, faults, err := project.site(nil, baseURL)
	if err != nil {
		return err
	}
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	e, err := project.one(s.Handbook, edition)
	if err != nil {
		return err
	}
	if output == "" {
		output = strings.ReplaceAll(strings.TrimSuffix("booklet-"+e.Path, "-"), "/", "-") + ".pdf"
	}
	if err := project.mayWrite(output); err != nil {
		return err
	}
	now := time.Now()
	booklet := s.Booklet(e.Path, handbook.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()})
	browser := pdf.Find()
	if browser == "" {
		return machineError{diag.Said{Message: noChromium}, diag.Said{Message: hintChromium}}
	}
	prepare := booklet.Ready
	if large {
		prepare += ";" + booklet.Large
	}
	temp, remove, err := publish.TempFolder("handbook-pdf-")
	if err != nil {
		return err
	}
	defer remove()
	var mu sync.Mutex
	data, err := pdf.Print(ctx, browser, temp, pdf.Job{Path: booklet.URL, Paper: size, Prepare: prepare, Base: booklet.Base, Foot: booklet.Foot, Read: func(url string) []byte {
		data, f := s.Render(url)
		mu.Lock()
		defer mu.Unlock()
		faults.Add(f...)
		return data
	}})
	mu.Lock()
	defer mu.Unlock()
	if faults.HasErrors() {
		return t.refuse(faults)
	}
	if err != nil {
		return machineError{diag.Said{Message: noPrint, Args: []any{err.Error()}}, diag.Said{Message: hintPrint}}
	}
	if err := project.write(map[string][]byte{output: data}); err != nil {
		return err
	}
	t.say(printed, output, len(data)>>10)
	return nil
}
