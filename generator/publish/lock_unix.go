//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package publish

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lock is the lock of the only command that may write an output.
type lock struct{ f *os.File }

// acquire locks the lock file of an output or returns a [*Refusal]. The system
// frees it when the process ends in any way, so the file of a killed build blocks
// nobody. acquire refuses a link: opening it would create a file elsewhere.
func acquire(name, output string) (*lock, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			// Systems have different errors for a link.
			if info, lstatErr := os.Lstat(name); lstatErr == nil && !info.Mode().IsRegular() {
				return nil, refuse(strangeLock, name).withHint(hintStrange)
			}
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		for err == syscall.EINTR {
			err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		}
		switch {
		case err == nil, err == syscall.ENOLCK, errors.Is(err, errors.ErrUnsupported):
			// Network shares without locks publish unguarded.
		case err == syscall.EWOULDBLOCK:
			f.Close()
			return nil, refuse(busy, output).withHint(hintBusy)
		default:
			f.Close()
			return nil, &os.PathError{Op: "lock", Path: name, Err: err}
		}
		// The earlier holder removes the file when it ends. If that was between
		// our open and our lock, nobody else will find the file that we hold.
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if !mine.Mode().IsRegular() { // a pipe, a device
			f.Close()
			return nil, refuse(strangeLock, name).withHint(hintStrange)
		}
		if now, err := os.Lstat(name); err == nil && os.SameFile(mine, now) {
			return &lock{f}, nil
		}
		f.Close()
	}
}

func (l *lock) release() {
	os.Remove(l.f.Name()) // while it is locked, see acquire
	l.f.Close()
}

// own reports whether a file is the user's.
func own(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// mounted reports whether a folder is on another disk than its parent, so that no
// rename or link leads from beside it into it.
func mounted(dir string) bool {
	var in, out syscall.Stat_t
	return syscall.Stat(dir, &in) == nil && syscall.Stat(filepath.Dir(dir), &out) == nil && in.Dev != out.Dev
}
