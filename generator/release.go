package main

import (
	"runtime"
	"runtime/debug"
)

// release and commit are set by release.sh, so that the same commit gives the
// same bytes; elsewhere they are "" and what the toolchain recorded counts.
var release, commit string

// programVersion is the module's version and the commit it was built from, as
// far as they are known.
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
