package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
)

var errNoWorkbook = errors.New("no workbook part")

// overflow is a bound that the workbook exceeds.
type overflow struct{ what string }

func (o *overflow) Error() string { return o.what }

// pack is the zip file of a workbook, with what may still be read of it.
type pack struct {
	parts   map[string]*zip.File
	room    int64
	strings []string
	letters int
	cells   int
}

// partName is the name of a part that is named from a folder: absolute or
// relative, percent-encoded or not, in any case of letters.
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

// limited counts what is unpacked.
type limited struct {
	p *pack
	r io.Reader
}

func (l *limited) Read(buf []byte) (int, error) {
	n, err := l.r.Read(buf)
	if l.p.room -= int64(n); l.p.room < 0 {
		return 0, &overflow{fmt.Sprintf("more than %d MiB unpacked", maxUnpacked>>20)}
	}
	return n, err
}

// shallow bounds how deep elements stand in each other: the decoder remembers
// each that is open.
type shallow struct {
	d     *xml.Decoder
	depth int
}

const maxDepth = 64

func (s *shallow) Token() (xml.Token, error) {
	token, err := s.d.RawToken()
	switch token.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, &overflow{fmt.Sprintf("more than %d levels", maxDepth)}
		}
	case xml.EndElement:
		s.depth--
	}
	return token, err
}

// walk hands the start of each element of a part to a function, which may read
// on. A missing part has no elements.
func (p *pack) walk(name string, each func(*xml.Decoder, xml.StartElement) error) error {
	f := p.parts[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewTokenDecoder(&shallow{d: xml.NewDecoder(&limited{p, r})})
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			if start, is := token.(xml.StartElement); is {
				err = each(d, start)
			}
		}
		if err != nil {
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				return fmt.Errorf("%s: %s", name, syntax.Msg)
			}
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

// related returns the targets of a part's relations by their ids and kinds.
func (p *pack) related(part string) (ids, kinds map[string]string, err error) {
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
