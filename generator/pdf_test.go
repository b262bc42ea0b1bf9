package main

import (
	"bytes"
	"encoding/hex"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"handbook/generator/pdf"
)

var (
	pdfPages   = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfBox     = regexp.MustCompile(`/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]`)
	pdfTitle   = regexp.MustCompile(`/Title\s*(<[0-9A-Fa-f]+>|\((?:\\.|[^\\)])*\))`)
	pdfAddress = regexp.MustCompile(`/URI\s*\(([^)]*)\)`)
)

// titles returns the texts of a PDF under /Title: its own, and those of its
// bookmarks.
func titles(t *testing.T, data []byte) []string {
	t.Helper()
	var out []string
	for _, m := range pdfTitle.FindAllSubmatch(data, -1) {
		text := string(m[1])
		if text[0] == '(' {
			out = append(out, text[1:len(text)-1])
			continue
		}
		raw, err := hex.DecodeString(text[1 : len(text)-1])
		if err != nil || len(raw) < 2 || raw[0] != 0xfe || raw[1] != 0xff {
			t.Fatalf("a title is no text of UTF-16: %s %v", text, err)
		}
		var units []uint16
		for n := 2; n+1 < len(raw); n += 2 {
			units = append(units, uint16(raw[n])<<8|uint16(raw[n+1]))
		}
		out = append(out, string(utf16.Decode(units)))
	}
	return out
}

// provinceFolder writes the small handbook with its editions into a new folder.
func provinceFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []struct{ from, to string }{
		{"testdata/site", ""}, {"testdata/editions", "content/editions"}, {"../layouts", "layouts"}, {"../static", "static"},
	} {
		if err := copyTree(part.from, filepath.Join(dir, part.to), true); err != nil {
			t.Fatal(err)
		}
	}
	// An image of the province, which pages of editions see from different depths.
	const page = "content/guides/how-to-use.md"
	text, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, page), append(text, "\n![图](map.png)\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/guides/map.png"), []byte("PNG"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestPDF prints the booklet of the small handbook and looks into the file.
func TestPDF(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	if pdf.Find() == "" {
		t.Fatal("no Chromium found: install one, or set CHROMIUM; go test -short leaves this test out")
	}
	source := provinceFolder(t)
	count := map[string]int{}
	for _, c := range []struct {
		name          string
		args          []string
		width, height float64 // in millimetres
		place         string
	}{
		{"a4", nil, 210, 297, ""},
		{"a5", []string{"--paper", "A5"}, 148, 210, ""},
		{"large", []string{"--large"}, 210, 297, ""},
		{"county", []string{"--edition", "fuzhou/minhou", "--base-url", "https://example.com/"}, 210, 297, "闽侯县"},
	} {
		out := filepath.Join(t.TempDir(), "b.pdf")
		var errs bytes.Buffer
		if code := run(append([]string{"pdf", "--source", source, "--output", out}, c.args...), io.Discard, &errs, nil); code != exitDone {
			t.Fatalf("%s: exit code %d:\n%s", c.name, code, errs.String())
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		count[c.name] = len(pdfPages.FindAll(data, -1))
		boxes := pdfBox.FindAllSubmatch(data, -1)
		if len(boxes) == 0 || count[c.name] < 4 {
			t.Fatalf("%s: %d pages, %d with a size: the booklet has a cover, contents, cards, indexes and a back", c.name, count[c.name], len(boxes))
		}
		for _, box := range boxes {
			for n, want := range []float64{c.width, c.height} {
				points, err := strconv.ParseFloat(string(box[n+1]), 64)
				if got := points / 72 * 25.4; err != nil || math.Abs(got-want) > 0.5 {
					t.Errorf("%s: a sheet is %s points, that is %.1f mm, want %.0f", c.name, box[n+1], got, want)
				}
			}
		}
		for _, want := range []string{"/StructTreeRoot", "/Lang (zh-Hans)", "/Outlines", "/Marked true"} {
			if !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s: the file has no %s", c.name, want)
			}
		}
		have := strings.Join(titles(t, data), "\n")
		for _, want := range []string{"打印版（清单2020版） - " + c.place, "目录", "1-01 ", "按人群查", "可以打的电话"} {
			if !strings.Contains(have, want) {
				t.Errorf("%s: neither the title nor a bookmark has %q; there are:\n%s", c.name, want, have)
			}
		}
		for _, m := range pdfAddress.FindAllSubmatch(data, -1) {
			if !strings.HasPrefix(string(m[1]), "https://example.com/") {
				t.Errorf("%s: the file leads to %s, which nobody else has", c.name, m[1])
			}
		}
	}
	if count["a5"] <= count["a4"] || count["large"] <= count["a4"] {
		t.Errorf("small paper and large print take more sheets: %v", count)
	}
}

// TestPDFWithout: without a browser, or with a file that is not one, the command
// prints a hint and leaves the earlier file.
func TestPDFWithout(t *testing.T) {
	source := provinceFolder(t)
	out := filepath.Join(t.TempDir(), "b.pdf")
	if err := os.WriteFile(out, []byte("before"), 0o666); err != nil {
		t.Fatal(err)
	}
	for browser, want := range map[string]string{
		filepath.Join(source, "none"):      "Microsoft Edge",
		filepath.Join(source, "site.toml"): "Microsoft Edge", // not a program
	} {
		t.Setenv("CHROMIUM", browser)
		for _, lang := range []string{"en", "zh"} {
			var errs bytes.Buffer
			code := run([]string{"pdf", "--source", source, "--output", out, "--lang", lang}, io.Discard, &errs, nil)
			if code != exitMachine || !strings.Contains(errs.String(), want) || !strings.Contains(errs.String(), "print.html") {
				t.Errorf("%s: exit code %d, want %d and what to install:\n%s", browser, code, exitMachine, errs.String())
			}
		}
	}
	if data, err := os.ReadFile(out); err != nil || string(data) != "before" {
		t.Errorf("the file of before must stay: %q, %v", data, err)
	}
	for _, args := range [][]string{{"--paper", "a3"}, {"--edition", "fuzhou/minho"}} {
		var errs bytes.Buffer
		if code := run(append([]string{"pdf", "--source", source}, args...), io.Discard, &errs, nil); code != exitUsage {
			t.Errorf("%q: exit code %d, want %d:\n%s", args, code, exitUsage, errs.String())
		}
	}
}
