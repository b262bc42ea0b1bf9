package assets

import (
	"testing"
	"testing/fstest"
)

func TestSVG(t *testing.T) {
	const head, ns = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`, ` xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`
	for _, c := range []struct {
		svg  string
		runs bool
	}{
		{head + `<svg` + ns + `><title>甲</title><style>a{fill:red}</style><path d="M0 0"/><use xlink:href="#a"/><image href="data:image/png;base64,AA"/><a href="https://a.cn">甲</a></svg>` + "\n", false},
		{`<svg><script>alert(1)</script></svg>`, true},
		{`<svg><SCRIPT href="a.js"/></svg>`, true},
		{`<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></svg>`, true},
		{`<svg onload="alert(1)"/>`, true},
		{`<svg><a xlink:href=" java` + "\n" + `script:alert(1)">甲</a></svg>`, true},
		{`<svg><a href="&#106;avascript:alert(1)">甲</a></svg>`, true},
		{`<svg><set attributeName="href" to="javascript:alert(1)"/><animate values="#;JavaScript:a"/></svg>`, true},
		{`<svg><foreignObject><body/></foreignObject></svg>`, true},
		{`<?xml-stylesheet href="a.xsl"?><svg/>`, true},
		{`<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`, true},
		{`<svg><use href="data:image/svg+xml,..."/></svg>`, true},
		{`<html><svg/></html>`, true},
		{`<svg><a></svg>`, true},
		{`<svg/><script>`, true},
		{"\x1f\x8b\x08", true},
		{"", true},
		{"plain", true},
	} {
		if got := runs([]byte(c.svg)); got != c.runs {
			t.Errorf("%s: runs is %t, want %t", c.svg, got, c.runs)
		}
	}
}

// TestWithheld: what static/ must not publish is told, and not published.
func TestWithheld(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"a.svg": `<svg onload="x"/>`, "b.svg": "<svg/>", "assets/c.svg": "<svg><script/></svg>",
		".ssh/id_rsa": "", ".env.local": "", "index.php.bak": "", ".foo": "", ".bar": "", ".nojekyll": "", ".git/config": "",
	} {
		fsys["static/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, faults := Build(fsys, []string{".bar"}, nil)
	told := map[string]string{}
	for _, f := range faults {
		told[f.Pos.File] = f.Severity.String() + " " + f.Code()
	}
	want := map[string]string{
		"static/a.svg": "warning svg-script", "static/assets/c.svg": "warning svg-script", "static/.ssh": "warning static-secret",
		"static/.env.local": "warning static-secret", "static/index.php.bak": "warning static-backup", "static/.foo": "warning static-hidden",
	}
	for name, code := range want {
		if told[name] != code {
			t.Errorf("%s: want %s, have %q", name, code, told[name])
		}
	}
	if len(told) != len(want) {
		t.Errorf("want these faults alone, have %v", told)
	}
	for _, f := range set.Files() {
		if f.Path != "b.svg" && f.Path != ".nojekyll" && f.Path != ".bar" {
			t.Errorf("%s must not be published", f.Path)
		}
	}
	if len(set.Files()) != 3 {
		t.Errorf("b.svg, .nojekyll and .bar are to be published, have %v", set.Files())
	}
}
