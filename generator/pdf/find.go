package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find returns the path of a browser that can print: the one in the variable
// CHROMIUM, else Chromium, Chrome or Edge in their usual folders; "" when there is
// none. Every Windows has Edge.
func Find() string {
	for _, name := range candidates(runtime.GOOS, os.Getenv) {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// candidates lists names and paths of browsers on a system, the best first. When
// CHROMIUM is set, it is the only one.
func candidates(system string, env func(string) string) []string {
	if named := env("CHROMIUM"); named != "" {
		return []string{named}
	}
	switch system {
	case "windows":
		var out []string
		for _, program := range []string{`Google\Chrome\Application\chrome.exe`, `Microsoft\Edge\Application\msedge.exe`, `Chromium\Application\chrome.exe`} {
			for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
				if dir := env(folder); dir != "" {
					out = append(out, dir+`\`+program)
				}
			}
		}
		return out
	case "darwin":
		var out []string
		for _, program := range []string{"Chromium", "Google Chrome", "Microsoft Edge"} {
			for _, folder := range []string{"/", env("HOME")} {
				out = append(out, filepath.Join(folder, "Applications", program+".app", "Contents", "MacOS", program))
			}
		}
		return append(out, "chromium")
	}
	return []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"}
}
