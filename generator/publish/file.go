package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile writes one file, so that readers see the whole old file or the whole
// new one. While it runs, or after it was killed, these names stand beside NAME;
// the next WriteFile of the same file removes them:
//
//	.NAME.lock   the lock of the running command; the system frees it with the process
//	.NAME.new    the bytes so far
//
// The error is a [*Refusal] if another command is writing the file; otherwise it
// comes from the disk.
func WriteFile(name string, data []byte) error {
	beside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name))
	lock, err := acquire(beside+".lock", name)
	if err != nil {
		return err
	}
	defer lock.release()
	fresh := beside + ".new"
	os.Remove(fresh) // of a killed command: we hold the lock
	if err := writeSynced(os.OpenFile, fresh, data, 0o666); err != nil {
		os.Remove(fresh)
		return err
	}
	if err := rename(fresh, name); err != nil {
		os.Remove(fresh)
		return err
	}
	return nil
}

// writeSynced writes a new file and flushes it to the disk. open is [os.OpenFile]
// or [os.Root.OpenFile].
func writeSynced(open func(string, int, fs.FileMode) (*os.File, error), name string, data []byte, mode fs.FileMode) error {
	f, err := open(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
