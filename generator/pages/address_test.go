package pages

import (
	"path"
	"testing"
)

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "items/a.html", "items/a.html"},
		{"index.html", "sources.html#source-a", "sources.html#source-a"},
		{"items/a.html", "index.html", "../index.html"},
		{"items/a.html", "items/a.html", "a.html"},
		{"items/a.html", "items/b.html", "b.html"},
		{"items/a.html", "items/b.html#s-c", "b.html#s-c"},
		{"items/a.html", "itemsx/b.html", "../itemsx/b.html"},
		{"items/a.html", "items/x/b.png", "x/b.png"},
		{"items/x/a.html", "items/b.html", "../b.html"},
		{"a/b/c/d.html", "a/x/y.html", "../../x/y.html"},
		{"a/b/c/d.html", "e.html", "../../../e.html"},
		{"guides/a.html", "assets/site-12345678.css", "../assets/site-12345678.css"},
	} {
		if got := From(c.from, "").To(c.to); got != c.want {
			t.Errorf("from %s to %s: got %q, want %q", c.from, c.to, got, c.want)
		}
		if back := path.Join(path.Dir(c.from), c.want); back != c.to {
			t.Errorf("the table is wrong: from %s, %q leads to %s", c.from, c.want, back)
		}
	}
}

// TestShared: links to shared files work at any depth, and begin at the host's root
// on 404.html.
func TestShared(t *testing.T) {
	for _, c := range []struct {
		at   Vantage
		want [3]string // of the home page of the edition, of the list of editions, of the city's data
	}{
		{From("index.html", ""), [3]string{"index.html", "editions.html", "jia/data/search.js"}},
		{From("items/a.html", "jia/yi/"), [3]string{"../index.html", "../../../editions.html", "../../data/search.js"}},
		{OnHost("/book/", "jia/yi/"), [3]string{"/book/jia/yi/index.html", "/book/editions.html", "/book/jia/data/search.js"}},
	} {
		if got := [3]string{c.at.To("index.html"), c.at.Shared("editions.html"), c.at.Shared("jia/data/search.js")}; got != c.want {
			t.Errorf("from %+v: got %q, want %q", c.at, got, c.want)
		}
	}
}
