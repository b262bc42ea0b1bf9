package main

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// platforms lists the platforms that release.sh builds for.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// dependency is a module that the program or its tests need.
type dependency struct{ path, version, dir string }

// modules lists the modules of packages, sorted.
func modules(t *testing.T, platform string, args ...string) []dependency {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}"}, args...)...)
	system, processor, _ := strings.Cut(platform, "/")
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0", "GOFLAGS=-mod=readonly")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v; run go mod download", cmd.Args, err)
	}
	seen := map[dependency]bool{}
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 3 && f[0] != "handbook" {
			seen[dependency{f[0], f[1], f[2]}] = true
		}
	}
	return sortModules(seen)
}

func sortModules(seen map[dependency]bool) []dependency {
	var list []dependency
	for m := range seen {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b dependency) int { return cmp.Compare(a.path, b.path) })
	return list
}

// kinds maps licences to phrases that only they have. Before the program may
// include another licence, somebody has to read it and add it here.
var kinds = []struct{ name, phrase string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License, version 2.0"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files"},
	{"BSD-3-Clause", "Neither the name of"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms, with or without modification, are permitted"},
}

// licenceOf reads the licence files of a module.
func licenceOf(t *testing.T, dir string) (kind, text string) {
	t.Helper()
	var names []string
	for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "NOTICE*", "ATTRIB*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		part := strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n"))
		text += part + "\n\n"
		words := strings.Join(strings.Fields(part), " ")
		for _, k := range kinds {
			if kind == "" && strings.Contains(words, k.phrase) {
				kind = k.name
			}
		}
	}
	return kind, text
}

// TestLicences keeps licences.txt in step with the program's modules.
func TestLicences(t *testing.T) {
	inside := map[dependency]bool{}
	for _, platform := range platforms {
		for _, m := range modules(t, platform, ".") {
			inside[m] = true
		}
	}
	beside := map[dependency]bool{}
	for _, m := range modules(t, "linux/amd64", "-test", "./...", "tool") {
		if !inside[m] {
			beside[m] = true
		}
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	list := append([]dependency{{"Go (standard library and runtime)", "", strings.TrimSpace(string(goroot))}}, sortModules(inside)...)

	var b, texts strings.Builder
	b.WriteString("Licences of the handbook's program\n\nIn the program:\n\n")
	entry := func(m dependency) string {
		kind, text := licenceOf(t, m.dir)
		if kind == "" {
			t.Errorf("%s %s has no licence that is known here: read it, and enter it in licences_test.go if it may be used", m.path, m.version)
		}
		fmt.Fprintf(&b, "  %-14s %s\n", kind, strings.TrimSpace(m.path+" "+m.version))
		return text
	}
	for _, m := range list {
		fmt.Fprintf(&texts, "%s\n%s\n\n%s", strings.Repeat("=", 72), strings.TrimSpace(m.path+" "+m.version), entry(m))
	}
	b.WriteString("\nFor tests and checks only, not in the program:\n\n")
	for _, m := range sortModules(beside) {
		entry(m)
	}
	got := b.String() + "\n" + strings.TrimSpace(texts.String()) + "\n"
	if *update {
		if err := os.WriteFile("licences.txt", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := readFile(t, "licences.txt"); want != got {
		t.Error("licences.txt is not in step with the modules: go test ./generator -run Licences -update, and read the diff")
	}
}

// TestPlatforms: the licences cover the released systems.
func TestPlatforms(t *testing.T) {
	if want := "for platform in " + strings.Join(platforms, " ") + "; do"; !strings.Contains(readFile(t, "release.sh"), want) {
		t.Errorf("release.sh must say: %s", want)
	}
}
