package publish

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

// createFile writes a new file and returns its modification time.
//
// It calls the system directly. Package os would offer every file to the poller
// first, and package syscall would tell the scheduler of each call, which then
// wakes another thread for the few microseconds that it takes: together a sixth
// of a build. On a slow disk a goroutine that writes holds its processor while
// it waits; the others have theirs.
func createFile(name string, data []byte) (time.Time, error) {
	fail := func(op string, err syscall.Errno) (time.Time, error) {
		return time.Time{}, &os.PathError{Op: op, Path: name, Err: err}
	}
	path, err := syscall.BytePtrFromString(name)
	if err != nil {
		return time.Time{}, &os.PathError{Op: "open", Path: name, Err: err}
	}
	const flags = syscall.O_WRONLY | syscall.O_CREAT | syscall.O_EXCL | syscall.O_CLOEXEC
	const perm = 0o644
	atWorkingFolder := -100 // AT_FDCWD
	fd, errno := call(syscall.SYS_OPENAT, uintptr(atWorkingFolder), unsafe.Pointer(path), flags, perm)
	if errno != 0 {
		return fail("open", errno)
	}
	for len(data) > 0 {
		n, errno := call(syscall.SYS_WRITE, fd, unsafe.Pointer(&data[0]), uintptr(len(data)), 0)
		if errno != 0 {
			syscall.Close(int(fd))
			return fail("write", errno)
		}
		data = data[n:]
	}
	var st syscall.Stat_t
	if err := syscall.Fstat(int(fd), &st); err != nil {
		syscall.Close(int(fd))
		return time.Time{}, &os.PathError{Op: "stat", Path: name, Err: err}
	}
	// Network file systems report a full disk only here. A close that was
	// interrupted has closed.
	if _, _, errno := syscall.RawSyscall(syscall.SYS_CLOSE, fd, 0, 0); errno != 0 && errno != syscall.EINTR {
		return fail("close", errno)
	}
	return time.Unix(st.Mtim.Unix()), nil
}

// call makes a system call on a file, again where a signal came between.
func call(number, fd uintptr, p unsafe.Pointer, c, d uintptr) (uintptr, syscall.Errno) {
	for {
		r, _, errno := syscall.RawSyscall6(number, fd, uintptr(p), c, d, 0, 0)
		if errno != syscall.EINTR {
			return r, errno
		}
	}
}
