package main

import (
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

// TestHostileTree puts what is no file, and what leads elsewhere, in the place
// of pages, layouts and files for readers. Each is refused where it stands:
// nothing waits for a pipe, no device is opened, nothing from outside is shown.
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
			for _, at := range []string{"content/items/education/hostile.md", "content/hostile.toml", "layouts/hostile.html", "static/hostile.txt"} {
				source := faultSource(t, 1)
				name := filepath.Join(source, filepath.FromSlash(at))
				if err := make(name); err != nil {
					if os.IsPermission(err) {
						t.Skip(err)
					}
					t.Fatal(err)
				}
				output := filepath.Join(t.TempDir(), "public")
				// Whoever opens a pipe waits; the context only ends that.
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				defer cancel()
				cmd := exec.CommandContext(ctx, "handbook", "build", "--source", source, "--output", output)
				cmd.Env = program().Env
				code, said := ends(t, cmd)
				folder := what == "folder" && !strings.HasPrefix(at, "layouts/") // an empty one is nothing
				if !folder && (code != exitContent || !strings.Contains(said, at+": error: ")) || folder && code != exitDone {
					t.Errorf("%s: exit code %d:\n%s", at, code, said)
				}
				for path, text := range bytesOf(t, output) {
					if strings.Contains(text, secret) || strings.Contains(text, "root:x:") {
						t.Errorf("%s shows what lies outside", path)
					}
				}
			}
		})
	}
}
