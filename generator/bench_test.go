package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"handbook/generator/site"
)

// The benchmarks measure the project's own content, and a synthetic handbook of
// ten times as many items. Each reports pages/op, and through SetBytes MB/s of
// the site's bytes:
//
//	go test -run '^$' -bench . ./generator
//
// BenchmarkProcess and BenchmarkEditions (Linux) have the figures of the whole
// process: CPU time and peak memory, beside those of cp -r. For a single build by hand:
//
//	go build -o handbook ./generator && /usr/bin/time -v ./handbook build

// realSource is the checkout, as tests see it from their folder.
const realSource = ".."

// BenchmarkBuild writes the whole site into a fresh folder.
func BenchmarkBuild(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		out := b.TempDir()
		n := 0
		for b.Loop() {
			n++
			build(b, source, filepath.Join(out, strconv.Itoa(n)))
		}
		reportTree(b, filepath.Join(out, "1"))
	})
}

// BenchmarkBuildUnchanged builds again where nothing has changed.
func BenchmarkBuildUnchanged(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		out := filepath.Join(b.TempDir(), "public")
		build(b, source, out)
		for b.Loop() {
			build(b, source, out)
		}
		reportTree(b, out)
	})
}

// BenchmarkOpen reads and checks the source and derives all pages, but renders
// none.
func BenchmarkOpen(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		var s *site.Site
		for b.Loop() {
			s = open(b, source)
		}
		b.ReportMetric(float64(len(s.URLs())), "pages/op")
	})
}

// BenchmarkRender makes all pages in memory, on one processor.
func BenchmarkRender(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		s := open(b, source)
		var bytes int64
		for b.Loop() {
			bytes = 0
			for _, url := range s.URLs() {
				data, faults := s.Render(url)
				if len(faults) > 0 {
					b.Fatal(faults[0].Said.Message.EN)
				}
				bytes += int64(len(data))
			}
		}
		b.SetBytes(bytes)
		b.ReportMetric(float64(len(s.URLs())), "pages/op")
	})
}

// BenchmarkIndex makes the index of the search and what each edition has
// otherwise: to be held beside BenchmarkRender.
func BenchmarkIndex(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		var bytes int64
		for b.Loop() {
			b.StopTimer()
			s := open(b, source)
			urls := s.URLs()
			b.StartTimer()
			bytes = 0
			for _, u := range urls {
				if !strings.HasSuffix(u, ".js") || !strings.Contains(u, "data/search") {
					continue
				}
				data, faults := s.Render(u)
				if len(faults) > 0 {
					b.Fatal(faults)
				}
				bytes += int64(len(data))
			}
		}
		b.SetBytes(bytes)
	})
}

// BenchmarkCopy copies the output file by file, which is what a build is
// measured against.
func BenchmarkCopy(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		out := b.TempDir()
		from := filepath.Join(out, "public")
		build(b, source, from)
		n := 0
		for b.Loop() {
			n++
			if err := copyFiles(from, filepath.Join(out, strconv.Itoa(n))); err != nil {
				b.Fatal(err)
			}
		}
		reportTree(b, from)
	})
}

func eachHandbook(b *testing.B, f func(b *testing.B, source string)) {
	b.Run("Real", func(b *testing.B) {
		b.ReportAllocs()
		f(b, realSource)
	})
	b.Run("Tenfold", func(b *testing.B) {
		b.ReportAllocs()
		source := b.TempDir()
		if err := writeTenfold(source); err != nil {
			b.Fatal(err)
		}
		f(b, source)
	})
}

func build(b *testing.B, source, output string) {
	b.Helper()
	var errs strings.Builder
	if code := run([]string{"build", "--source", source, "--output", output}, io.Discard, &errs, nil); code != exitDone {
		b.Fatalf("exit code %d:\n%s", code, errs.String())
	}
}

func open(b testing.TB, source string) *site.Site {
	b.Helper()
	root, err := os.OpenRoot(source)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { root.Close() }) // static files are read when they are rendered
	s, faults, err := site.Open(root.FS(), nil, site.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if faults.HasErrors() {
		b.Fatal("the content has errors: run go run ./generator check")
	}
	return s
}

