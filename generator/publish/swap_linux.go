//go:build linux && (amd64 || arm64 || loong64 || riscv64)

package publish

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// number returns the number of a system call that package syscall, frozen earlier,
// lacks: amd64 has its own table, the younger ports share one.
func number(amd64, generic uintptr) uintptr {
	if runtime.GOARCH == "amd64" {
		return amd64
	}
	return generic
}

const (
	atFdcwd        = -100
	renameExchange = 2
)

// exchange swaps two folders in one step, or does nothing and returns an error.
func exchange(a, b string) error {
	ap, err := syscall.BytePtrFromString(a)
	if err != nil {
		return err
	}
	bp, err := syscall.BytePtrFromString(b)
	if err != nil {
		return err
	}
	cwd := atFdcwd
	_, _, errno := syscall.Syscall6(number(316, 276), uintptr(cwd), uintptr(unsafe.Pointer(ap)),
		uintptr(cwd), uintptr(unsafe.Pointer(bp)), renameExchange, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// flush writes all of dir's file system to the disk: one call for the whole tree.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	_, _, errno := syscall.Syscall(number(306, 267), f.Fd(), 0, 0)
	if errno != 0 && errno != syscall.ENOSYS {
		return errno
	}
	return nil
}
