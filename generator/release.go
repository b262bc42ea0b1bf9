package main

import (
	"runtime"
	"runtime/debug"
)

// release.sh sets release and commit, so that equal commits give equal programs.
// If they are "", the program reports the versions that the toolchain recorded.
var release, commit string

// programVersion returns the version, the commit and the version of Go, as far as
// they are known.
func programVersion() string {
	if release != "" {
		return release + " " + commit + " " + runtime.Version()
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	version, revision, dirty := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = " " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = " (modified)"
		}
	}
	if version == "" {
		version = "(devel)"
	}
	return version + revision + dirty + " " + info.GoVersion
}
