package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"handbook/generator/synthetic"
)

// TestBench measures a small handbook once, from its making to the table.
func TestBench(t *testing.T) {
	if _, err := exec.LookPath("cp"); err != nil {
		t.Skip("there is no cp on this machine")
	}
	dir := t.TempDir()
	size := synthetic.Size{Seed: 1, Items: 10, Editions: 3, Overrides: 0.5, Body: 100}
	if err := run(size, "3", 2, false, 0, "../..", dir, ""); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("the command leaves %v behind, %v", left, err)
	}
	for _, wrong := range []string{"", "x", "1,", "-1"} {
		if err := run(size, wrong, 1, false, 0, "../..", dir, ""); err == nil {
			t.Errorf("-editions %q is accepted", wrong)
		}
	}
}

func TestMedian(t *testing.T) {
	got := median([]cost{{3, 10, 7}, {1, 30, 9}, {2, 20, 8}})
	if want := (cost{2, 20, 8}); got != want {
		t.Errorf("median %v, want %v", got, want)
	}
	if got := median(nil); got != (cost{}) {
		t.Errorf("the median of nothing is %v", got)
	}
}

func TestFilesWritten(t *testing.T) {
	n, err := filesWritten("x: warning\nsite in /tmp/a: b: 128 files written, 3 unchanged, 0 removed\n")
	if n != 128 || err != nil {
		t.Errorf("%d files, %v", n, err)
	}
	if _, err := filesWritten("done\n"); err == nil {
		t.Error("a line without the number is accepted")
	}
}

// TestTable: every line has as many cells as the head, with and without Hugo.
func TestTable(t *testing.T) {
	rows := []row{
		{editions: 94, real: true, pages: 100, bytes: 2e6, build: cost{2 * time.Second, time.Second, 1 << 20}, copied: cost{cpu: time.Second}},
		{editions: 1, pages: 100, build: cost{cpu: time.Second}, hugo: cost{4 * time.Second, time.Second, 1 << 21}, hugoPages: 200},
	}
	for _, lang := range []language{english, chinese} {
		var b bytes.Buffer
		printTable(&b, lang, about{day: "2026-11-24"}, rows)
		width := 0
		for l := range strings.Lines(b.String()) {
			switch n := strings.Count(l, "|"); {
			case n == 0:
				width = 0
			case width > 0 && n != width:
				t.Errorf("a line of another width:\n%s", b.String())
			default:
				width = n
			}
		}
		for _, want := range []string{"| 2.00 | 1.00 | 1 | 50 |", "| 2.00 | 0.00 |", "| 4.00 | 1.00 | 2 | 200 | 0.0 | 50 | 2.00 |"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("the table lacks %q:\n%s", want, b.String())
			}
		}
	}
}

func TestReplaceSection(t *testing.T) {
	got, err := replaceSection("a\n\n## 最近一次测量\n\n旧表\n\n## 后面\n\nb\n", "新表\n")
	if want := "a\n\n## 最近一次测量\n\n新表\n\n## 后面\n\nb\n"; got != want || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := replaceSection("a\n## 最近一次测量\n旧", "新\n"); got != "a\n## 最近一次测量\n\n新\n" || err != nil {
		t.Errorf("at the end: %q, %v", got, err)
	}
	if _, err := replaceSection("## 别的\n", "x"); err == nil {
		t.Error("a page without the heading is accepted")
	}
}
