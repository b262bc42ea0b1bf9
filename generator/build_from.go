package main

import (
	"fmt"
	"hash/crc32"
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
		// Two sums that the processor makes: they are to tell programs apart, not
		// to keep out a forged one, and a better sum takes a fiftieth of a build.
		one, two := crc32.New(crc32.MakeTable(crc32.Castagnoli)), crc32.NewIEEE()
		size, err := io.CopyBuffer(io.MultiWriter(one, two), struct{ io.Reader }{f}, make([]byte, 256<<10))
		if err != nil {
			return ""
		}
		return fmt.Sprintf("%08x%08x %d", one.Sum32(), two.Sum32(), size)
	})
	go sum()
	return sum
}
