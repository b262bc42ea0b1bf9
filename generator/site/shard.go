package site

// Shard is one share of the editions, for one of several machines: {2, 4} is the
// second of four. The zero value is the whole.
//
// Every address of the site is in one shard. Editions that follow each other stay
// together, for they share the most; the first shard has the files that belong to
// no edition. A shard is empty where there are more shards than editions. Its
// pages are those of the whole site, with links to all editions.
type Shard struct{ I, N int }

// of returns the run of editions that the shard has.
func (s Shard) of(all []*volume) []*volume {
	if s.N == 0 {
		return all
	}
	return all[len(all)*(s.I-1)/s.N : len(all)*s.I/s.N]
}

// first reports whether the shard has the files that belong to no edition.
func (s Shard) first() bool { return s.I <= 1 }
