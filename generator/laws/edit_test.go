package laws

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"handbook/generator/site"
)

// afterEdits makes changes to a tree and takes them back, the last one first, and
// reads the site after each with the one before. It says where that differs from
// a site that is read with nothing before. A change may be a fault: then nothing
// is compared until it is undone, but what was read stands as the one before.
func (s *subject) afterEdits() []string {
	r := rand.New(rand.NewPCG(s.seed, 8))
	states := []fstest.MapFS{s.MapFS}
	colds := []built{s.whole()}
	done := []string{"no change"}
	warm := s.open(s.options())
	render(warm, 0)
	compared := 0
	for _, undo := range []bool{false, false, true, true} {
		if undo {
			states, colds, done = states[:len(states)-1], colds[:len(colds)-1], done[:len(done)-1]
		} else {
			next, what := edit(states[len(states)-1], r)
			states, colds, done = append(states, next), append(colds, nil), append(done, what)
		}
		top := len(states) - 1
		next, faults, err := site.Open(states[top], warm, s.options())
		if err != nil {
			return []string{err.Error()}
		}
		warm = next
		if faults.HasErrors() {
			continue
		}
		if colds[top] == nil {
			colds[top] = render(mustOpen(states[top], shell(), s.options()), 0)
		}
		compared++
		if faults := differences(colds[top], render(warm, 0)); len(faults) > 0 {
			return append([]string{fmt.Sprintf("after %s (undone: %v)", strings.Join(done, ", "), undo)}, faults...)
		}
	}
	if compared < 2 {
		return []string{"nothing was compared: make the edits of edit_test.go milder"}
	}
	return nil
}

// edit changes one thing of a tree, which it leaves as it is.
func edit(files fstest.MapFS, r *rand.Rand) (edited fstest.MapFS, what string) {
	edited = maps.Clone(files)
	pick := func(fits func(name string) bool) string {
		var names []string
		for name := range files {
			if fits(name) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		return names[r.IntN(len(names))]
	}
	write := func(name string, data []byte) { edited[name] = &fstest.MapFile{Data: data} }
	page := func(name string) bool { return strings.HasPrefix(name, "content/") && path.Ext(name) == ".md" }
	switch r.IntN(8) {
	case 0:
		name := pick(page)
		write(name, append(bytes.Clone(files[name].Data), "\n一句新话。\n"...))
		return edited, "another text in " + name
	case 1, 2:
		name := pick(func(name string) bool { return page(name) && bytes.Contains(files[name].Data, []byte("\ntitle = \"")) })
		write(name, bytes.Replace(files[name].Data, []byte("\ntitle = \""), []byte("\ntitle = \"新"), 1))
		return edited, "another title of " + name
	case 3:
		name := pick(func(name string) bool { return strings.HasPrefix(name, "content/editions/") && page(name) })
		delete(edited, name)
		return edited, "without " + name
	case 4:
		name := pick(func(name string) bool { return path.Base(name) == "edition.toml" })
		write(name, append([]byte("base_url = \"https://elsewhere.test/\"\n"), bytes.Replace(files[name].Data, []byte("name = \""), []byte("name = \"新"), 1)...))
		return edited, "another name in " + name
	case 5:
		name := pick(func(name string) bool { return path.Base(name) == "sources.toml" })
		write(name, bytes.Replace(files[name].Data, []byte("title = \""), []byte("title = \"新"), 1))
		return edited, "another title in " + name
	case 6:
		const name = "layouts/_foot.html"
		write(name, append(bytes.Clone(files[name].Data), "<p>新的一行</p>"...))
		return edited, "another foot"
	default:
		city := []string{"jia", "yi"}[r.IntN(2)]
		name := "content/editions/" + city + "/guides/" + guidePool[r.IntN(len(guidePool))] + ".md"
		write(name, fmt.Appendf(nil, "+++\ntitle = \"新指南\"\norder = 99\nsummary = \"说明\"\n+++\n\n看[](guide:%s)。\n", strings.TrimSuffix(path.Base(name), ".md")))
		return edited, "the guide " + name
	}
}
