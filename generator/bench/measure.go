package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"handbook/generator/synthetic"
)

// bench runs programs.
type bench struct {
	dir      string // everything is written below it
	runs     int
	handbook string // the program
	hugo     string // "" when it is not there
	hugoUpTo int    // editions: with more it takes too long
	folders  int
}

// cost is what a process took. The zero value was not measured.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // bytes; 0 when the system does not tell
}

// row is what was measured of one handbook.
type row struct {
	editions  int  // beside the province
	real      bool // this project's own content
	pages     int
	bytes     int64 // of all files
	build     cost
	unchanged cost
	changed   cost
	rewritten int // files that the change touched
	copied    cost
	hugo      cost
	hugoPages int
	hugoBytes int64
}

// fresh is a folder that does not exist yet.
func (b *bench) fresh(name string) string {
	b.folders++
	return filepath.Join(b.dir, name+"-"+strconv.Itoa(b.folders))
}

func (b *bench) synthetic(size synthetic.Size, project string) (row, error) {
	source := b.fresh("source")
	h := synthetic.New(size)
	if err := h.Write(source, project); err != nil {
		return row{}, err
	}
	r, err := b.measure(source, h.FirstItem(), func(pagesEach int) (string, error) {
		hugoSource := b.fresh("hugo-source")
		return hugoSource, h.WriteHugo(hugoSource, pagesEach)
	}, size.Editions)
	r.editions = size.Editions
	return r, err
}

// real measures a copy of the project's content, to be able to change it.
func (b *bench) real(project string) (row, error) {
	source := b.fresh("source")
	for _, part := range []string{"content", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(source, part), os.DirFS(filepath.Join(project, part))); err != nil {
			return row{}, err
		}
	}
	text, err := os.ReadFile(filepath.Join(project, "site.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(source, "site.toml"), text, 0o666)
	}
	if err != nil {
		return row{}, err
	}
	items, err := filepath.Glob(filepath.Join(source, "content/items/*/*.md"))
	if err != nil || len(items) == 0 {
		return row{}, fmt.Errorf("%s has no items: %v", project, err)
	}
	item, err := filepath.Rel(source, items[0])
	if err != nil {
		return row{}, err
	}
	editions := 0
	err = filepath.WalkDir(filepath.Join(source, "content/editions"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "edition.toml" {
			editions++
		}
		return err
	})
	if err != nil {
		return row{}, err
	}
	r, err := b.measure(source, item, nil, editions)
	r.editions, r.real = editions, true
	return r, err
}

// once is the number of editions above which everything is run once: a country's
// output takes gigabytes, and minutes.
const once = 1000

// measure runs everything on one handbook. item is a file to change; hugo writes
// the site of Hugo with so many pages for each edition.
func (b *bench) measure(source, item string, hugo func(pagesEach int) (string, error), editions int) (row, error) {
	var r row
	var build, unchanged, changed, copied, hugos []cost
	output := b.fresh("output") // the first, which is built upon
	hugoSource := ""
	runs := b.runs
	if editions > once {
		runs = 1
	}
	for n := range runs {
		to := output
		if n > 0 {
			to = b.fresh("output")
		}
		c, _, err := b.process(b.handbook, "build", "--source", source, "--output", to, "--lang", "en")
		if err != nil {
			return r, err
		}
		build = append(build, c)
		if n == 0 {
			if _, r.pages, r.bytes, err = synthetic.Count(output); err != nil {
				return r, err
			}
		}
		if c, _, err = b.process("cp", "-r", output, b.fresh("copy")); err != nil {
			return r, err
		}
		copied = append(copied, c)
		if b.hugo != "" && hugo != nil && editions <= b.hugoUpTo {
			if hugoSource == "" {
				if hugoSource, err = hugo(r.pages / (editions + 1)); err != nil {
					return r, err
				}
			}
			to := b.fresh("hugo-output")
			if c, _, err = b.process(b.hugo, "--quiet", "--source", hugoSource, "--destination", to); err != nil {
				return r, err
			}
			hugos = append(hugos, c)
			if n == 0 {
				if _, r.hugoPages, r.hugoBytes, err = synthetic.Count(to); err != nil {
					return r, err
				}
			}
		}
		if c, _, err = b.process(b.handbook, "build", "--source", source, "--output", output, "--lang", "en"); err != nil {
			return r, err
		}
		unchanged = append(unchanged, c)
		if err := addSentence(filepath.Join(source, item), n); err != nil {
			return r, err
		}
		c, said, err := b.process(b.handbook, "build", "--source", source, "--output", output, "--lang", "en")
		if err != nil {
			return r, err
		}
		changed = append(changed, c)
		if r.rewritten, err = filesWritten(said); err != nil {
			return r, err
		}
	}
	r.build, r.unchanged, r.changed = median(build), median(unchanged), median(changed)
	r.copied, r.hugo = median(copied), median(hugos)
	return r, nil
}

// process runs a program to its end and tells what it said on standard error.
func (b *bench) process(name string, args ...string) (cost, string, error) {
	settle()
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	err := cmd.Run()
	wall := time.Since(began)
	if err != nil {
		return cost{}, "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, tail(said.String()))
	}
	state := cmd.ProcessState
	return cost{cpu: state.UserTime() + state.SystemTime(), wall: wall, peak: peak(state)}, said.String(), nil
}

func tail(text string) string { return text[max(0, len(text)-2000):] }

// filesWritten reads the last line of a build.
func filesWritten(said string) (n int, err error) {
	said = strings.TrimSpace(said)
	last := said[strings.LastIndexByte(said, '\n')+1:]
	if _, err := fmt.Sscanf(last[strings.LastIndex(last, ": ")+1:], " %d files written,", &n); err != nil {
		return 0, fmt.Errorf("a build's last line does not say how many files it wrote: %q", last)
	}
	return n, nil
}

// addSentence changes the text of an item.
func addSentence(name string, n int) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "\n这是第%d次改动。\n", n+1); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// median is the middle of each figure by itself.
func median(costs []cost) cost {
	if len(costs) == 0 {
		return cost{}
	}
	middle := func(of func(cost) int64) int64 {
		var all []int64
		for _, c := range costs {
			all = append(all, of(c))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		cpu:  time.Duration(middle(func(c cost) int64 { return int64(c.cpu) })),
		wall: time.Duration(middle(func(c cost) int64 { return int64(c.wall) })),
		peak: middle(func(c cost) int64 { return c.peak }),
	}
}
