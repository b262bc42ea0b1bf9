package site

import (
	"bytes"
	"encoding/json"
	"html"
	"image/png"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// vocabulary lists the types and properties of schema.org that the program uses
// (https://schema.org/GovernmentService and so on).
var vocabulary = map[string]string{
	"GovernmentService":      "@id url name alternateName description identifier serviceType areaServed provider audience availableChannel isRelatedTo",
	"AdministrativeArea":     "name",
	"GovernmentOrganization": "name url",
	"Audience":               "audienceType",
	"ServiceChannel":         "servicePhone serviceUrl serviceLocation",
	"ContactPoint":           "telephone",
	"Place":                  "name address telephone",
	"BreadcrumbList":         "itemListElement",
	"ListItem":               "position name item",
}

var dataBlock = regexp.MustCompile(`<script type="application/ld\+json">([^<]*)</script>`)

// graphOf returns a page's structured data by type; nil when it has none.
func graphOf(t *testing.T, s *Site, url string) map[string]map[string]any {
	t.Helper()
	blocks := dataBlock.FindAllStringSubmatch(page(t, s, url), -1)
	if len(blocks) == 0 {
		return nil
	}
	var data struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(blocks[0][1]), &data); err != nil || len(blocks) > 1 || data.Context != "https://schema.org" {
		t.Fatalf("%s: the page must have one block of schema.org's JSON: %v", url, err)
	}
	out := map[string]map[string]any{}
	for _, thing := range data.Graph {
		checkVocabulary(t, url, thing)
		out[thing["@type"].(string)] = thing
	}
	return out
}

// checkVocabulary checks a value and all values in it against the vocabulary.
func checkVocabulary(t *testing.T, url string, value any) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			checkVocabulary(t, url, v)
		}
	case map[string]any:
		kind, _ := value["@type"].(string)
		known, ok := vocabulary[kind]
		if !ok {
			t.Errorf("%s: the test does not know the type %q: look it up at schema.org", url, kind)
		}
		for key, v := range value {
			if key != "@type" && !slices.Contains(strings.Fields(known), key) {
				t.Errorf("%s: schema.org's %s has no %s, or the test does not know it", url, kind, key)
			}
			if text, ok := v.(string); ok && (text == "" || (key == "url" || key == "item" || key == "@id") && !strings.HasPrefix(text, "https://example.org/")) {
				t.Errorf("%s: %s of %s is %q: addresses are full, and nothing is empty", url, key, kind, text)
			}
			checkVocabulary(t, url, v)
		}
	}
}

func TestStructured(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/"})
	for _, u := range s.URLs() {
		p := s.Page(u)
		if p.isFile() {
			continue
		}
		graph := graphOf(t, s, u)
		own := !p.Absent && !p.NoIndex && !p.volume.e.Draft && p.Title != "" && p.volume.nearestEqual(p) == p.URL
		if own != (graph["BreadcrumbList"] != nil) {
			t.Errorf("%s: a page must have structured data when its address is canonical, and only then", u)
		}
		reason, _ := p.volume.e.Absent(p.Ref.ID)
		if service := graph["GovernmentService"] != nil; service != (own && p.Ref.Kind == "item" && reason == "") {
			t.Errorf("%s: items that apply must be services, and no other page", u)
		}
	}
	service := graphOf(t, s, "items/everything.html")["GovernmentService"]
	// Its telephones come from memory only, and structured data leaves out 待核实.
	want := map[string]any{
		"identifier": "1-01", "areaServed": "某省", "provider": "省教育厅", "serviceType": "教育", "audience": "学生 困难家庭", "channels": "https://example.org/apply?a=1&b=2 学校总务处 教育局",
	}
	name := func(v any, key string) string { m, _ := v.(map[string]any); s, _ := m[key].(string); return s }
	var audience, channels []string
	for _, a := range service["audience"].([]any) {
		audience = append(audience, name(a, "audienceType"))
	}
	for _, c := range service["availableChannel"].([]any) {
		channel := c.(map[string]any)
		channels = append(channels, name(c, "serviceUrl")+name(channel["servicePhone"], "telephone")+name(channel["serviceLocation"], "name"))
	}
	got := map[string]any{
		"identifier": service["identifier"], "areaServed": name(service["areaServed"], "name"), "provider": name(service["provider"], "name"),
		"serviceType": service["serviceType"], "audience": strings.Join(audience, " "), "channels": strings.Join(channels, " "),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the service differs (-want +got):\n%s", diff)
	}
	if graphOf(t, open(t, editions(t), Options{}), "items/everything.html") != nil {
		t.Error("without a base URL there must be no structured data")
	}
}

