package publish

import (
	"os"
	"syscall"
)

// lock is the lock of the only command that may write an output.
type lock struct{ h syscall.Handle }

const (
	deleteOnClose    = 0x04000000          // FILE_FLAG_DELETE_ON_CLOSE
	openReparsePoint = 0x00200000          // FILE_FLAG_OPEN_REPARSE_POINT: do not follow links
	sharingViolation = syscall.Errno(0x20) // ERROR_SHARING_VIOLATION
	deletePending    = syscall.Errno(0x12f)
)

// acquire opens the lock file of an output, exclusively, or returns a [*Refusal].
// The system deletes the file when the process ends in any way, so a killed build
// blocks nobody. acquire refuses a link: opening it would create a file elsewhere.
func acquire(name, output string) (*lock, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	if attributes, err := syscall.GetFileAttributes(p); err == nil && attributes&(syscall.FILE_ATTRIBUTE_REPARSE_POINT|syscall.FILE_ATTRIBUTE_DIRECTORY) != 0 {
		return nil, refuse(strangeLock, name).withHint(hintStrange)
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose|openReparsePoint, 0)
	switch err {
	case nil:
		return &lock{h}, nil
	case sharingViolation, deletePending:
		return nil, refuse(busy, output).withHint(hintBusy)
	}
	return nil, &os.PathError{Op: "lock", Path: name, Err: err}
}

func (l *lock) release() { syscall.CloseHandle(l.h) }

// mounted returns false: on Windows the rename itself fails.
func mounted(string) bool { return false }

// own returns true: Windows has no folders in which users may not touch each
// other's files.
func own(os.FileInfo) bool { return true }
