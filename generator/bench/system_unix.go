//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// settle has the disk finish what was written, so that no run pays for another.
func settle() { syscall.Sync() }

// peak is the most memory that a process held at once, in bytes. The system
// counts this program's own memory at the time of the start for the process's, so
// what is not above it is not known: 0.
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
