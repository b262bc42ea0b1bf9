//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package publish

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lock is held by the one build that works on an output.
type lock struct{ f *os.File }

// acquire takes the lock file of an output or returns a [*Refusal]. The system
// frees it when the process ends, however it ends, so a file left by a killed
// build blocks nobody. A link is refused: opening it would create a file
// elsewhere.
func acquire(name, output string) (*lock, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			// Each system has an error of its own for a link.
			if info, lstatErr := os.Lstat(name); lstatErr == nil && !info.Mode().IsRegular() {
				return nil, refuse(strangeLock, name).withHint(hintStrangeLock)
			}
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		for err == syscall.EINTR {
			err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		}
		switch {
		case err == nil, err == syscall.ENOLCK, errors.Is(err, errors.ErrUnsupported):
			// Network shares without locks still publish, unguarded.
		case err == syscall.EWOULDBLOCK:
			f.Close()
			return nil, refuse(busy, output).withHint(hintBusy)
		default:
			f.Close()
			return nil, &os.PathError{Op: "lock", Path: name, Err: err}
		}
		// The holder before us removes the file when it ends. If that was between
		// our open and our lock, we hold a file that nobody else will find.
		mine, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if !mine.Mode().IsRegular() { // a pipe, a device
			f.Close()
			return nil, refuse(strangeLock, name).withHint(hintStrangeLock)
		}
		if now, err := os.Lstat(name); err == nil && os.SameFile(mine, now) {
			return &lock{f}, nil
		}
		f.Close()
	}
}

func (l *lock) release() {
	os.Remove(l.f.Name()) // while it is still locked, see acquire
	l.f.Close()
}

// mounted reports whether a folder is on another disk than the one it lies in,
// so that it can be neither renamed nor linked from beside it.
func mounted(dir string) bool {
	var in, out syscall.Stat_t
	return syscall.Stat(dir, &in) == nil && syscall.Stat(filepath.Dir(dir), &out) == nil && in.Dev != out.Dev
}
