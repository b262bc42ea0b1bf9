package browser

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"handbook/generator/diag"
	"handbook/generator/publish"
	"handbook/generator/site"
)

// markup attacks wherever it is taken for HTML.
const markup = `<img src=x onerror=pwned()><script>pwned()</script>`

// texts are the keys of all files that hold words for readers.
var texts = regexp.MustCompile(`(?m)^(\s*)(title|summary|name|notice|contact|text|address|hours|reason|ask|help|issuer|number|full|note|basis|funding|recipients_note|fee|time_limit|complaint|at)( = ")`)

// hostileSite builds a site of all that the corpus accepts, with markup in every
// field for words. It returns its folder and addresses.
func hostileSite(t *testing.T) (dir string, pages []string) {
	t.Helper()
	source := t.TempDir()
	for from, to := range map[string]string{"../testdata/site": "", "../testdata/editions": "content/editions", "../../layouts": "layouts", "../../static": "static"} {
		if err := os.CopyFS(filepath.Join(source, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	spoilt := 0
	for _, top := range []string{"site.toml", "content"} {
		err := filepath.WalkDir(filepath.Join(source, top), func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text := string(read(t, name))
			spoilt += len(texts.FindAllString(text, -1))
			text = texts.ReplaceAllString(text, "$1$2$3"+markup)
			text = strings.NewReplacer(`number = "`+markup, `number = "`, markup+"https:", "https:").Replace(text) // telephones, addresses of the web
			return os.WriteFile(name, []byte(text), 0o666)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if spoilt < 50 {
		t.Fatalf("only %d fields have markup", spoilt)
	}
	verdicts, front := string(read(t, "../testdata/hostile/verdicts.txt")), string(read(t, "../testdata/hostile/front.toml"))
	items := 0
	for _, kind := range []string{"bodies", "fields"} {
		for line := range strings.Lines(string(read(t, "../testdata/hostile/"+kind+".txt"))) {
			name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
			if !strings.Contains(verdicts, "\n"+kind+"/"+name+": accepted") {
				continue
			}
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
			if err != nil {
				t.Fatal(err)
			}
			// 90 items for each of two domains.
			of := strings.Replace(front, "order = 50", fmt.Sprint("order = ", 10+items/2), 1)
			domain := []string{"education", "health"}[items%2]
			of = strings.Replace(of, `domain = "education"`, `domain = "`+domain+`"`, 1)
			body := text
			if kind == "fields" {
				key, _, _ := strings.Cut(text, " ")
				was := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(key) + ` = .*\n`)
				if at := was.FindStringIndex(of); at != nil {
					of = of[:at[0]] + text + "\n" + of[at[1]:]
				} else {
					of += text + "\n"
				}
				body = "正文。"
			}
			file := filepath.Join(source, "content/items", domain, kind+"-"+name+".md")
			if err := os.WriteFile(file, []byte("+++\n"+of+"+++\n\n"+body+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			items++
		}
	}
	s, faults, err := site.Open(os.DirFS(source), nil, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if faults.HasErrors() {
		t.Fatal(faultsError(slices.DeleteFunc(faults, func(f diag.Fault) bool { return f.Severity != diag.Error })))
	}
	dir = filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir, source, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range s.URLs() {
		data, _ := s.Render(u)
		if err := p.Write(u, data); err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(u) == ".html" && !strings.Contains(string(data), `http-equiv="refresh"`) {
			pages = append(pages, u)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d items of the corpus, %d fields with markup, %d pages", items, spoilt, len(pages))
	return dir, pages
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// guard has the tab note every call of pwned.
func guard(tab *tab) {
	tab.Helper()
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: "window.pwned = window.alert = window.prompt = window.confirm = function () { window.ran = true; };"})
}

// harmless fails where a foreign script ran or would, where a request left the
// site, or where the browser had to forbid something.
func harmless(tab *tab, where string, roots ...string) {
	tab.Helper()
	if ask[bool](tab, "!!window.ran") {
		tab.Errorf("%s: a script of the content ran", where)
	}
	// Data for the scripts is JSON, which no browser runs.
	if bad := ask[[]string](tab, `Array.prototype.filter.call(document.querySelectorAll("*"), function (e) {
		function isData(e) { try { return e.type === "application/json" && !!JSON.parse(e.textContent); } catch (_) { return false; } }
		return Array.prototype.some.call(e.attributes, function (a) {
			return /^on|^style$|^srcdoc$/i.test(a.name) || /^[\s\u0000-\u0020]*(javascript|vbscript|data):/i.test(a.value) && /^(href|src|action|formaction)$/i.test(a.name);
		}) || /^(iframe|object|embed|base)$/i.test(e.tagName) || e.tagName === "SCRIPT" && !e.src && !isData(e);
	}).map(function (e) { return e.outerHTML.slice(0, 200); })`); len(bad) > 0 {
		tab.Errorf("%s: what no page of ours has: %q", where, bad)
	}
	requests, complaints := tab.heard()
	for _, r := range requests {
		if !slices.ContainsFunc(roots, func(root string) bool { return strings.HasPrefix(r, root) }) {
			tab.Errorf("%s: a request leaves the site: %s", where, r)
		}
	}
	for _, c := range complaints {
		if !strings.Contains(c, "ERR_FILE_NOT_FOUND") && !strings.Contains(c, "404 (Not Found)") { // pictures that the corpus names
			tab.Errorf("%s: the browser complains: %s", where, c)
		}
	}
}

// TestHostileContent opens the pages of all hostile content that is accepted.
func TestHostileContent(t *testing.T) {
	t.Parallel()
	tab := open(t)
	dir, pages := hostileSite(t)
	guard(tab)
	file := folder(dir)
	for _, p := range pages {
		// Editions change nothing in how words are written: one of each is enough.
		if (strings.HasPrefix(p, "fuzhou/") || strings.HasPrefix(p, "xiamen/")) && !strings.HasPrefix(p, "fuzhou/minhou/index") && !strings.HasPrefix(p, "fuzhou/minhou/items/boarding") && !strings.HasPrefix(p, "fuzhou/minhou/guides/") {
			continue
		}
		tab.visit(file + p)
		harmless(tab, p, file)
	}
	root := serve(t, dir)
	host := strings.TrimSuffix(root, "some/path/") // whose icon a browser may ask for later
	for _, p := range []string{"index.html", "items/bodies-script-src.html", "items/fields-markup-guide.html", "editions.html", "fuzhou/minhou/index.html"} {
		tab.visit(root + p)
		harmless(tab, p, host, file) // the icon of a page before may be asked for late
	}
	for _, asked := range []string{markup, "免费" + markup, `"><svg onload=pwned()>`, "javascript:pwned()", "</script>", "{{.}}", "img src"} {
		tab.visit(file + "index.html") // the next is an address of another page, and not a part of this one
		tab.visit(file + "search.html#q=" + url.PathEscape(asked))
		tab.until("the search has answered "+asked, func() bool {
			return ask[bool](tab, `document.querySelector(".search input, input[type=search]").value.length > 0`)
		})
		ask[bool](tab, `new Promise(function (done) { setTimeout(function () { done(true); }, 300); })`)
		harmless(tab, "search for "+asked, file, host)
	}
	tab.visit(file + "finder.html")
	for range 12 { // every question, every answer
		if !ask[bool](tab, `(function () {
			var all = Array.prototype.slice.call(document.querySelectorAll("main input:not(:checked), main button")).filter(function (e) { return e.offsetParent && !e.tried; });
			if (!all.length) { return false; }
			all.forEach(function (e) { e.tried = true; e.click(); });
			return true;
		})()`) {
			break
		}
	}
	harmless(tab, "the finder, answered", file, host)
}

// TestHostileOverlay breaks a file with markup: the preview shows its text.
func TestHostileOverlay(t *testing.T) {
	t.Parallel()
	e := edit(t)
	guard(e.tab)
	e.visit(e.root + "items/everything.html")
	e.until("the bar is shown", func() bool { return shadow[bool](e, `!!$ && $.querySelectorAll(".bar button").length > 3`) })
	e.replace("content/items/learning/everything.md", "\ntitle = ", "\n\"<img src=x onerror=pwned()>\" = 1 # "+markup+"\ntitle = ")
	e.until("the errors are shown", func() bool { return shadow[bool](e, `!$.querySelector(".overlay").hidden`) })
	if said := shadow[string](e, `$.querySelector(".overlay").textContent`); !strings.Contains(said, markup) {
		t.Errorf("the overlay must show the line as it is:\n%s", said)
	}
	if n := shadow[int](e, `$.querySelectorAll("img, script, .overlay [onerror]").length`); n > 0 {
		t.Errorf("the overlay takes %d pieces of a line for HTML", n)
	}
	e.visit(e.root + "items/" + url.PathEscape(markup) + ".html?" + url.QueryEscape(markup) + "#" + url.PathEscape(markup))
	if ask[bool](e.tab, "!!window.ran || !!document.querySelector('img[onerror]')") {
		t.Error("the preview takes a part of an address for HTML")
	}
}
