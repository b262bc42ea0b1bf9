package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find looks for a browser that can print: what the variable CHROMIUM names,
// else Chromium, Chrome or Edge where systems install them. Edge is on every
// Windows. It is "" when there is none.
func Find() string {
	for _, name := range candidates(runtime.GOOS, os.Getenv) {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// candidates are names and paths of browsers on a system, the best first. What
// CHROMIUM names is the only one: who sets it means it.
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