// TestCards: with a base URL each edition has a picture and a manifest, and every
// page names those of its own edition.
func TestCards(t *testing.T) {
	s := open(t, editions(t), Options{BaseURL: "https://example.org/book"})
	without := open(t, editions(t), Options{})
	for _, v := range s.volumes {
		card, manifest := v.prefix+cardName, v.prefix+manifestName
		if without.Page(card) != nil || without.Page(manifest) != nil {
			t.Errorf("%s and %s must not exist without a base URL", card, manifest)
		}
		if img, err := png.DecodeConfig(strings.NewReader(page(t, s, card))); err != nil || img.Width != 1200 {
			t.Errorf("%s must be a PNG of 1200 pixels: %v", card, err)
		}
		text := page(t, s, v.prefix+"items/everything.html")
		if want := `<meta property="og:image" content="https://example.org/book/` + card + `">`; !strings.Contains(text, want) {
			t.Errorf("%sitems/everything.html must have %s", v.prefix, want)
		}
		var m struct {
			Name, Scope, Display string
			StartURL             string `json:"start_url"`
			Icons                []manifestIcon
		}
		if err := json.Unmarshal([]byte(page(t, s, manifest)), &m); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(m.Name, v.e.Name) || s.Page(path.Join(path.Dir(manifest), m.StartURL)) == nil || len(m.Icons) != len(iconFiles) {
			t.Errorf("%s must name the edition, its home page and all icons: %+v", manifest, m)
		}
		for _, icon := range m.Icons {
			if s.files[path.Join(path.Dir(manifest), icon.Source)] == nil {
				t.Errorf("%s: there is no icon %s", manifest, icon.Source)
			}
		}
	}
}

// TestPaperColours: the bars around a page have its background colour.
func TestPaperColours(t *testing.T) {
	style, err := fs.ReadFile(folder(t), "static/assets/style/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := bytes.Cut(style, []byte("prefers-color-scheme: dark"))
	for colour, part := range map[string][]byte{paperLight: light, paperDark: dark} {
		if !bytes.Contains(part, []byte("--paper: "+colour+";")) {
			t.Errorf("share.go has the background colour %s, tokens.css has another", colour)
		}
	}
}

// TestSlip: the message that reports an error names the edition, the page and the
// version, and links to the editors when the edition gives their contact.
func TestSlip(t *testing.T) {
	fsys := editions(t)
	change(t, fsys, "content/editions/jia/edition.toml", `contact = "甲市编辑部"`, `contact = "甲市编辑部，0591-87654321，手机13805910000，book@jia.example.cn；邮编350001"`)
	for base, address := range map[string]string{"": "", "https://example.org/": "\n网址：https://example.org/jia/items/everything.html"} {
		s := open(t, fsys, Options{BaseURL: base})
		text := page(t, s, "jia/items/everything.html")
		for _, want := range []string{
			"我要反映《某省服务手册》甲市版里的一处错误。\n页面：1-01 家庭经济困难的寄宿制学校学生生活费用补助及营养改善补助服务（清单2020版）" + address + "\n不对的地方：</p>",
			`<a class="phone" href="tel:059187654321">`, `href="sms:13805910000?body=%E6%88%91`, `href="mailto:book@jia.example.cn?subject=`,
		} {
			if !strings.Contains(html.UnescapeString(text), want) {
				t.Errorf("with the base URL %q the page must have %q", base, want)
			}
		}
		for u, has := range map[string]bool{
			"items/everything.html": true, "groups/poor.html": true, "agencies/edu.html": true, "index.html": true, "indicators.html": true,
			"404.html": false, "search.html": false, "items/boarding.html": false, "finder.html": false,
		} {
			if s.Page(u) == nil {
				continue
			}
			text := page(t, s, u)
			if strings.Contains(text, `id="s-wrong"`) != has || strings.Contains(text, `href="#s-wrong"`) != has || strings.Contains(text, "assets/tools-") != has {
				t.Errorf("%s: must have the message, its link and the script: %t", u, has)
			}
			if strings.Contains(text, "mailto:") || strings.Contains(text, "sms:") {
				t.Errorf("%s: must have no address of the editors", u)
			}
		}
	}
}
