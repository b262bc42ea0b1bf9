package publish

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// These tests start the test program again as a build, kill it or fill its disk,
// and check the site that readers then see.

// crashSite returns version v of a site: half of the pages differ, some come and go.
func crashSite(v int) site {
	s := site{}
	for i := range 400 {
		text := strings.Repeat(fmt.Sprint("page ", i, "\n"), 200)
		if i%2 == 0 {
			text += fmt.Sprint("version ", v)
		}
		if i%10 != v%10 {
			s[fmt.Sprintf("city%d/items/item%d.html", i%12, i)] = text
		}
	}
	return s
}

// envKills is the number of builds that TestKilledAtRandom kills; by default a few.
const envKills = "HANDBOOK_KILLS"

// The helper's orders come in the environment.
const (
	envDir     = "PUBLISH_HELPER_DIR"     // publish crashSite to this folder
	envVersion = "PUBLISH_HELPER_VERSION" // "1" or "2"
	envRename  = "PUBLISH_HELPER_RENAME"  // set: as if folders could not be exchanged
	envDieAt   = "PUBLISH_HELPER_DIE_AT"  // kill yourself at this step of Commit
	envLimit   = "PUBLISH_HELPER_LIMIT"   // set: no file may be longer than 1 KB
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(envDir); dir != "" {
		if err := helper(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func helper(dir string) error {
	if os.Getenv(envLimit) != "" {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1024, Max: 1024}); err != nil {
			return err
		}
	}
	fmt.Println("ready")
	if os.Getenv(envUpdate) != "" {
		return updateHelper(dir)
	}
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		return err
	}
	if os.Getenv(envRename) != "" {
		p.swapTrees = func(a, b string) error { return errors.ErrUnsupported }
	}
	if at := os.Getenv(envDieAt); at != "" {
		p.step = func(name string) {
			if name == at {
				syscall.Kill(os.Getpid(), syscall.SIGKILL)
				time.Sleep(time.Minute)
			}
		}
	}
	s := crashSite(int(os.Getenv(envVersion)[0] - '0'))
	for _, path := range slices.Sorted(maps.Keys(s)) {
		if err := p.Write(path, []byte(s[path])); err != nil {
			return errors.Join(err, p.Abort())
		}
	}
	_, err = p.Commit()
	return err
}

// startHelper runs a build in another process and returns once it has begun.
func startHelper(t *testing.T, dir string, version int, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	// The race detector waits a second before each end.
	cmd.Env = append(os.Environ(), append(env, "GORACE=atexit_sleep_ms=0", envDir+"="+dir, fmt.Sprint(envVersion, "=", version))...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the helper did not start")
	}
	return cmd
}

// wantOneOf checks that the folder holds one of the two sites, whole, with its
// own manifest, and returns which (1 or 2).
func wantOneOf(t *testing.T, dir string, whole [3]site) int {
	t.Helper()
	got := readAll(t, dir)
	for v := 1; v <= 2; v++ {
		if maps.Equal(got, whole[v]) {
			return v
		}
	}
	t.Fatalf("readers see neither the old nor the new site:\n%s", cmp.Diff(whole[1], got))
	return 0
}

// wholeSites returns the folders of versions 1 and 2, with manifests.
func wholeSites(t *testing.T) (whole [3]site) {
	for v := 1; v <= 2; v++ {
		dir := newOutput(t)
		publishTo(t, dir, crashSite(v))
		whole[v] = readAll(t, dir)
	}
	return whole
}

