package main

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHostileTree puts pipes, devices, sockets, folders and links in place of pages,
// layouts and files for readers. The command refuses each at its path: it waits for
// no pipe, opens no device and shows no file from outside.
func TestHostileTree(t *testing.T) {
	t.Parallel()
	outside := t.TempDir()
	const secret = "SECRET-FROM-OUTSIDE"
	must(t, os.WriteFile(filepath.Join(outside, "secret.md"), []byte(page(goodFront, secret)), 0o666))
	makes := map[string]func(name string) error{
		"link out":             func(name string) error { return os.Symlink(filepath.Join(outside, "secret.md"), name) },
		"link up":              func(name string) error { return os.Symlink("../../../../../../etc/passwd", name) },
		"link to itself":       func(name string) error { return os.Symlink(filepath.Base(name), name) },
		"link to nothing":      func(name string) error { return os.Symlink("nothing.md", name) },
		"link to a device":     func(name string) error { return os.Symlink("/dev/zero", name) },
		"link to the process":  func(name string) error { return os.Symlink("/proc/self/environ", name) },
		"link to a folder out": func(name string) error { return os.Symlink(outside, name) },
		"pipe":                 func(name string) error { return syscall.Mkfifo(name, 0o666) },
		"folder":               func(name string) error { return os.Mkdir(name, 0o777) },
		"socket": func(name string) error {
			at := filepath.Join(outside, "s")
			l, err := net.Listen("unix", at) // names of sockets are short
			if err != nil {
				return err
			}
			l.(*net.UnixListener).SetUnlinkOnClose(false)
			defer l.Close()
			return os.Rename(at, name)
		},
		"device": func(name string) error { return syscall.Mknod(name, syscall.S_IFCHR|0o666, 1<<8|5) }, // zero
	}
	for what, make := range makes {
		t.Run(what, func(t *testing.T) {
			source := faultSource(t, 1)
			places := []string{"content/items/education/hostile.md", "content/hostile.toml", "layouts/hostile.html", "static/hostile.txt"}
			for _, at := range places {
				if err := make(filepath.Join(source, filepath.FromSlash(at))); os.IsPermission(err) {
					t.Skip(err)
				} else if err != nil {
					t.Fatal(err)
				}
			}
			output := filepath.Join(t.TempDir(), "public")
			// To open a pipe would wait; the context ends that.
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, "handbook", "build", "--source", source, "--output", output)
			cmd.Env = program().Env
			code, said := ends(t, cmd)
			if code != exitContent {
				t.Errorf("exit code %d:\n%s", code, said)
			}
			for _, at := range places {
				empty := what == "folder" && !strings.HasPrefix(at, "layouts/") // an empty folder is nothing
				if strings.Contains(said, at+": error: ") == empty {
					t.Errorf("%s: there must be an error of it, or none of an empty folder:\n%s", at, said)
				}
			}
			if bytesOf(t, output) != nil || strings.Contains(said, secret) || strings.Contains(said, "root:x:") {
				t.Errorf("the command shows what lies outside, or writes a site:\n%s", said)
			}
		})
	}
}

// TestHostileConfig puts things that are not files in place of site.toml, which
// every command reads first: each reports it and ends, the preview on a signal.
func TestHostileConfig(t *testing.T) {
	t.Parallel()
	for what, make := range map[string]func(name string) error{
		"pipe":             func(name string) error { return syscall.Mkfifo(name, 0o666) },
		"link to a device": func(name string) error { return os.Symlink("/dev/zero", name) },
		"folder":           func(name string) error { return os.Mkdir(name, 0o777) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			source := faultSource(t, 1)
			must(t, os.Remove(filepath.Join(source, "site.toml")))
			must(t, make(filepath.Join(source, "site.toml")))
			for _, args := range [][]string{{"build"}, {"check"}, {"export"}, {"bundle", "--output", filepath.Join(source, "base.zip")}, {"pdf"}, {"diff", source, source}} {
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				cmd := exec.CommandContext(ctx, "handbook", append(args, "--source", source)...)
				cmd.Env = program().Env
				if code, said := ends(t, cmd); code != exitContent || !strings.Contains(said, "site.toml: error: ") {
					t.Errorf("%s: exit code %d:\n%s", args[0], code, said)
				}
			}
			preview := program("serve", "--addr", "127.0.0.1:0", "--source", source)
			said, err := preview.StderrPipe()
			must(t, err)
			must(t, preview.Start())
			stuck := time.AfterFunc(time.Minute, func() { preview.Process.Kill() })
			defer stuck.Stop()
			for lines := bufio.NewScanner(said); lines.Scan(); {
				if strings.HasPrefix(lines.Text(), "preview: ") {
					must(t, preview.Process.Signal(syscall.SIGTERM))
				}
			}
			if err := preview.Wait(); err != nil {
				t.Errorf("the preview: %v", err)
			}
		})
	}
}
