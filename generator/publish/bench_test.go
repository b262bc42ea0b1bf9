//go:build unix

package publish

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
)

// The benchmarks write 10,000 files of 8 KB into 500 folders, with two workers:
// two thirds of what a province with 95 editions has. BenchmarkBare is the floor:
// the same files, no promises. Compare cpu-s, not the time on the clock, which
// depends on who else uses the disk.

const benchFiles = 10_000

func benchPath(i int) string { return fmt.Sprintf("city%03d/items/item-%05d.html", i%500, i) }

// benchData is different for every file and version.
func benchData(buf []byte, i, version int) []byte {
	return append(buf[:0], append(bytes.Repeat([]byte("办事指南 "), 630), fmt.Sprint(i, version)...)...)
}

func inParallel(b *testing.B, work func(i int) error) {
	b.Helper()
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := benchFiles * w / 2; i < benchFiles*(w+1)/2; i++ {
				if err := work(i); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func cpuSeconds() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

// benchPublish publishes once per round; version says what page i holds then.
func benchPublish(b *testing.B, fresh bool, version func(round, i int) int) {
	root := b.TempDir()
	b.Chdir(root)
	pages := make([][]byte, benchFiles)
	round := 0
	publish := func(dir string) {
		p, err := Open(dir, root, 0, 0)
		if err != nil {
			b.Fatal(err)
		}
		inParallel(b, func(i int) error { return p.Write(benchPath(i), pages[i]) })
		if _, err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	render := func() {
		for i := range pages {
			pages[i] = benchData(pages[i], i, version(round, i))
		}
	}
	if !fresh {
		render()
		publish("public")
	}
	var cpu float64
	for b.Loop() {
		round++
		dir := "public"
		if fresh {
			dir = fmt.Sprint("public", round)
		}
		b.StopTimer()
		render()
		before := cpuSeconds()
		b.StartTimer()
		publish(dir)
		cpu += cpuSeconds() - before
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
}

func BenchmarkFirst(b *testing.B) {
	benchPublish(b, true, func(int, int) int { return 0 })
}

func BenchmarkUnchanged(b *testing.B) {
	benchPublish(b, false, func(int, int) int { return 0 })
}

func BenchmarkOneChanged(b *testing.B) {
	benchPublish(b, false, func(round, i int) int {
		if i == 4711 {
			return round
		}
		return 0
	})
}

func BenchmarkAllChanged(b *testing.B) {
	benchPublish(b, false, func(round, _ int) int { return round })
}

func BenchmarkBare(b *testing.B) {
	root := b.TempDir()
	pages := make([][]byte, benchFiles)
	for i := range pages {
		pages[i] = benchData(nil, i, 0)
	}
	round := 0
	var cpu float64
	for b.Loop() {
		round++
		before := cpuSeconds()
		dir := filepath.Join(root, fmt.Sprint(round))
		for i := range 500 {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, benchPath(i))), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		inParallel(b, func(i int) error { return os.WriteFile(filepath.Join(dir, benchPath(i)), pages[i], 0o644) })
		cpu += cpuSeconds() - before
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
}
