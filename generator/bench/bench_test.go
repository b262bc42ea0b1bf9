package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"handbook/generator/synthetic"
)

// TestBench measures a small handbook once, and prints a table whose lines have as
// many cells as its head.
func TestBench(t *testing.T) {
	if _, err := exec.LookPath("cp"); err != nil {
		t.Skip("this machine has no cp")
	}
	dir := t.TempDir()
	size := synthetic.Size{Seed: 1, Items: 10, Editions: 3, Overrides: 0.5, Body: 100}
	var out bytes.Buffer
	if err := run(&out, size, "3", 1, false, "../..", dir); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[4], "| 3 |") {
		t.Fatalf("the command must print a title, a head and one line:\n%s", out.String())
	}
	for _, line := range lines[3:] {
		if strings.Count(line, "|") != strings.Count(lines[2], "|") {
			t.Errorf("this line has another number of cells than the head:\n%s\n%s", lines[2], line)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("the command must delete what it wrote, not leave %v, %v", left, err)
	}
	for _, wrong := range []string{"", "x", "1,", "-1"} {
		if err := run(&out, size, wrong, 1, false, "../..", dir); err == nil {
			t.Errorf("-editions %q must be refused", wrong)
		}
	}
}

func TestMedian(t *testing.T) {
	got := median([]cost{{3, 10, 7}, {1, 30, 9}, {2, 20, 8}})
	if want := (cost{2, 20, 8}); got != want {
		t.Errorf("the median is %v, not %v", want, got)
	}
}

func TestFilesWritten(t *testing.T) {
	n, err := filesWritten("x: warning\nsite in /tmp/a: b: 128 files written, 3 unchanged, 0 removed\n")
	if n != 128 || err != nil {
		t.Errorf("128 files must be found, not %d (%v)", n, err)
	}
	if _, err := filesWritten("done\n"); err == nil {
		t.Error("a line without the number must be refused")
	}
}
