package main

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// These tests make the machine fail during a real `handbook build`: they kill it,
// fill its disk, remove write permission, start two at once. Readers must see the
// old site or the new one, every byte of it, and the next build must leave nothing
// beside it.

// envKills is the number of builds that TestKilledBuilds kills, and of imports and
// bundles that TestKilledWriters does; it kills a tenth as many other commands.
const envKills = "HANDBOOK_KILLS"

// kills returns the number of kills, by default few.
func kills(few int) int {
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		return n
	}
	return few
}

func init() {
	cpuTime = func() time.Duration {
		var used syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
			panic(err)
		}
		return time.Duration(used.Utime.Nano() + used.Stime.Nano())
	}
}

// faultSource writes a small handbook with editions. Version 2 differs from 1 in
// every page, has pages of its own and lacks some.
func faultSource(t *testing.T, version int) string {
	t.Helper()
	dir := t.TempDir()
	for from, to := range map[string]string{
		"testdata/site": "", "testdata/editions": "content/editions", "../layouts": "layouts", "../static": "static",
	} {
		if err := copyTree(from, filepath.Join(dir, to), false); err != nil {
			t.Fatal(err)
		}
	}
	if version == 2 {
		change(t, filepath.Join(dir, "site.toml"), `title = "试用手册"`, `title = "改版手册"`)
		change(t, filepath.Join(dir, "content/items/education/free-books.md"), `former_ids = ["textbooks"]`, `former_ids = ["books-of-old"]`)
		if err := os.RemoveAll(filepath.Join(dir, "content/editions/xiamen/siming")); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// change replaces a text of a file, which must have it.
func change(t *testing.T, file, old, fresh string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s must have %q", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), old, fresh)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// program is handbook as a process of its own: this test binary, under the
// name that TestMain gave it.
func program(args ...string) *exec.Cmd {
	cmd := exec.Command("handbook", args...)
	// The race detector waits a second before each end.
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GORACE=atexit_sleep_ms=0")
	return cmd
}

// ends runs a command and returns its exit code and what it printed, which may
// never be a trace of the program's insides.
func ends(t *testing.T, cmd *exec.Cmd) (code int, said string) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if regexp.MustCompile(`goroutine \d|panic:|DATA RACE`).Match(out) {
		t.Errorf("%q shows its insides:\n%s", cmd.Args, out)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// builds runs a build that must succeed.
func builds(t *testing.T, source, output string) {
	t.Helper()
	if code, said := ends(t, program("build", "--source", source, "--output", output)); code != exitDone {
		t.Fatalf("exit code %d:\n%s", code, said)
	}
}

// bytesOf is every file of a folder by its path; nil where there is none.
func bytesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// versions are what the two sources build to, [1] and [2]; [0] is no site at all.
func versions(t *testing.T, sources [3]string) (whole [3]map[string]string) {
	t.Helper()
	for v := 1; v <= 2; v++ {
		output := filepath.Join(t.TempDir(), "public")
		builds(t, sources[v], output)
		whole[v] = bytesOf(t, output)
	}
	if len(whole[1]) < 100 || maps.Equal(whole[1], whole[2]) {
		t.Fatalf("the sites are of no use to these tests: %d files", len(whole[1]))
	}
	return whole
}

// versionIn tells which of the sites a folder holds, whole.
func versionIn(t *testing.T, dir string, whole [3]map[string]string) int {
	t.Helper()
	got := bytesOf(t, dir)
	for v := range whole {
		if maps.Equal(got, whole[v]) && (got == nil) == (whole[v] == nil) {
			return v
		}
	}
	names := func(files map[string]string) []string { return slices.Sorted(maps.Keys(files)) }
	t.Fatalf("readers see neither the one site nor the other; beside version 1 (-) it has (+):\n%s", cmp.Diff(names(whole[1]), names(got)))
	return 0
}

// alone fails when anything but the output lies in its folder.
func alone(t *testing.T, output string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(output))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(output) {
			t.Errorf("%s is left over beside the output", e.Name())
		}
	}
}

func TestKilledBuilds(t *testing.T) {
	t.Parallel()
	kills := kills(8)
	sources := [3]string{"", faultSource(t, 1), faultSource(t, 2)}
	whole := versions(t, sources)
	output := filepath.Join(t.TempDir(), "public")
	builds(t, sources[1], output)
	now, seen := 1, map[string]int{}
	began := time.Now()
	builds(t, sources[2], output)
	builds(t, sources[1], output)
	long := time.Since(began) / 2
	for n := range kills {
		next := 3 - now
		cmd := program("build", "--source", sources[next], "--output", output)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Half of the kills may hit at any time, half only once files are written.
		span := long
		if n%2 == 1 {
			for waited := time.Duration(0); waited < 20*long && !staging(output); waited += time.Millisecond {
				time.Sleep(time.Millisecond)
			}
			span /= 4
		}
		time.Sleep(rand.N(span))
		cmd.Process.Kill()
		cmd.Wait()
		during := "before files were written"
		if staging(output) {
			during = "while files were written"
		}
		switch versionIn(t, output, whole) {
		case now:
			seen["old site, "+during]++
		case next:
			seen["new site"]++
			now = next
		default:
			t.Fatal("the site is gone")
		}
		// Now and then several kills are left for one build to mend.
		if n%3 == 2 || n == kills-1 {
			now = 3 - now
			builds(t, sources[now], output)
			alone(t, output)
			if got := versionIn(t, output, whole); got != now {
				t.Fatalf("the build after a kill shows version %d, not %d", got, now)
			}
		}
	}
	t.Logf("%d builds were killed; readers saw: %v", kills, seen)
}

// staging reports whether a tree is being built beside the output.
func staging(output string) bool {
	found, _ := filepath.Glob(filepath.Join(filepath.Dir(output), ".public.new-*"))
	return len(found) > 0
}

// disk mounts a small disk in memory, which only root may.
func disk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		if os.Getenv("HANDBOOK_MOUNT") != "" {
			t.Fatal("HANDBOOK_MOUNT says that disks can be mounted here, but: ", err)
		}
		t.Skip("NOT TESTED: only root can mount a small disk; TestFileTooLarge covers part of this: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fails runs a build that the machine makes impossible: it says so in one
// sentence of each language, and what stands in the output stays, every byte.
func fails(t *testing.T, output, said, zh string, build func(lang string) *exec.Cmd) {
	t.Helper()
	before := bytesOf(t, output)
	for lang, want := range map[string]string{"en": said, "zh": zh} {
		code, got := ends(t, build(lang))
		if code != exitMachine || !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("exit code %d, want %d and a sentence like %q:\n%s", code, exitMachine, want, got)
		}
	}
	if diff := cmp.Diff(before, bytesOf(t, output)); diff != "" {
		t.Error("the site changed")
	}
}

// plain is a build of a source, in a language.
func plain(source, output string) func(lang string) *exec.Cmd {
	return func(lang string) *exec.Cmd {
		return program("build", "--source", source, "--output", output, "--lang", lang)
	}
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	sources := [3]string{"", faultSource(t, 1), faultSource(t, 2)}
	whole := versions(t, sources)
	// One site takes some 2 MB; two do not fit, nor do links to all of its files.
	for _, options := range []string{"size=2500k", "size=20m,nr_inodes=420"} {
		t.Run(options, func(t *testing.T) {
			output := filepath.Join(disk(t, options), "public")
			builds(t, sources[1], output)
			const no = `(?m)^handbook: .*public.*no space left on device$`
			fails(t, output, no, `(?m)^handbook: 机器出了问题：.*public.*no space left on device$`, plain(sources[2], output))
			alone(t, output)
			// A small change still fits if there is room for it.
			if strings.Contains(options, "nr_inodes") {
				return
			}
			small := faultSource(t, 1)
			change(t, filepath.Join(small, "content/guides/how-to-use.md"), "\n+++\n", "\n+++\n\n新的一段。\n")
			builds(t, small, output)
			builds(t, sources[1], output)
			if versionIn(t, output, whole) != 1 {
				t.Error("the build after the full disk has not published")
			}
			alone(t, output)
		})
	}
	t.Run("first build", func(t *testing.T) {
		output := filepath.Join(disk(t, "size=1m"), "public")
		fails(t, output, `no space left`, `no space left`, plain(sources[1], output))
		if bytesOf(t, output) != nil {
			t.Error("half a site is shown")
		}
		alone(t, output)
	})
}

// TestFileTooLarge needs no root: no file may be longer than 4 KB.
func TestFileTooLarge(t *testing.T) {
	t.Parallel()
	source, output := faultSource(t, 1), filepath.Join(t.TempDir(), "public")
	builds(t, source, output)
	other := faultSource(t, 2)
	fails(t, output, `(?m)^handbook: .*public.*file too large$`, `机器出了问题`, func(lang string) *exec.Cmd {
		return exec.Command("sh", "-c", `ulimit -f 8; exec handbook build --source "$0" --output "$1" --lang "$2"`, other, output, lang)
	})
	alone(t, output)
}

func TestReadOnlyOutput(t *testing.T) {
	t.Parallel()
	sources := [3]string{"", faultSource(t, 1), faultSource(t, 2)}
	if os.Getuid() != 0 {
		output := filepath.Join(t.TempDir(), "public")
		builds(t, sources[1], output)
		if err := os.Chmod(filepath.Dir(output), 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Dir(output), 0o755) })
		fails(t, output, `permission denied`, `permission denied`, plain(sources[2], output))
		return
	}
	dir := disk(t, "size=20m")
	output := filepath.Join(dir, "public")
	builds(t, sources[1], output)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	fails(t, output, `(?m)^handbook: .*public: read-only file system$`, `read-only file system`, plain(sources[2], output))
	alone(t, output)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	builds(t, sources[2], output)
	alone(t, output)
}

