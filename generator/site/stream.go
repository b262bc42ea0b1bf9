package site

import (
	"bytes"
	"maps"
	"slices"
	"sync"

	"handbook/generator/diag"
)

// Stream renders every address of a part once and hands it on, with as many
// goroutines as told. It goes from edition to edition and forgets the pages of one before it
// comes to the next, so that memory does not grow with the number of counties.
//
// write is called from several goroutines; data is its own only until it
// returns. Faults are those of all pages, which are not handed on. An error is
// the first that write returned; nothing is rendered after it.
func (s *Site) Stream(part Part, workers int, write func(url string, data []byte) error) (diag.List, error) {
	st := &stream{site: s, part: part, volumes: part.of(s.volumes), filed: !part.first(), open: map[*volume]int{}, below: map[*volume]int{}}
	for _, v := range st.volumes {
		st.below[v]++
		if up := v.nearest(); up != nil {
			st.below[up]++
		}
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			var b bytes.Buffer
			for batch := st.next(nil); batch != nil; batch = st.next(batch) {
				for _, p := range batch.pages {
					data, faults := s.render(p, &b)
					var err error
					if len(faults) == 0 {
						err = write(p.URL, data)
					}
					if !st.note(faults, err) {
						break
					}
				}
			}
		})
	}
	wg.Wait()
	return st.faults, st.failed
}

// batchSize is how many pages of an edition a goroutine takes at once: enough
// to keep it in one folder, and few enough to share one edition among all.
const batchSize = 32

// batch is a run of an edition's pages.
type batch struct {
	volume *volume // nil for the files that belong to no edition
	pages  []*Page
}

// stream deals out the pages of a site.
type stream struct {
	site *Site
	part Part

	mu      sync.Mutex
	volumes []*volume // that have not been begun
	current batch     // what is left of the edition that was begun last
	filed   bool      // the files have been begun, or are another part's
	open    map[*volume]int
	below   map[*volume]int // editions of the part at and right below one that are not written
	faults  diag.List
	failed  error
}

// next takes back a finished batch and gives another, or nil after the last.
func (st *stream) next(done *batch) *batch {
	st.mu.Lock()
	defer st.mu.Unlock()
	if done != nil {
		st.close(done.volume)
	}
	if st.failed != nil {
		return nil
	}
	for len(st.current.pages) == 0 {
		switch {
		case len(st.volumes) > 0:
			v := st.volumes[0]
			st.volumes = st.volumes[1:]
			st.begin(v, v.pages())
			st.open[v]++ // until its last batch has been dealt out
		case !st.filed: // after the editions: the site map asks what they have listed
			st.filed = true
			st.listOthers()
			st.begin(nil, st.site.files)
		default:
			return nil
		}
	}
	b := &batch{st.current.volume, st.current.pages[:min(batchSize, len(st.current.pages))]}
	st.current.pages = st.current.pages[len(b.pages):]
	if b.volume != nil {
		st.open[b.volume]++
		if len(st.current.pages) == 0 {
			st.close(b.volume)
		}
	}
	return b
}

func (st *stream) begin(v *volume, pages map[string]*Page) {
	st.current = batch{volume: v}
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		st.current.pages = append(st.current.pages, pages[path])
	}
}

// close counts a batch of an edition as done. After the last one the edition
// forgets its pages, or, where those below it share them, after the last of those.
func (st *stream) close(v *volume) {
	if v == nil {
		return
	}
	if st.open[v]--; st.open[v] > 0 {
		return
	}
	delete(st.open, v)
	for up := v; up != nil && up != st.site.volumes[0]; up = up.nearest() {
		if st.below[up]--; st.below[up] > 0 {
			return
		}
		st.forget(up)
	}
}

// forget drops what was made of an edition that no other needs any more.
func (st *stream) forget(v *volume) {
	if st.site.baseURL != "" {
		v.listed()
	}
	v.reset()
	st.site.data.Forget(v.e)
}

// listOthers has the editions of other parts listed for the site map, one by one.
func (st *stream) listOthers() {
	if st.site.baseURL == "" {
		return
	}
	own := st.part.of(st.site.volumes)
	for _, v := range st.site.volumes {
		if !slices.Contains(own, v) && len(v.e.Children) == 0 {
			st.forget(v)
		}
	}
}

// note books what became of a page and reports whether to go on.
func (st *stream) note(faults diag.List, err error) bool {
	if len(faults) == 0 && err == nil {
		return true
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	st.faults.Add(faults...)
	if st.failed == nil {
		st.failed = err
	}
	return st.failed == nil
}