func TestKilledAtRandom(t *testing.T) {
	t.Parallel()
	kills := 12
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		kills = n
	}
	whole := wholeSites(t)
	for _, env := range []string{"", envRename + "=1"} {
		if env != "" {
			kills = (kills + 2) / 3
		}
		t.Run(env, func(t *testing.T) {
			dir := newOutput(t)
			publishTo(t, dir, crashSite(1))
			cmd := startHelper(t, dir, 2, env)
			start := time.Now()
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			whole2 := time.Since(start)
			now, seen := 2, [3]int{}
			for range kills {
				cmd := startHelper(t, dir, 3-now, env)
				time.Sleep(rand.N(whole2))
				cmd.Process.Kill()
				cmd.Wait()
				if _, err := os.Stat(dir); env != "" && errors.Is(err, os.ErrNotExist) {
					// Between the two renames there is nothing to see; the next
					// Open puts the old site back.
					if p, err := Open(dir, "", 0, 0); err != nil {
						t.Fatal(err)
					} else if err := p.Abort(); err != nil {
						t.Fatal(err)
					}
				}
				after := wantOneOf(t, dir, whole)
				if after == now {
					seen[1]++
				} else {
					seen[2]++
				}
				// Every other time the next build starts from the leftovers.
				if rand.IntN(2) == 0 {
					after = 3 - after
					publishTo(t, dir, crashSite(after))
					wantNoLeftovers(t, dir)
					if got := wantOneOf(t, dir, whole); got != after {
						t.Fatal("the build after a kill did not publish")
					}
				}
				now = after
			}
			t.Logf("%d kills left the old site, %d came too late", seen[1], seen[2])
		})
	}
}

func TestKilledAtEachStep(t *testing.T) {
	t.Parallel()
	whole := wholeSites(t)
	for _, test := range []struct {
		step, env string
		want      int // the version readers see; 0: none until the next Open, then 1
	}{
		{"staged", "", 1}, {"linked", "", 1}, {"listed", "", 1}, {"flushed", "", 1}, {"swapped", "", 2}, {"unlisted", "", 2},
		{"flushed", envRename + "=1", 1}, {"retired", envRename + "=1", 0}, {"swapped", envRename + "=1", 2}, {"unlisted", envRename + "=1", 2},
	} {
		t.Run(test.step+" "+test.env, func(t *testing.T) {
			t.Parallel()
			dir := newOutput(t)
			publishTo(t, dir, crashSite(1))
			err := startHelper(t, dir, 2, test.env, envDieAt+"="+test.step).Wait()
			if err == nil || !strings.Contains(err.Error(), "killed") {
				t.Fatalf("the helper ended with %v, want it killed; is the step still named so?", err)
			}
			want := test.want
			if want == 0 {
				want = 1
			} else if got := wantOneOf(t, dir, whole); got != want {
				t.Errorf("readers see version %d, want %d", got, want)
			}
			// An aborted build repairs it just as well.
			p, err := Open(dir, "", 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			p.Abort()
			if got := wantOneOf(t, dir, whole); got != want {
				t.Errorf("version %d after the next Open, want %d", got, want)
			}
			wantNoLeftovers(t, dir)
			publishTo(t, dir, crashSite(2))
			if got := wantOneOf(t, dir, whole); got != 2 {
				t.Errorf("version %d after the next build, want 2", got)
			}
		})
	}
}

// To delete the output after a kill means a fresh start, not half of a tree that
// the build was removing.
func TestHalfRemovedTreeStaysAway(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, crashSite(1))
	startHelper(t, dir, 2, envRename+"=1", envDieAt+"=unlisted").Wait()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	p, err := Open(dir, "", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	if got := readAll(t, dir); got != nil {
		t.Errorf("%d files came back", len(got))
	}
}

// wantFailure runs a build that cannot succeed, and checks that the error names the
// output and that the build leaves everything as it was.
func wantFailure(t *testing.T, dir string, errno syscall.Errno) {
	t.Helper()
	before := readAll(t, dir)
	_, err := tryPublish(dir, crashSite(2))
	if !errors.Is(err, errno) || !strings.Contains(err.Error(), dir) {
		t.Errorf("error %v, want %q with the name of the output", err, errno)
	}
	if diff := cmp.Diff(before, readAll(t, dir)); diff != "" {
		t.Errorf("the old site changed (-want +got):\n%s", diff)
	}
	if errno != syscall.EROFS {
		wantNoLeftovers(t, dir)
	}
}

// mountDisk mounts a small disk in memory, or skips the test without permission.
func mountDisk(t *testing.T, options string) string {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, options); err != nil {
		t.Skip("only root can mount a small disk; TestNoRoomForFile covers part of this: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	return disk
}

func TestFullDisk(t *testing.T) {
	// Site 1 takes some 1.6 MB in pages of 4 KB; half of it again does not fit.
	// A link takes no room, but in this file system an inode.
	for _, options := range []string{"size=2000k", "size=8m,nr_inodes=560"} {
		t.Run(options, func(t *testing.T) {
			disk := mountDisk(t, options)
			dir := filepath.Join(disk, "public")
			publishTo(t, dir, crashSite(1))
			wantFailure(t, dir, syscall.ENOSPC)
			if strings.Contains(options, "inodes") {
				return
			}
			// One page fits.
			s := crashSite(1)
			s["city0/items/item0.html"] = "new"
			publishTo(t, dir, s)
			wantSite(t, dir, s)
		})
	}
}

func TestOutputThatIsADisk(t *testing.T) {
	disk := mountDisk(t, "size=1m")
	_, err := Open(disk, "", 0, 0)
	wantRefusal(t, err, "output-mounted")
}

func TestNoRoomForFile(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, crashSite(1))
	before := readAll(t, dir)
	if err := startHelper(t, dir, 2, envLimit+"=1").Wait(); err == nil {
		t.Error("a build whose files cannot be written succeeded")
	}
	if diff := cmp.Diff(before, readAll(t, dir)); diff != "" {
		t.Errorf("the old site changed (-want +got):\n%s", diff)
	}
	wantNoLeftovers(t, dir)
}

func TestReadOnly(t *testing.T) {
	if os.Getuid() != 0 {
		dir := newOutput(t)
		publishTo(t, dir, crashSite(1))
		if err := os.Chmod(filepath.Dir(dir), 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Dir(dir), 0o755) })
		wantFailure(t, dir, syscall.EACCES)
		return
	}
	disk := mountDisk(t, "size=8m")
	dir := filepath.Join(disk, "public")
	publishTo(t, dir, crashSite(1))
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	wantFailure(t, dir, syscall.EROFS)
}

