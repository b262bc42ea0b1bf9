package pdf

import (
	"slices"
	"strings"
	"testing"
)

func TestCandidates(t *testing.T) {
	folders := map[string]string{"ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`, "HOME": "/Users/li"}
	env := func(key string) string { return folders[key] }
	for system, want := range map[string]string{
		"windows": `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`, // where every Windows has it
		"darwin":  "/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"linux":   "microsoft-edge-stable",
	} {
		got := candidates(system, env)
		if !slices.Contains(got, want) {
			t.Errorf("%s: %s must be one of %q", system, want, got)
		}
		for _, c := range got {
			if strings.HasPrefix(c, `\`) {
				t.Errorf("%s: %q begins with an unset folder", system, c)
			}
		}
	}
	folders["CHROMIUM"] = "/opt/browser"
	if got := candidates("linux", env); !slices.Equal(got, []string{"/opt/browser"}) {
		t.Errorf("CHROMIUM must be the only candidate, not %q", got)
	}
}
