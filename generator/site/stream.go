package site

import (
	"bytes"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"handbook/generator/diag"
)

// batchSize is the number of pages of an edition that a goroutine takes at once:
// enough to keep it in one folder, few enough to divide an edition among all.
const batchSize = 32

// Stream renders every address of a shard once, with the number of goroutines
// given, and calls write for each.
//
// It calls write from several goroutines; data is valid only during the call.
// Stream returns the faults of all pages, and does not call write for pages with
// faults. An error is the first that write returned; it stops the rendering.
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
