//go:build !linux

package publish

import (
	"os"
	"time"
)

// createFile writes a new file and returns its modification time.
func createFile(name string, data []byte) (time.Time, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return time.Time{}, err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return time.Time{}, err
	}
	// Asked before closing Windows may still tell the time of the first byte.
	if err := f.Close(); err != nil {
		return time.Time{}, err
	}
	info, err := os.Lstat(name)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}
