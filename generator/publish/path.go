package publish

import (
	"fmt"
	"strings"

	"handbook/generator/diag"
	"handbook/generator/tree"
)

// maxSegment is the longest file name that every file system takes, in bytes.
const maxSegment = 255

// checkPath returns an error for a path that some system cannot hold. The site
// makes only valid paths, so an error is our bug, not the editor's.
func checkPath(path string) error {
	bad := func(why string) error { return fmt.Errorf("publish: path %q: %s", path, why) }
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "" {
			return bad("a name is empty")
		}
		if len(segment) > maxSegment {
			return bad("a name is longer than 255 bytes")
		}
		if said := tree.BadName(segment); said != nil { // "." and ".." too
			return bad(said.In(diag.EN))
		}
	}
	if isList(strings.ToLower(path)) {
		return bad("the name is the manifest's")
	}
	return nil
}
