package main

import (
	"maps"
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
)

// draftPage returns a page that names its state in every line. It is long, so that
// writing and reading it take time.
func draftPage(n int) string {
	mark := "第" + strconv.Itoa(n) + "稿"
	return "+++\ntitle = \"" + mark + "\"\ndomain = \"education\"\norder = 19\nsummary = \"" + mark + "\"\nrecipients = [\"students\"]\nrecipients_note = \"学生\"\n" +
		"agencies = [\"education-office\"]\nfunding = \"省里出钱\"\nverified = 2020-09-06\nsources = [{ id = \"plan\", at = \"三\" }]\n+++\n\n" +
		strings.Repeat(mark+"的一段。\n\n", 400)
}

var draftMark = regexp.MustCompile(`第(\d+)稿`)

// TestFilesChange builds while an editor saves, in each way that editors use. A
// build shows one state of a page in all its files, or fails.
func TestFilesChange(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(t *testing.T, file, text string){
		// Most editors: a new file takes the place of the old one.
		"replaced": func(t *testing.T, file, text string) {
			save(t, file+".tmp", text)
			if err := os.Rename(file+".tmp", file); err != nil {
				t.Error(err)
			}
		},
		// Notepad empties the file and writes it in pieces.
		"written": func(t *testing.T, file, text string) {
			f, err := os.Create(file)
			if err != nil {
				t.Error(err)
				return
			}
			defer f.Close()
			for piece := range slices.Chunk([]byte(text), 4096) {
				f.Write(piece)
			}
		},
		// Vim with a backup: for a moment there is no such file.
		"gone for a moment": func(t *testing.T, file, text string) {
			if err := os.Rename(file, file+"~"); err != nil {
				t.Error(err)
			}
			save(t, file, text)
			os.Remove(file + "~")
		},
		// A folder of pages comes and goes, as with git checkout.
		"folder moved": func(t *testing.T, file, text string) {
			dir := filepath.Dir(file)
			if err := os.Rename(dir, dir+".bak"); err != nil {
				t.Error(err)
			}
			if err := os.Rename(dir+".bak", dir); err != nil {
				t.Error(err)
			}
			save(t, file+".tmp", text)
			if err := os.Rename(file+".tmp", file); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, output := faultSource(t, 1), filepath.Join(t.TempDir(), "public")
			file := filepath.Join(source, "content/items/education/draft.md")
			save(t, file, draftPage(0))
			builds(t, source, output)
			stop := make(chan struct{})
			var editor sync.WaitGroup
			editor.Go(func() {
				for n := 1; ; n++ {
					select {
					case <-stop:
						return
					case <-time.After(2 * time.Millisecond):
						edit(t, file, draftPage(n))
					}
				}
			})
			codes := map[int]int{}
			for range 3 {
				before := bytesOf(t, output)
				code, said := ends(t, program("build", "--source", source, "--output", output))
				codes[code]++
				after := bytesOf(t, output)
				switch code {
				case exitDone:
					listed(t, output)
					oneState(t, after)
				case exitContent, exitMachine:
					if !maps.Equal(before, after) {
						t.Errorf("a build that failed changed the site:\n%s", said)
					}
				default:
					t.Errorf("exit code %d:\n%s", code, said)
				}
				alone(t, output)
			}
			close(stop)
			editor.Wait()
			builds(t, source, output)
			listed(t, output)
			oneState(t, bytesOf(t, output))
			t.Logf("exit codes while the editor saved: %v", codes)
		})
	}
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Error(err)
	}
}

// oneState fails if the pages of a site show several states of the draft, or only
// a part of it.
func oneState(t *testing.T, files map[string]string) {
	t.Helper()
	states := map[string]string{}
	for path, text := range files {
		for _, m := range draftMark.FindAllStringSubmatch(text, -1) {
			states[m[1]] = path
		}
	}
	if len(states) > 1 {
		t.Errorf("one site shows several states of one page: %v", states)
	}
	page := files["items/draft.html"]
	if n := strings.Count(page, "的一段。</p>"); len(states) > 0 && n != 400 {
		t.Errorf("the page shows %d of 400 paragraphs: it was read while it was written", n)
	}
}

