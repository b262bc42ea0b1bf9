package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func init() { commands["handbook-measured"] = measured }

// measured is the command, and tells at its end the process's CPU time (user and
// system, ns) and its peak memory (VmHWM, KiB). The peak is the process's own:
// what wait4 tells a parent includes the parent's memory at the time of the fork.
func measured() {
	code := run(os.Args[1:], os.Stdout, os.Stderr, os.Environ())
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	peak, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	fmt.Printf("measured %d %s\n", usage.Utime.Nano()+usage.Stime.Nano(), peak)
	os.Exit(code)
}

// BenchmarkProcess runs the command as a process of its own and cp -r of its
// output beside it. It reports cpu-ms/op and peak-MiB.
func BenchmarkProcess(b *testing.B) {
	b.Run("Build", func(b *testing.B) {
		eachHandbook(b, func(b *testing.B, source string) {
			out := b.TempDir()
			n := 0
			process(b, func() *exec.Cmd {
				n++
				return handbookCommand(b, "build", "--source", source, "--output", filepath.Join(out, strconv.Itoa(n)))
			})
			reportTree(b, filepath.Join(out, "1"))
		})
	})
	b.Run("Unchanged", func(b *testing.B) {
		eachHandbook(b, func(b *testing.B, source string) {
			out := filepath.Join(b.TempDir(), "public")
			build(b, source, out)
			process(b, func() *exec.Cmd { return handbookCommand(b, "build", "--source", source, "--output", out) })
			reportTree(b, out)
		})
	})
	b.Run("Check", func(b *testing.B) {
		eachHandbook(b, func(b *testing.B, source string) {
			process(b, func() *exec.Cmd { return handbookCommand(b, "check", "--source", source) })
		})
	})
	b.Run("Copy", func(b *testing.B) {
		eachHandbook(b, func(b *testing.B, source string) {
			out := b.TempDir()
			from := filepath.Join(out, "public")
			build(b, source, from)
			n := 0
			process(b, func() *exec.Cmd {
				n++
				return exec.Command("cp", "-r", from, filepath.Join(out, strconv.Itoa(n)))
			})
			reportTree(b, from)
		})
	})
}

// BenchmarkEditions builds 1 to 500 synthetic editions as a process of its own,
// with cp -r of the output beside it: what a further edition costs should be
// what writing its files costs.
//
//	go test -run '^$' -bench Editions -benchtime 3x ./generator
func BenchmarkEditions(b *testing.B) {
	for _, base := range []struct {
		name, source string
		editions     []int
	}{{"Small", "testdata/site", []int{1, 10, 95, 500}}, {"Real", realSource, []int{1, 10, 95}}} {
		for _, n := range base.editions {
			b.Run(fmt.Sprintf("%s/%d", base.name, n), func(b *testing.B) {
				source := b.TempDir()
				if err := writeEditions(source, base.source, n); err != nil {
					b.Fatal(err)
				}
				from := filepath.Join(b.TempDir(), "public")
				build(b, source, from)
				for _, run := range []struct {
					name    string
					command func(to string) *exec.Cmd
				}{
					{"Build", func(to string) *exec.Cmd { return handbookCommand(b, "build", "--source", source, "--output", to) }},
					{"Unchanged", func(string) *exec.Cmd { return handbookCommand(b, "build", "--source", source, "--output", from) }},
					{"Copy", func(to string) *exec.Cmd { return exec.Command("cp", "-r", from, to) }},
				} {
					b.Run(run.name, func(b *testing.B) {
						out, n := b.TempDir(), 0
						process(b, func() *exec.Cmd {
							n++
							return run.command(filepath.Join(out, strconv.Itoa(n)))
						})
						reportTree(b, from)
					})
				}
			})
		}
	}
}

func handbookCommand(b *testing.B, args ...string) *exec.Cmd {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"handbook-measured"}, args...)}
}

// process runs commands and reports the mean of their CPU time and the highest
// of their peaks, where they tell it.
func process(b *testing.B, command func() *exec.Cmd) {
	b.Helper()
	var cpu time.Duration
	peak, runs := 0, 0
	for b.Loop() {
		cmd := command()
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil {
			b.Fatalf("%v: %v\n%s", cmd.Args, err, errs.String())
		}
		runs++
		var ns int64
		var kib int
		if _, line, found := strings.Cut(out.String(), "measured "); found {
			if _, err := fmt.Sscan(line, &ns, &kib); err != nil {
				b.Fatal(err)
			}
			cpu += time.Duration(ns)
			peak = max(peak, kib)
		} else {
			cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		}
	}
	b.ReportMetric(float64(cpu.Microseconds())/1000/float64(runs), "cpu-ms/op")
	if peak > 0 {
		b.ReportMetric(float64(peak)/1024, "peak-MiB")
	}
}
