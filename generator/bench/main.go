// Command bench measures the program on this machine. It makes synthetic
// handbooks of several sizes, builds each as a process of its own, and prints what
// the builds cost beside a copy of the same output.
//
//	go run ./generator/bench                              1, 10 and 95 editions
//	go run ./generator/bench -editions 500 -runs 1        thirty cities and more
//	go run ./generator/bench -real                        the project's own content as well
//
// CPU seconds are user and system time of the process and its children; the peak
// is its resident memory. Each figure is the median of the runs. A run builds into
// a new folder, copies the output, builds again over it, and once more after one
// item of the province has another sentence, which all editions show. The programs
// take turns, so that other work on the machine disturbs all of them alike, and the
// disk is flushed before each. Everything is deleted at the end only: on ext4,
// deleting thousands of files slows the next writes down.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"handbook/generator/synthetic"
)

func main() {
	size := synthetic.Province(0)
	editions := flag.String("editions", "1,10,95", "numbers of editions, with commas")
	flag.IntVar(&size.Items, "items", size.Items, "items of the province")
	flag.IntVar(&size.Body, "body", size.Body, "characters of an item's text")
	flag.Float64Var(&size.Overrides, "overrides", size.Overrides, "share of the items that each third edition overrides")
	flag.Uint64Var(&size.Seed, "seed", size.Seed, "the same seed gives the same bytes")
	runs := flag.Int("runs", 5, "runs; the median counts")
	real := flag.Bool("real", false, "measure the project's own content as well")
	project := flag.String("source", ".", "the project's folder")
	temp := flag.String("temp", "", "folder on the disk to measure (default: the system's temporary folder)")
	flag.Parse()
	if flag.NArg() > 0 || *runs < 1 || size.Items < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, size, *editions, *runs, *real, *project, *temp); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(3)
	}
}

func run(w io.Writer, size synthetic.Size, editions string, runs int, real bool, project, temp string) error {
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
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, runs: runs, handbook: filepath.Join(dir, "handbook")}
	build := exec.Command("go", "build", "-o", b.handbook, "./generator")
	build.Dir, build.Stderr = project, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	fmt.Fprintf(w, "%s; %s/%s, %d CPU, %s; medians of %d; %d items, bodies of %d characters, each third edition overrides %g of the items; seed %d\n\n",
		time.Now().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), runs, size.Items, size.Body, size.Overrides, size.Seed)
	fmt.Fprintln(w, "| editions | pages | MB | build: CPU s | wall s | peak MiB | cp -r: CPU s | build ÷ cp | unchanged: CPU s | one item changed: CPU s | files written |")
	fmt.Fprintln(w, "| --- |"+strings.Repeat(" ---: |", 10))
	line := func(name string, r row) {
		fmt.Fprintf(w, "| %s | %d | %.1f | %.2f | %.2f | %d | %.2f | %.2f | %.2f | %.2f | %d |\n", name, r.pages, float64(r.bytes)/1e6,
			r.build.cpu.Seconds(), r.build.wall.Seconds(), r.build.peak>>20, r.copied.cpu.Seconds(), r.build.cpu.Seconds()/r.copied.cpu.Seconds(),
			r.unchanged.cpu.Seconds(), r.changed.cpu.Seconds(), r.rewritten)
	}
	if real {
		r, err := b.real(project)
		if err != nil {
			return err
		}
		line("this content", r)
	}
	for _, n := range counts {
		size.Editions = n
		h := synthetic.New(size)
		source := b.fresh("source")
		if err := h.Write(source, project); err != nil {
			return err
		}
		r, err := b.measure(source, h.FirstItem())
		if err != nil {
			return err
		}
		line(strconv.Itoa(n), r)
	}
	return nil
}
