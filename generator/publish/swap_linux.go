package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step, or does nothing and returns an error.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// flush writes all of dir's file system to the disk: one call for the whole tree.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := unix.Syncfs(int(f.Fd())); err != unix.ENOSYS {
		return err
	}
	return nil
}
