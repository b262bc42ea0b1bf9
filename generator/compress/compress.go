// Package compress makes compressed copies of text files. Web servers send them in
// place of the files (nginx: gzip_static, brotli_static; Caddy: precompressed):
//
//	items/x.html.gz   gzip, for every browser
//	items/x.html.br   brotli, a fifth smaller, for browsers over https
//
// The levels were chosen on the built pages of the whole province (15,772 pages of
// 12 KB on average; time for a page, and compressed size):
//
//	gzip 9     0.21 ms  36.1 %
//	brotli 6   0.35 ms  30.2 %    pages
//	brotli 9   0.75 ms  29.3 %
//	brotli 11 16.13 ms  26.8 %    everything else: few files, which all pages use
package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"runtime"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// Form is a compressed form of a file.
type Form struct {
	Suffix string // appended to the file's name: ".gz" or ".br"
	Recipe string // version of the encoder and its settings: equal recipes make equal bytes
	writer *sync.Pool
}

// smallest is the smallest size in bytes of a file to compress. Smaller files fit
// into one packet.
const smallest = 1400

// text lists the extensions of files that compress well. Pictures and fonts are
// compressed already.
var text = []string{".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt", ".atom"}

// Forms lists the forms of a file of size bytes; none for a file that is not text
// or is too small.
func Forms(name string, size int) []Form {
	ext := path.Ext(name)
	switch {
	case size < smallest || !slices.Contains(text, ext):
		return nil
	case ext == ".html":
		return page
	}
	return rest
}

// Make compresses data; it returns nil when the result would not be smaller. It is
// safe for concurrent use.
func (f Form) Make(data []byte) []byte {
	w := f.writer.Get().(writer)
	defer f.writer.Put(w)
	var out bytes.Buffer
	out.Grow(len(data) / 2)
	w.Reset(&out)
	w.Write(data) // a buffer returns no error
	w.Close()
	if out.Len() >= len(data) {
		return nil
	}
	return out.Bytes()
}

type writer interface {
	io.WriteCloser
	Reset(io.Writer)
}

var (
	// The standard library's gzip may change with the Go release. Brotli computes
	// with floats, whose last digits differ between processors.
	zipped = Form{".gz", "gzip 9 " + runtime.Version(), &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
		if err != nil {
			panic(err)
		}
		return w
	}}}
	page = []Form{zipped, brotliForm(6, "6")}
	rest = []Form{zipped, brotliForm(brotli.BestCompression, "11")}
)

// brotliVersion is the version in go.mod; a test compares them.
const brotliVersion = "v1.2.8"

func brotliForm(level int, name string) Form {
	return Form{".br", "brotli " + name + " " + brotliVersion + " " + runtime.GOARCH,
		&sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, level) }}}
}