// TestReadOnlyTree: a site that someone has made read-only is replaced, and
// leaves nothing behind. Root may write anywhere, so the build is another user's.
func TestReadOnlyTree(t *testing.T) {
	dir := newOutput(t)
	publishTo(t, dir, crashSite(1))
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			err = os.Chmod(name, 0o555)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removeTree(dir) })
	if os.Getuid() != 0 {
		publishTo(t, dir, crashSite(2))
		wantNoLeftovers(t, dir)
		return
	}
	if out, err := exec.Command("chown", "-R", "65534:65534", filepath.Dir(dir)).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for up := filepath.Dir(filepath.Dir(dir)); strings.HasPrefix(up, os.TempDir()) && up != os.TempDir(); up = filepath.Dir(up) {
		if err := os.Chmod(up, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(filepath.Dir(filepath.Dir(dir)), "helper")
	if err := os.WriteFile(program, self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", envDir+"="+dir, envVersion+"=2")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, os.ErrPermission) {
		t.Skip("other users cannot come into the folder for tests: ", err)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	wantNoLeftovers(t, dir)
	wantSite(t, dir, crashSite(2))
}

// A reader who looks all the time never finds the output missing, incomplete or
// mixed while builds exchange folders.
func TestReaderDuringSwaps(t *testing.T) {
	dir := newOutput(t)
	version := func(v int) site { return site{"a.html": fmt.Sprint(v), "b.html": fmt.Sprint(v)} }
	publishTo(t, dir, version(0))
	if err := exchange(dir, dir); errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOSYS) {
		t.Skip("no exchange of folders here")
	}
	stop, done := make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if err := lookOnce(dir); err != nil {
				done <- err
				return
			}
		}
	}()
	for v := range 40 {
		publishTo(t, dir, version(v+1))
	}
	close(stop)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// lookOnce opens the folder, as a reader who holds on to one tree, and compares
// the two pages in it. The tree may be retired and removed meanwhile.
func lookOnce(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "a.html")); err != nil {
		return fmt.Errorf("the page was missing: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	a, err1 := root.ReadFile("a.html")
	b, err2 := root.ReadFile("b.html")
	if err1 == nil && err2 == nil && string(a) != string(b) {
		return fmt.Errorf("pages of two builds in one tree: %s and %s", a, b)
	}
	return nil
}
