// Command bench measures the handbook's program on this machine: it makes
// synthetic handbooks, builds them as processes of their own, and prints what
// they took, beside the time of copying the same output and, where hugo is
// installed, of a site of Hugo with as many pages.
//
//	go run ./generator/bench                              the sizes 1, 10 and 95
//	go run ./generator/bench -editions 500,3000 -runs 1   a country
//	go run ./generator/bench -real                        this project's own content as well
//	go run ./generator/bench -guide content/guides/speed.md   writes the table into the page
//
// # How it measures
//
// CPU seconds are those of user and system of the process and its children, as
// the system counts them; the peak is the most memory that the process held at
// once. Every figure is the median of -runs, with more than 1,000 editions of one run. Runs of different programs take turns, so
// that what else the machine does hits all of them. Each run writes into a fresh
// folder, and the disk is told to finish before the next begins. Nothing is deleted
// until the end, since deleting thousands of files makes the next writes dearer
// on ext4.
//
// "Changed" is the text of one item of the province, which all editions show.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"handbook/generator/synthetic"
)

func main() {
	size := synthetic.Province(0)
	editions := flag.String("editions", "1,10,95", "numbers of editions, with commas")
	flag.IntVar(&size.Items, "items", size.Items, "items of the province")
	flag.IntVar(&size.Body, "body", size.Body, "characters of an item's text")
	flag.Float64Var(&size.Overrides, "overrides", size.Overrides, "share of the items that each third edition changes")
	flag.Uint64Var(&size.Seed, "seed", size.Seed, "same seed, same bytes")
	runs := flag.Int("runs", 3, "how often each is run, up to 1,000 editions; the median counts")
	real := flag.Bool("real", false, "measure this project's own content as well")
	hugoUpTo := flag.Int("hugo", 500, "the most editions that Hugo is measured with, where it is installed; 0 leaves it out")
	project := flag.String("source", ".", "the project's folder")
	temp := flag.String("temp", "", "folder on the disk to measure (default: the system's for temporary files)")
	guide := flag.String("guide", "", "page of the guides to write the table into")
	flag.Parse()
	if flag.NArg() > 0 || *runs < 1 || size.Items < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(size, *editions, *runs, *real, *hugoUpTo, *project, *temp, *guide); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(3)
	}
}

func run(size synthetic.Size, editions string, runs int, real bool, hugoUpTo int, project, temp, guide string) (err error) {
	var counts []int
	for field := range strings.SplitSeq(editions, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 0 {
			return fmt.Errorf("-editions %s: write numbers with commas, such as 1,10,95", editions)
		}
		counts = append(counts, n)
	}
	dir, err := os.MkdirTemp(temp, "handbook-bench-")
	if err != nil {
		return err
	}
	defer func() { os.RemoveAll(dir) }()
	b := &bench{dir: dir, runs: runs, handbook: filepath.Join(dir, "handbook")}
	build := exec.Command("go", "build", "-o", b.handbook, "./generator")
	build.Dir, build.Stderr = project, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	if b.hugoUpTo = hugoUpTo; hugoUpTo > 0 {
		b.hugo, _ = exec.LookPath("hugo")
	}
	var rows []row
	if real {
		r, err := b.real(project)
		if err != nil {
			return err
		}
		rows = append(rows, r)
		fmt.Fprintln(os.Stderr, "bench: measured this project's content")
	}
	for _, n := range counts {
		size.Editions = n
		r, err := b.synthetic(size, project)
		if err != nil {
			return err
		}
		rows = append(rows, r)
		fmt.Fprintf(os.Stderr, "bench: measured %d editions\n", n)
	}
	about := machine(b.hugo, size, runs)
	printTable(os.Stdout, english, about, rows)
	if guide != "" {
		return writeGuide(guide, about, rows)
	}
	return nil
}
