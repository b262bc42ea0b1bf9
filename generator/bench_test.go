package main

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"handbook/generator/handbook"
	"handbook/generator/site"
	"handbook/generator/synthetic"
	"handbook/generator/tree"
)

// The benchmarks measure each stage of a build with its allocations, in this
// process: on the project's own content, and on a synthetic handbook of the same
// number of editions. The command generator/bench measures whole builds as
// processes, beside cp -r.
//
//	go test -run '^$' -bench . -benchmem ./generator
//	go test -run '^$' -bench . -benchmem ./generator/publish ./generator/toml
//
// Open includes Load, and Load includes Read: the differences are the cost of
// layouts and assets, and of checking and resolving.

// realSource is the checkout, relative to the folder of the tests.
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

// BenchmarkRead only reads all files of content/.
func BenchmarkRead(b *testing.B) {
	eachHandbook(b, func(b *testing.B, folder string) {
		fsys := os.DirFS(folder)
		var bytes int64
		for b.Loop() {
			listing, _, err := tree.Walk(fsys, "content")
			if err != nil {
				b.Fatal(err)
			}
			bytes = 0
			for _, name := range listing.Paths {
				file, _, err := tree.Read(fsys, name)
				if err != nil {
					b.Fatal(err)
				}
				if file != nil {
					bytes += int64(len(file.Text))
				}
			}
			b.ReportMetric(float64(len(listing.Paths)), "files/op")
		}
		b.SetBytes(bytes)
	})
}

// BenchmarkLoad reads, checks and resolves all editions: Cold without an earlier
// handbook, Warm with one, as after a save.
func BenchmarkLoad(b *testing.B) {
	eachHandbook(b, func(b *testing.B, folder string) {
		load := func(b *testing.B, prev *handbook.Handbook) *handbook.Handbook {
			h, faults, err := handbook.Load(os.DirFS(folder), prev, handbook.Date{})
			if err != nil || faults.HasErrors() {
				b.Fatal("the content has errors: run go run ./generator check", err)
			}
			return h
		}
		b.Run("Cold", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load(b, nil)
			}
		})
		b.Run("Warm", func(b *testing.B) {
			b.ReportAllocs()
			prev := load(b, nil)
			for b.Loop() {
				load(b, prev)
			}
		})
	})
}

// BenchmarkOpen reads and checks all input of a site, but renders nothing.
func BenchmarkOpen(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		for b.Loop() {
			open(b, source)
		}
	})
}

// BenchmarkRender makes all pages in memory, on one processor.
func BenchmarkRender(b *testing.B) {
	eachHandbook(b, func(b *testing.B, source string) {
		var bytes int64
		var pages int
		for b.Loop() {
			b.StopTimer()
			s := open(b, source) // it keeps the fragments
			b.StartTimer()
			bytes, pages = 0, 0
			faults, err := s.Stream(site.Shard{}, 1, func(_ string, data []byte) error {
				bytes += int64(len(data))
				pages++
				return nil
			})
			if err != nil || len(faults) > 0 {
				b.Fatal(err, faults)
			}
		}
		b.SetBytes(bytes)
		b.ReportMetric(float64(pages), "pages/op")
	})
}

// BenchmarkIndex makes the index of the search and the files of the editions, to
// compare with BenchmarkRender.
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

func eachHandbook(b *testing.B, f func(b *testing.B, source string)) {
	b.Run("Real", func(b *testing.B) {
		b.ReportAllocs()
		f(b, realSource)
	})
	b.Run("Synthetic", func(b *testing.B) {
		b.ReportAllocs()
		source := filepath.Join(b.TempDir(), "site")
		if err := synthetic.New(synthetic.Province(94)).Write(source, realSource); err != nil {
			b.Fatal(err)
		}
		f(b, source)
	})
}

func build(b *testing.B, source, output string) {
	b.Helper()
	var errs strings.Builder
	if code := run([]string{"build", "--source", source, "--output", output}, io.Discard, &errs, os.Environ()); code != exitDone {
		b.Fatalf("exit code %d:\n%s", code, errs.String())
	}
}

func open(b testing.TB, source string) *site.Site {
	b.Helper()
	root, err := os.OpenRoot(source)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { root.Close() }) // the site reads static files when it renders them
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
	files, _, bytes, err := synthetic.Count(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(bytes)
	b.ReportMetric(float64(files), "pages/op")
}
