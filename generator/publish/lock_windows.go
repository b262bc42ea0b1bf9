package publish

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock is the lock of the only command that may write an output.
type lock struct{ h windows.Handle }

// acquire opens the lock file of an output, exclusively, or returns a [*Refusal].
// The system deletes the file when the process ends in any way, so a killed build
// blocks nobody. acquire refuses a link: opening it would create a file elsewhere.
func acquire(name, output string) (*lock, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	if attributes, err := windows.GetFileAttributes(p); err == nil && attributes&(windows.FILE_ATTRIBUTE_REPARSE_POINT|windows.FILE_ATTRIBUTE_DIRECTORY) != 0 {
		return nil, refuse(strangeLock, name).withHint(hintStrange)
	}
	h, err := windows.CreateFile(p, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_NORMAL|windows.FILE_FLAG_DELETE_ON_CLOSE|
			windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	switch err {
	case nil:
		return &lock{h}, nil
	case windows.ERROR_SHARING_VIOLATION, windows.ERROR_DELETE_PENDING:
		return nil, refuse(busy, output).withHint(hintBusy)
	}
	return nil, &os.PathError{Op: "lock", Path: name, Err: err}
}

func (l *lock) release() { windows.CloseHandle(l.h) }

// mounted returns false: on Windows the rename itself fails.
func mounted(string) bool { return false }

// own returns true: Windows has no folders in which users may not touch each
// other's files.
func own(os.FileInfo) bool { return true }