// TestSurroundings builds one site in many surroundings: the bytes are the same.
func TestSurroundings(t *testing.T) {
	t.Parallel()
	source := faultSource(t, 1)
	output := filepath.Join(t.TempDir(), "public")
	builds(t, source, output)
	want := bytesOf(t, output)
	for name, set := range map[string]func(t *testing.T, cmd *exec.Cmd) *exec.Cmd{
		"abroad":  environment("TZ=Pacific/Apia", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=1"),
		"Chinese": environment("TZ=Nowhere/Land", "LC_ALL=zh_CN.GB18030", "LANG=zh_CN", "HOME=", "TMPDIR=/nowhere", "GOMAXPROCS=13"),
		"no environment": func(_ *testing.T, cmd *exec.Cmd) *exec.Cmd {
			cmd.Env = []string{"GORACE=atexit_sleep_ms=0"}
			return cmd
		},
		"umask":    through("sh", "-c", `umask 077; exec "$0" "$@"`),
		"one core": through("taskset", "-c", "0"),
		"in the source": func(_ *testing.T, cmd *exec.Cmd) *exec.Cmd {
			cmd.Dir, cmd.Args[3] = source, "."
			return cmd
		},
		"another path": func(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
			cmd.Args[3] = filepath.Join(t.TempDir(), "省 '手册' & <b>", "x y")
			must(t, copyTree(source, cmd.Args[3], false))
			return cmd
		},
		// As after a wrong clock, and after unpacking an archive.
		"files from the future": func(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
			cmd.Args[3] = dated(t, source, time.Date(2107, 1, 1, 0, 0, 0, 0, time.UTC))
			return cmd
		},
		"files from 1970, through a link": func(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
			cmd.Args[3] = filepath.Join(t.TempDir(), "link")
			must(t, os.Symlink(dated(t, source, time.Unix(1, 0)), cmd.Args[3]))
			return cmd
		},
		"another user": func(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
			if os.Getuid() != 0 {
				t.Skip("only root can become another user")
			}
			// Below folders that all may enter, unlike those of tests.
			dir, err := os.MkdirTemp("", "handbook-user")
			must(t, err)
			t.Cleanup(func() { os.RemoveAll(dir) })
			must(t, os.Chmod(dir, 0o755))
			text, err := os.ReadFile(cmd.Path)
			must(t, err)
			cmd.Path = filepath.Join(dir, "handbook")
			must(t, os.WriteFile(cmd.Path, text, 0o755))
			must(t, copyTree(source, filepath.Join(dir, "source"), false))
			cmd.Args[3], cmd.Args[5] = filepath.Join(dir, "source"), filepath.Join(dir, "out", "public")
			must(t, os.Mkdir(filepath.Join(dir, "out"), 0o777))
			must(t, os.Chown(filepath.Join(dir, "out"), 65534, 65534))
			cmd.Dir = dir
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			return cmd
		},
	} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "public")
			cmd := set(t, program("build", "--source", source, "--output", output))
			if code, said := ends(t, cmd); code != exitDone {
				t.Fatalf("exit code %d:\n%s", code, said)
			}
			if got := bytesOf(t, cmd.Args[slices.Index(cmd.Args, "--output")+1]); !maps.Equal(got, want) {
				for path, text := range want {
					if got[path] != text {
						t.Errorf("%s differs", path)
					}
				}
				t.Errorf("%d files, want %d", len(got), len(want))
			}
		})
	}
}

func environment(vars ...string) func(*testing.T, *exec.Cmd) *exec.Cmd {
	return func(_ *testing.T, cmd *exec.Cmd) *exec.Cmd {
		cmd.Env = append(cmd.Env, vars...)
		return cmd
	}
}

// through runs the program under another one, which must be installed.
func through(by ...string) func(*testing.T, *exec.Cmd) *exec.Cmd {
	return func(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
		if _, err := exec.LookPath(by[0]); err != nil {
			t.Skip(err)
		}
		outer := exec.Command(by[0], slices.Concat(by[1:], cmd.Args)...)
		outer.Env = cmd.Env
		return outer
	}
}

// dated returns a copy of a folder whose files and folders all have one time.
func dated(t *testing.T, source string, at time.Time) string {
	t.Helper()
	dir := t.TempDir()
	must(t, copyTree(source, dir, false))
	must(t, filepath.Walk(dir, func(name string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(name, at, at)
	}))
	return dir
}

// No test can set the clock of its machine. So no package that makes pages may
// read it: only the commands, publish and preview may.
func TestPagesHaveNoClock(t *testing.T) {
	clock := regexp.MustCompile(`\btime\.(Now|Since|Until|Local)\b`)
	for _, f := range goFiles(t, ".") {
		if f.isTest() || slices.Contains([]string{".", "publish", "preview", "bench", "browser"}, f.room) || !slices.Contains(f.imports, "time") {
			continue
		}
		text, err := os.ReadFile(f.path)
		must(t, err)
		if m := clock.Find(text); m != nil {
			t.Errorf("%s asks for %s: pages must be the same on any day; take the day from the content, or let the command pass it", f.path, m)
		}
	}
}
