package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
)

// Bounds on a workbook to read. A handbook's workbook has 100 KB, and a megabyte
// unpacked.
const (
	maxFile     = 16 << 20 // bytes of the file
	maxUnpacked = 16 << 20 // bytes of all parts that are read
	maxParts    = 2000
	maxDepth    = 64 // elements within each other
	maxSheets   = 100
	maxStyles   = 66_000
	maxMerged   = 1000     // ranges of merged cells in a sheet
	maxCells    = 200_000  // cells with content, and shared texts
	maxLetters  = 16 << 20 // bytes of text in all cells
)

var (
	errNoWorkbook = errors.New("no workbook part")
	errTooMuch    = errors.New("beyond the bounds")
)

// parts is the zip file of a workbook.
type parts struct {
	files map[string]*zip.File // by partName
	room  int64                // bytes that may still be unpacked
	depth int                  // of the element that is being read
}

// open opens the zip file. It returns errTooMuch or an error of the format.
func open(data []byte) (*parts, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errNoWorkbook
	}
	if len(z.File) > maxParts {
		return nil, errTooMuch
	}
	p := &parts{files: map[string]*zip.File{}, room: maxUnpacked}
	for _, f := range z.File {
		p.files[partName("", f.Name)] = f
	}
	return p, nil
}

// partName returns the full name of a part that a part in a folder refers to.
// Programs write absolute and relative names, in any case of letters, with
// slashes of either kind, percent-encoded or not.
func partName(folder, name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	if !strings.HasPrefix(name, "/") {
		name = folder + "/" + name
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// limited reads a part within the bound of all parts.
type limited struct {
	*parts
	r io.Reader
}

func (l limited) Read(buf []byte) (int, error) {
	n, err := l.r.Read(buf)
	if l.room -= int64(n); l.room < 0 {
		return 0, errTooMuch
	}
	return n, err
}

// shallow bounds the depth of elements: the decoder keeps each open one.
type shallow struct {
	*parts
	d *xml.Decoder
}

func (s shallow) Token() (xml.Token, error) {
	token, err := s.d.RawToken()
	switch token.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, errTooMuch
		}
	case xml.EndElement:
		s.depth--
	}
	return token, err
}

// walk calls each with every element of a part; each may decode the element,
// and then gets none of those within it. A part that is missing has no
// elements.
func (p *parts) walk(name string, each func(*xml.Decoder, xml.StartElement) error) error {
	f := p.files[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	p.depth = 0
	d := xml.NewTokenDecoder(shallow{p, xml.NewDecoder(limited{p, r})})
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if start, is := token.(xml.StartElement); is && err == nil {
			err = each(d, start)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// related returns the parts that a part refers to, by their ids and by their
// kinds.
func (p *parts) related(part string) (ids, kinds map[string]string, err error) {
	ids, kinds = map[string]string{}, map[string]string{}
	folder, base := path.Split(part)
	err = p.walk(folder+"_rels/"+base+".rels", func(_ *xml.Decoder, start xml.StartElement) error {
		if start.Name.Local == "Relationship" {
			target := partName(strings.TrimSuffix(folder, "/"), attr(start, "Target"))
			ids[attr(start, "Id")], kinds[path.Base(attr(start, "Type"))] = target, target
		}
		return nil
	})
	return ids, kinds, err
}
