package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"sync"

	"handbook/generator/source"
)

// madeFrom tells all that the bytes of the site depend on, for
// [publish.Publisher.From]: the program itself, what it was asked for, and what
// it has read. Nothing else counts: neither the day nor the machine. It is ""
// where some of it is not known; then a build makes all pages.
func (how building) madeFrom(p *project, program string, inputs *source.Witness) string {
	read, err := inputs.Account()
	if err != nil || program == "" { // who needs the file will say what is wrong with it
		return ""
	}
	edition := ""
	if p.edition != nil {
		edition = *p.edition
	}
	return fmt.Sprintf("program %s\nedition %q %q\nbase URL %q\npart %s\ncompressed %t\n%s",
		program, edition, how.editions, how.baseURL, how.part.String(), how.compress, read)
}

// programSum begins to sum the program's own file, and returns what waits for
// the sum: "" where the system does not show the file.
func programSum() func() string {
	sum := sync.OnceValue(func() string {
		name, err := os.Executable()
		if err != nil {
			return ""
		}
		f, err := os.Open(name)
		if err != nil {
			return ""
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return ""
		}
		return fmt.Sprintf("%x", h.Sum(nil))
	})
	go sum()
	return sum
}
