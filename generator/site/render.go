package site

import (
	"bytes"

	"handbook/generator/diag"
)

// Render makes the bytes of an address. Faults are those of layouts; the bytes
// are nil when there are any, or when the address does not exist.
func (s *Site) Render(url string) ([]byte, diag.List) {
	p := s.Page(url)
	if p == nil {
		return nil, nil
	}
	return s.render(p, new(bytes.Buffer))
}

// render makes a page in a buffer that may be used again, when the bytes are no
// longer needed.
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
