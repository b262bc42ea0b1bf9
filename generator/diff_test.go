package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestDiffLarge: diff refuses a file that is too large for a list, unread.
func TestDiffLarge(t *testing.T) {
	name := filepath.Join(t.TempDir(), "2020.json")
	write(t, name, strings.Repeat(" ", 4<<20+1))
	var out, errs strings.Builder
	if code := run([]string{"diff", name, name}, &out, &errs, nil); code != exitContent || !strings.Contains(errs.String(), "2020.json: error: the file is larger than 4 MiB [too-large]") {
		t.Errorf("exit code %d:\n%s", code, errs.String())
	}
}
