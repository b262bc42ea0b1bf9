package assets

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// runs reports whether a browser that opens an SVG by itself could run something in
// it, or whether it cannot be read as one. Hosts and folders send no policy that would
// forbid that.
func runs(svg []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for first := true; ; {
		token, err := d.Token()
		if err != nil {
			return first || err != io.EOF
		}
		switch token := token.(type) {
		case xml.ProcInst:
			if token.Target != "xml" { // a style sheet can be XSLT
				return true
			}
		case xml.Directive:
			if bytes.Contains(token, []byte("ENTITY")) {
				return true
			}
		case xml.StartElement:
			if first && token.Name.Local != "svg" {
				return true
			}
			first = false
			switch strings.ToLower(token.Name.Local) {
			case "script", "handler", "listener", "foreignobject", "iframe", "embed", "object":
				return true
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || address(a.Value) {
					return true
				}
			}
		}
	}
}

// address reports whether the value of an attribute holds an address that runs: of a
// link, or of one that an animation puts there.
func address(value string) bool {
	bare := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value))
	for _, scheme := range []string{"javascript:", "vbscript:", "data:text/", "data:image/svg", "data:application/"} {
		if strings.Contains(bare, scheme) {
			return true
		}
	}
	return false
}
