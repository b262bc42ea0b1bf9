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
			t.Errorf("%s: %s is not looked for among %q", system, want, got)
		}
		for _, c := range got {
			if strings.HasPrefix(c, `\`) {
				t.Errorf("%s: %q is below a folder that the machine does not have", system, c)
			}
		}
	}
	folders["CHROMIUM"] = "/opt/browser"
	if got := candidates("linux", env); !slices.Equal(got, []string{"/opt/browser"}) {
		t.Errorf("who names a browser means it alone, not %q", got)
	}
}