// TestTwoBuilds starts builds of two sites on one output at once: each succeeds or
// fails with a clear message, and the output is one of the two sites.
func TestTwoBuilds(t *testing.T) {
	t.Parallel()
	sources := [3]string{"", faultSource(t, 1), faultSource(t, 2)}
	whole := versions(t, sources)
	output := filepath.Join(t.TempDir(), "public")
	done, refused := 0, 0
	for range 2 {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for n := range 4 {
			wg.Go(func() {
				code, said := ends(t, program("build", "--source", sources[1+n%2], "--output", output))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case code == exitDone:
					done++
				case code == exitMachine && strings.Contains(said, "another command is writing to "+output) && strings.Contains(said, "hint: wait until it has finished"):
					refused++
				default:
					t.Errorf("exit code %d:\n%s", code, said)
				}
			})
		}
		wg.Wait()
		if versionIn(t, output, whole) == 0 {
			t.Fatal("none of the builds published")
		}
		alone(t, output)
	}
	t.Logf("%d builds were done, %d refused", done, refused)

	// Surely at once: the lock is held.
	lock, err := os.Create(filepath.Join(filepath.Dir(output), ".public.lock"))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	fails(t, output, `another command is writing to `, `另一个命令正在写入`, plain(sources[1], output))
	lock.Close()
	builds(t, sources[1], output)
	alone(t, output)
}

// listed compares the files of an output with its manifest: if they agree, the
// tree is whole.
func listed(t *testing.T, output string) {
	t.Helper()
	files := bytesOf(t, output)
	list, ok := files[".handbook-manifest"]
	if !ok {
		t.Fatal("the output has no list of its files")
	}
	delete(files, ".handbook-manifest")
	for line := range strings.Lines(list) {
		sum, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		size, path, ok := strings.Cut(rest, " ")
		if !ok || sum == "end" || strings.HasPrefix(line, "handbook-manifest ") {
			continue
		}
		data, there := files[path]
		delete(files, path)
		got := fmt.Sprintf("%08x%08x", crc32.Checksum([]byte(data), crc32.MakeTable(crc32.Castagnoli)), crc32.ChecksumIEEE([]byte(data)))
		if !there || strconv.Itoa(len(data)) != size || got != sum {
			t.Errorf("%s is not what the list says", path)
		}
	}
	for path := range files {
		t.Errorf("%s is not listed", path)
	}
}
