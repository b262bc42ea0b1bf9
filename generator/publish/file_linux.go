package publish

import (
	"os"
	"syscall"
	"time"
)

// createFile writes a new file and returns its modification time. It calls the
// system directly: package os would offer every file to the poller first, which
// costs a tenth of a build.
func createFile(name string, data []byte) (time.Time, error) {
	fail := func(op string, err error) (time.Time, error) {
		return time.Time{}, &os.PathError{Op: op, Path: name, Err: err}
	}
	const flags = syscall.O_WRONLY | syscall.O_CREAT | syscall.O_EXCL | syscall.O_CLOEXEC
	fd, err := syscall.Open(name, flags, 0o644)
	for err == syscall.EINTR {
		fd, err = syscall.Open(name, flags, 0o644)
	}
	if err != nil {
		return fail("open", err)
	}
	for len(data) > 0 {
		n, err := syscall.Write(fd, data)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			syscall.Close(fd)
			return fail("write", err)
		}
		data = data[n:]
	}
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		syscall.Close(fd)
		return fail("stat", err)
	}
	// Network file systems report a full disk only here.
	if err := syscall.Close(fd); err != nil && err != syscall.EINTR {
		return fail("close", err)
	}
	return time.Unix(st.Mtim.Unix()), nil
}
