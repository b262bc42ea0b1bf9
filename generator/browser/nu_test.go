package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The Nu HTML checker has nothing to say about any page or its SVG. It is a Java
// program of 30 MB and no part of this repository: $VNU names its vnu.jar (npm
// package vnu-jar). Without it the statement keeps the day of its last run.
func TestNu(t *testing.T) {
	jar := os.Getenv("VNU")
	if jar == "" {
		t.Skip("set VNU to the path of vnu.jar")
	}
	b := theSite(t)
	pages := slices.Concat(b.pages, b.kinds)
	// Over http, so that the checker can tell what 'self' is.
	root := serve(t, b.dir)
	args := []string{"-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--format", "json"}
	for _, p := range pages {
		args = append(args, root+p)
	}
	const broken = "broken.html" // it has faults, and the checker sees them
	args = append(args, serve(t, "testdata")+broken)
	version, err := exec.Command("java", "-jar", jar, "--version").Output()
	if err != nil {
		t.Fatalf("java runs no vnu.jar: %v", err)
	}
	// The messages stand on stderr, and any message of level error fails the run.
	var stderr strings.Builder
	run := exec.Command("java", args...)
	run.Stderr = &stderr
	failed := run.Run()
	var said struct {
		Messages []struct {
			Type, URL, Message string
		}
	}
	if err := json.Unmarshal([]byte(stderr.String()), &said); err != nil {
		t.Fatalf("vnu.jar says no JSON (%v): %v\n%s", failed, err, stderr.String())
	}
	found, awake := findings{}, false
	for _, m := range said.Messages {
		if strings.HasSuffix(m.URL, broken) {
			awake = true
			continue
		}
		found.add(strings.TrimPrefix(m.URL, root), m.Type+": "+m.Message)
	}
	if !awake {
		t.Fatalf("vnu.jar says nothing of testdata/%s", broken)
	}
	found.report(t)
	release, _, _ := strings.Cut(strings.TrimSpace(string(version)), " ")
	state(t, checkNu, fmt.Sprintf("Nu Html Checker %s，%d页", release, len(pages)), len(found))
}
