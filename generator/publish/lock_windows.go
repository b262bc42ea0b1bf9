package publish

import (
	"os"
	"syscall"
)

// lock is held by the one build that works on an output.
type lock struct{ h syscall.Handle }

const (
	deleteOnClose    = 0x04000000          // FILE_FLAG_DELETE_ON_CLOSE
	sharingViolation = syscall.Errno(0x20) // ERROR_SHARING_VIOLATION
	deletePending    = syscall.Errno(0x12f)
)

// acquire takes the lock file of an output or returns a [*Refusal]. The file is
// opened shared with nobody and deleted by the system when the process ends,
// however it ends, so a killed build blocks nobody.
func acquire(name, output string) (*lock, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose, 0)
	switch err {
	case nil:
		return &lock{h}, nil
	case sharingViolation, deletePending:
		return nil, refuse(busy, output).withHint(hintBusy)
	}
	return nil, &os.PathError{Op: "lock", Path: name, Err: err}
}

func (l *lock) release() { syscall.CloseHandle(l.h) }

// mounted is not asked on Windows: there the rename itself fails.
func mounted(string) bool { return false }
