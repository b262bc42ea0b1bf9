//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// flush writes everything to the disk, so that no run pays for another.
func flush() { syscall.Sync() }

// peak is the resident memory of a process at its greatest, in bytes. The system
// counts what this program held when it started the process as well: below that
// the peak is unknown, 0.
func peak(state *os.ProcessState) int64 {
	unit := int64(1024)
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		unit = 1
	}
	usage, ok := state.SysUsage().(*syscall.Rusage)
	var own syscall.Rusage
	if !ok || syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || usage.Maxrss <= own.Maxrss {
		return 0
	}
	return int64(usage.Maxrss) * unit
}
