package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"handbook/generator/synthetic"
)

// bench runs programs.
type bench struct {
	dir      string // holds all that is written
	runs     int
	handbook string // path of the program
	folders  int
}

// cost is what a process took.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // bytes; 0 when the system does not tell
}

// row is what a handbook cost.
type row struct {
	pages     int
	bytes     int64 // of all files
	build     cost
	copied    cost
	unchanged cost
	changed   cost
	rewritten int // files that the changed item rewrote
}

// fresh is a folder that does not exist yet.
func (b *bench) fresh(name string) string {
	b.folders++
	return filepath.Join(b.dir, name+"-"+strconv.Itoa(b.folders))
}

// real measures a copy of the project's content, which it may change.
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
	items, err := fs.Glob(os.DirFS(source), "content/items/*/*.md")
	if err != nil || len(items) == 0 {
		return row{}, fmt.Errorf("%s has no items: %v", project, err)
	}
	return b.measure(source, items[0])
}

// measure runs everything on one handbook. item is a file below source that it
// changes.
func (b *bench) measure(source, item string) (row, error) {
	var r row
	var build, copied, unchanged, changed []cost
	for n := range b.runs {
		output := b.fresh("output")
		c, _, err := b.build(source, output)
		if err != nil {
			return r, err
		}
		build = append(build, c)
		if n == 0 {
			if _, r.pages, r.bytes, err = synthetic.Count(output); err != nil {
				return r, err
			}
		}
		if c, _, err = b.process("cp", append(copyFlags(), output, b.fresh("copy"))...); err != nil {
			return r, err
		}
		copied = append(copied, c)
		if c, _, err = b.build(source, output); err != nil {
			return r, err
		}
		unchanged = append(unchanged, c)
		if err := addSentence(filepath.Join(source, item), n); err != nil {
			return r, err
		}
		c, said, err := b.build(source, output)
		if err != nil {
			return r, err
		}
		changed = append(changed, c)
		if r.rewritten, err = filesWritten(said); err != nil {
			return r, err
		}
	}
	r.build, r.copied, r.unchanged, r.changed = median(build), median(copied), median(unchanged), median(changed)
	return r, nil
}

// copyFlags make cp copy the bytes, where it could share them with the original.
func copyFlags() []string {
	if runtime.GOOS == "linux" {
		return []string{"-r", "--reflink=never"}
	}
	return []string{"-r"}
}

func (b *bench) build(source, output string) (cost, string, error) {
	return b.process(b.handbook, "build", "--source", source, "--output", output, "--lang", "en")
}

// process runs a program to its end and returns what it wrote on standard error.
func (b *bench) process(name string, args ...string) (cost, string, error) {
	flush()
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	err := cmd.Run()
	wall := time.Since(began)
	if err != nil {
		text := said.String()
		return cost{}, "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, text[max(0, len(text)-2000):])
	}
	state := cmd.ProcessState
	return cost{cpu: state.UserTime() + state.SystemTime(), wall: wall, peak: peak(state)}, said.String(), nil
}

// filesWritten reads the last line of a build.
func filesWritten(said string) (n int, err error) {
	said = strings.TrimSpace(said)
	last := said[strings.LastIndexByte(said, '\n')+1:]
	if _, err := fmt.Sscanf(last[strings.LastIndex(last, ": ")+1:], " %d files written,", &n); err != nil {
		return 0, fmt.Errorf("the last line of the build does not give the number of files written: %q", last)
	}
	return n, nil
}

// addSentence changes the text of an item.
func addSentence(name string, n int) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, fmt.Appendf(text, "\n这是第%d次改动。\n", n+1), 0o666)
}

// median takes the middle of each figure by itself; costs is not empty.
func median(costs []cost) cost {
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
