package main

import (
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"

	"handbook/generator/diag"
	"handbook/generator/publish"
	"handbook/generator/tree"
)

// recall reports whether the output has all that this build would write, and
// what the build says on the way. The description of an earlier build, see
// [publish.Publisher.Remember], has three parts:
//
//	program SUM, and what was asked of it
//	said BYTES
//	what was said, in so many bytes
//	all that was read, as [tree.Witness] tells
//
// Nothing else counts: neither the day nor the machine.
func (how building) recall(p *publish.Publisher, t *tool, asked string, fsys fs.FS) (said string, same bool) {
	same = asked != "" && p.Recall(t.memory, func(description string) bool {
		rest, ok := strings.CutPrefix(description, asked+"said ")
		size, rest, ok2 := strings.Cut(rest, "\n")
		n, err := strconv.Atoi(size)
		if !ok || !ok2 || err != nil || n < 0 || n > len(rest) {
			return false
		}
		said = rest[:n]
		return tree.Again(fsys, rest[n:])
	})
	return said, same
}

// description is what recall reads. It is "" where what the site was made from is not known.
func description(asked, said, account string) string {
	if asked == "" || account == "" {
		return ""
	}
	return asked + "said " + strconv.Itoa(len(said)) + "\n" + said + account
}

// asked tells what a build was asked for; "" where the program is not known.
func (how building) asked(p *project, program string, lang diag.Lang) string {
	if program == "" {
		return ""
	}
	edition := ""
	if p.edition != nil {
		edition = *p.edition
	}
	return fmt.Sprintf("program %s\nedition %q %q\nbase URL %q\npart %s\ncompressed %t\nlanguage %d\n",
		program, edition, how.editions, how.baseURL, how.part.String(), how.compress, lang)
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
