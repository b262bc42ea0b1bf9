package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// terminal collects the output of a running command.
type terminal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *terminal) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(text)
}

func (o *terminal) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// waits waits until the terminal's text matches, and returns the match.
func (o *terminal) waits(t *testing.T, pattern string) []string {
	t.Helper()
	for range 400 {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(o.String()); m != nil {
			return m
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the terminal never says %q:\n%s", pattern, o.String())
	return nil
}

// TestServe starts the preview, breaks a file and repairs it, and ends the preview.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	for from, to := range map[string]string{"testdata/site": "", "testdata/editions": "", "../layouts": "layouts", "../static": "static"} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(from)); err != nil && !os.IsExist(err) {
			t.Fatal(err)
		}
	}
	var out terminal
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	tool := &tool{out: &out, err: &out, source: dir}
	go func() { ended <- tool.runServe(ctx, "127.0.0.1:0", "", nil, false) }()
	address := out.waits(t, `preview: (http://127\.0\.0\.1:\d+/) \(ready after \d+ ms\)`)[1]
	page := func() string {
		answer, err := http.Get(address + "index.html")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	good := page()
	if !strings.Contains(good, "/~preview/preview.js") {
		t.Errorf("the home page must be served with what the preview adds:\n%.300s", good)
	}
	file := filepath.Join(dir, "site.toml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // until the folders are watched
	if err := os.WriteFile(file, append([]byte("nonsense\n"), text...), 0o666); err != nil {
		t.Fatal(err)
	}
	out.waits(t, `site\.toml:1:\d+: error: .*\n(?s).*the preview still shows the last site without errors`)
	if page() != good {
		t.Error("the last good page must stay")
	}
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	out.waits(t, `all errors are fixed\nsite\.toml changed: read in \d+ ms`)
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ending the preview is no failure: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the preview does not end")
	}
}
