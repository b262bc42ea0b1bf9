// Package tree reads the files of a source folder and takes pages apart.
//
// # Files
//
// [Walk] lists a folder, [Read] reads one file. A [File] is UTF-8 text without
// BOM and with LF line ends; BOM, CRLF and lone CR are accepted and taken out.
// Other encodings, NUL bytes, files above [MaxSize], devices, pipes and links
// that leave the tree are faults; such a file is never half read.
//
// # Pages
//
// A page is a Markdown file with front matter: TOML between two lines that
// hold +++ and nothing else. Blank lines may precede the first. What follows
// the second is the body.
//
//	+++
//	title = "免费义务教育"
//	+++
//	Markdown
//
// [Edit] writes values back into the TOML of a file; [With] shows a tree as it
// would be with some files changed.
package tree

import "handbook/generator/diag"

// MaxSize is the size in bytes above which a file is refused.
const MaxSize = 4 << 20

// A File is one input file, read whole. It is immutable and safe for
// concurrent use.
type File struct {
	diag.Source
	Sum [32]byte // SHA-256 of the bytes as read
}
