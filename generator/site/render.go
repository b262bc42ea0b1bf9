package site

import (
	"bytes"

	"handbook/generator/diag"
)

// Render returns the bytes of an address; nil when there are faults of layouts,
// or when the address does not exist.
func (s *Site) Render(url string) ([]byte, diag.List) {
	p := s.Page(url)
	if p == nil {
		return nil, nil
	}
	return s.render(p, new(bytes.Buffer))
}

// render renders a page into a buffer. The buffer may be reused when the caller no
// longer needs the bytes.
func (s *Site) render(p *Page, b *bytes.Buffer) ([]byte, diag.List) {
	if p.isFile() {
		data, err := p.Bytes()
		if err != nil {
			return nil, diag.List{diag.New(diag.Pos{File: p.Origin}, unreadable, err.Error())}
		}
		return data, nil
	}
	main, faults := p.execute()
	if len(faults) > 0 {
		return nil, faults
	}
	b.Reset()
	if faults := p.volume.framed(p, main, b); len(faults) > 0 {
		return nil, faults
	}
	return b.Bytes(), nil
}