// reportTree reports the size of an output.
func reportTree(b *testing.B, dir string) {
	b.Helper()
	files, bytes, err := sizeOf(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(bytes)
	b.ReportMetric(float64(files), "pages/op")
}

func sizeOf(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	return files, bytes, err
}

func copyFiles(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
}

// copies is how often the synthetic handbook has each domain with its items.
const copies = 10

var (
	orderLine  = regexp.MustCompile(`(?m)^order = (\d+)`)
	domainLine = regexp.MustCompile(`(?m)^domain = "([^"]*)"`)
	formerLine = regexp.MustCompile(`(?m)^former_ids = .*$`)
)

// writeTenfold writes a handbook with ten times as many items as the project's:
// every domain and every item of it stands there under ten ids. It has no editions. Groups, agencies,
// guides and sources are the project's own, so each of them has ten times as
// much to list.
func writeTenfold(dir string) error {
	if err := copyProvince(realSource, dir); err != nil {
		return err
	}
	domains, err := filepath.Glob(filepath.Join(realSource, "content/domains/*.md"))
	if err != nil {
		return err
	}
	items, err := filepath.Glob(filepath.Join(realSource, "content/items/*/*.md"))
	if err != nil {
		return err
	}
	for n := 2; n <= copies; n++ {
		again := fmt.Sprintf("-%d", n)
		for _, name := range domains {
			to := filepath.Join(dir, "content/domains", id(name)+again+".md")
			if err := rewrite(name, to, func(text string) string {
				return orderLine.ReplaceAllStringFunc(text, func(line string) string {
					order, _ := strconv.Atoi(strings.TrimPrefix(line, "order = "))
					return fmt.Sprintf("order = %d", order+(n-1)*len(domains))
				})
			}); err != nil {
				return err
			}
		}
		for _, name := range items {
			domain := filepath.Base(filepath.Dir(name))
			to := filepath.Join(dir, "content/items", domain+again, id(name)+again+".md")
			if err := rewrite(name, to, func(text string) string {
				text = domainLine.ReplaceAllString(text, `domain = "${1}`+again+`"`)
				return formerLine.ReplaceAllString(text, "former_ids = []")
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyProvince copies a source folder without its editions, with the project's
// own layouts and static files.
func copyProvince(from, to string) error {
	for _, part := range []struct{ from, name string }{{from, "content"}, {realSource, "layouts"}, {realSource, "static"}} {
		if err := copyFiles(filepath.Join(part.from, part.name), filepath.Join(to, part.name)); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(filepath.Join(to, "content/editions")); err != nil {
		return err
	}
	return rewrite(filepath.Join(from, "site.toml"), filepath.Join(to, "site.toml"), func(text string) string { return text })
}

// writeEditions writes a handbook with n editions over the content of base:
// cities with nine counties each. Three of ten have two overrides, with a guide
// and a body of their own; the others are a name and a window.
func writeEditions(dir, base string, n int) error {
	if err := copyProvince(base, dir); err != nil {
		return err
	}
	items, err := filepath.Glob(filepath.Join(dir, "content/items/*/*.md"))
	if err != nil {
		return err
	}
	agencies, err := filepath.Glob(filepath.Join(dir, "content/agencies/*.md"))
	if err != nil {
		return err
	}
	for k := range n {
		at, kind := fmt.Sprintf("city-%d", k/10), "city"
		if k%10 > 0 {
			at, kind = fmt.Sprintf("%s/county-%d", at, k), "county"
		}
		files := map[string]string{"edition.toml": fmt.Sprintf(
			"name = \"第%d版\"\nkind = %q\n[[places]]\nname = \"第%d窗口\"\nphone = \"0591-%08d\"\nagencies = [%q]\n",
			k, kind, k, k, id(agencies[k%len(agencies)]))}
		if k%10 == 1 || k%10 == 4 || k%10 == 7 {
			for _, item := range []string{items[k%len(items)], items[(k+1)%len(items)]} {
				files["items/"+filepath.Base(item)] = fmt.Sprintf(
					"+++\n[guide]\nmaterials = [\"身份证\", \"第%d版的表\"]\nsteps = [\"申请\", \"审核\"]\n+++\n\n第%d版的说明。\n", k, k)
			}
		}
		for name, text := range files {
			to := filepath.Join(dir, "content/editions", at, name)
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

func id(name string) string { return strings.TrimSuffix(filepath.Base(name), ".md") }

func rewrite(from, to string, change func(string) string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, []byte(change(string(text))), 0o666)
}
