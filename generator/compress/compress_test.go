package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
)

// unpack decompresses a form.
func unpack(t *testing.T, suffix string, data []byte) string {
	t.Helper()
	var r io.Reader = brotli.NewReader(bytes.NewReader(data))
	if suffix == ".gz" {
		var err error
		if r, err = gzip.NewReader(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestForms(t *testing.T) {
	text := strings.Repeat("免费义务教育，", 200)
	for _, test := range []struct {
		name string
		size int
		want string
	}{
		{"items/a.html", 5000, ".gz.br"}, {"assets/site-1.css", 5000, ".gz.br"}, {"data/search.js", smallest, ".gz.br"},
		{"items/a.html", smallest - 1, ""}, {"images/a.png", 5000, ""}, {"a.html.gz", 5000, ""}, {"LICENSE", 5000, ""},
	} {
		got := ""
		for _, f := range Forms(test.name, test.size) {
			got += f.Suffix
			data := f.Make([]byte(text))
			if unpack(t, f.Suffix, data) != text {
				t.Errorf("%s%s does not hold the file's text", test.name, f.Suffix)
			}
			if len(data) > len(text)/10 {
				t.Errorf("%s%s: %d bytes of %d", test.name, f.Suffix, len(data), len(text))
			}
		}
		if got != test.want {
			t.Errorf("%s of %d bytes: forms %q, want %q", test.name, test.size, got, test.want)
		}
	}
}

// TestNotSmaller: data that does not compress has no form.
func TestNotSmaller(t *testing.T) {
	noise := make([]byte, 4000)
	random := rand.NewChaCha8([32]byte{1})
	random.Read(noise)
	for _, f := range Forms("a.txt", len(noise)) {
		if got := f.Make(noise); got != nil {
			t.Errorf("%s of noise has %d bytes, want no form", f.Suffix, len(got))
		}
	}
}

// TestSameBytes: the bytes do not depend on earlier or concurrent calls.
func TestSameBytes(t *testing.T) {
	text := func(n int) []byte {
		return []byte(strings.Repeat("服务对象、办理地点、所需材料。", 100+n) + strings.Repeat("各地标准不同", n))
	}
	for _, f := range append(Forms("a.html", 5000), Forms("a.css", 5000)...) {
		want := make([][]byte, 20)
		for n := range want {
			want[n] = f.Make(text(n))
		}
		var wg sync.WaitGroup
		for worker := range 4 {
			wg.Go(func() {
				for k := range want {
					n := (k*7 + worker*5) % len(want)
					if !bytes.Equal(want[n], f.Make(text(n))) {
						t.Errorf("%s of text %d differs from the first time", f.Recipe, n)
					}
				}
			})
		}
		wg.Wait()
	}
}

// TestVersion: the recipe names the library's version. Otherwise a build would keep
// files that another version made.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), "github.com/andybalholm/brotli "+brotliVersion+"\n") {
		t.Errorf("go.mod has another version of brotli than %s: update brotliVersion", brotliVersion)
	}
}
