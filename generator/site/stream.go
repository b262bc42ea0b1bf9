package site

import (
	"bytes"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"handbook/generator/diag"
)

// batchSize is how many pages of an edition a goroutine takes at once: enough
// to keep it in one folder, and few enough to share one edition among all.
const batchSize = 32

// Stream renders every address of a part once and hands it on, with as many
// goroutines as told.
//
// write is called from several goroutines; data is its own only until it
// returns. Faults are those of all pages, which are not handed on. An error is
// the first that write returned; nothing is rendered after it.
func (s *Site) Stream(shard Shard, workers int, write func(url string, data []byte) error) (diag.List, error) {
	var (
		mu      sync.Mutex
		faults  diag.List
		failed  error
		stop    atomic.Bool
		wg      sync.WaitGroup
		batches = make(chan []*Page)
	)
	note := func(f diag.List, err error) {
		mu.Lock()
		defer mu.Unlock()
		faults.Add(f...)
		if err != nil && !stop.Swap(true) {
			failed = err
		}
	}
	for range workers {
		wg.Go(func() {
			var b bytes.Buffer
			for batch := range batches {
				for _, p := range batch {
					if stop.Load() {
						break
					}
					data, f := s.render(p, &b)
					var err error
					if len(f) == 0 {
						err = write(p.URL, data)
					}
					if len(f) > 0 || err != nil {
						note(f, err)
					}
				}
			}
		})
	}
	deal := func(pages map[string]*Page) {
		all := make([]*Page, 0, len(pages))
		for _, path := range slices.Sorted(maps.Keys(pages)) {
			all = append(all, pages[path])
		}
		for batch := range slices.Chunk(all, batchSize) {
			batches <- batch
		}
	}
	for _, v := range shard.of(s.volumes) {
		deal(v.pages())
	}
	if shard.first() {
		deal(s.files)
	}
	close(batches)
	wg.Wait()
	return faults, failed
}
