package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	envUpdate = "PUBLISH_HELPER_UPDATE" // set: update the folder from version 1 of updateTree to 2
	envSlow   = "PUBLISH_HELPER_SLOW"   // set: rest between steps, so that a kill hits between them
)

// updateTree is a folder before and after an update: some files differ, some are
// new, in new folders.
func updateTree(v int) site {
	s := site{"site.toml": "same"}
	for n := range 12 {
		s[fmt.Sprintf("a/%d.md", n)] = fmt.Sprint("old ", n)
		if v == 2 && n%2 == 0 {
			s[fmt.Sprintf("a/%d.md", n)] = strings.Repeat("new ", 4000)
		}
		if v == 2 && n%3 == 0 {
			s[fmt.Sprintf("b/%d/c/new.md", n)] = "new"
		}
	}
	return s
}

func updateHelper(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	old, fresh := updateTree(1), updateTree(2)
	var changes []Change
	for _, path := range slices.Sorted(maps.Keys(fresh)) {
		if fresh[path] != old[path] {
			c := Change{Path: path, New: []byte(fresh[path])}
			if text, has := old[path]; has {
				c.Old = []byte(text)
			}
			changes = append(changes, c)
		}
	}
	return update(root, changes, false, func(step string) {
		if step == os.Getenv(envDieAt) {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			time.Sleep(time.Minute)
		}
		if os.Getenv(envSlow) != "" {
			time.Sleep(2 * time.Millisecond)
		}
	})
}

// recovers checks that a folder is whole after the next command has opened it, and
// returns the version.
func recovers(t *testing.T, root *os.Root) int {
	t.Helper()
	if _, err := Recover(root); err != nil {
		t.Fatal(err)
	}
	got := readAll(t, root.Name())
	for v := 1; v <= 2; v++ {
		if maps.Equal(got, updateTree(v)) {
			if v == 1 && len(folders(t, root.Name())) != 1 {
				t.Errorf("folders are left behind: %q", folders(t, root.Name()))
			}
			return v
		}
	}
	t.Fatalf("the folder is neither old nor new:\n%s", cmp.Diff(updateTree(1), got))
	return 0
}

func TestUpdateKilledAtEachStep(t *testing.T) {
	t.Parallel()
	for step, want := range map[string]int{"drafted": 1, "begun": 1, "placed 0": 1, "placed 4": 1, "placed 9": 1, "done": 2} {
		root := openRoot(t, updateTree(1))
		err := startHelper(t, root.Name(), 2, envUpdate+"=1", envDieAt+"="+step).Wait()
		if err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("%s: the helper ended with %v, want it killed; is the step still named so?", step, err)
		}
		if got := recovers(t, root); got != want {
			t.Errorf("killed at %q the folder has version %d, want %d", step, got, want)
		}
	}
}

func TestUpdateKilledAtRandom(t *testing.T) {
	t.Parallel()
	kills := 8
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		kills = n
	}
	root := openRoot(t, updateTree(1))
	began := time.Now()
	if err := startHelper(t, root.Name(), 2, envUpdate+"=1", envSlow+"=1").Wait(); err != nil {
		t.Fatal(err)
	}
	long := time.Since(began)
	if recovers(t, root) != 2 {
		t.Fatal("the update was not made")
	}
	seen := map[string]int{}
	for range kills {
		root := openRoot(t, updateTree(1))
		cmd := startHelper(t, root.Name(), 2, envUpdate+"=1", envSlow+"=1")
		time.Sleep(rand.N(long))
		cmd.Process.Kill()
		cmd.Wait()
		when := "before or after"
		if _, err := root.Lstat(updateJournal); err == nil {
			when = "while files were replaced"
		}
		seen[fmt.Sprintf("version %d, killed %s", recovers(t, root), when)]++
	}
	t.Logf("%d kills: %v", kills, seen)
}

// TestUpdateEditedAfterKill: Recover leaves files that somebody has edited since the
// kill.
func TestUpdateEditedAfterKill(t *testing.T) {
	root := openRoot(t, updateTree(1))
	startHelper(t, root.Name(), 2, envUpdate+"=1", envDieAt+"=placed 9").Wait()
	writeFile(t, filepath.Join(root.Name(), "a", "0.md"), "mine")
	writeFile(t, filepath.Join(root.Name(), "b", "0", "mine.md"), "mine")
	undone, err := Recover(root)
	if err != nil || undone == nil || !slices.Equal(undone.Kept, []string{"a/0.md"}) {
		t.Errorf("undone: %v, %v", undone, err)
	}
	want := updateTree(1)
	want["a/0.md"], want["b/0/mine.md"] = "mine", "mine"
	if diff := cmp.Diff(want, readAll(t, root.Name())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
