//go:build !unix

package main

import "os"

func settle() {}

// peak is not known.
func peak(*os.ProcessState) int64 { return 0 }
