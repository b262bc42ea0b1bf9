package site

// Shard chooses the editions that one of several machines builds: {2, 4} is the
// second of four shards. The zero value is the whole site.
//
// Every address of the site is in one shard. Neighbouring editions stay together,
// since they share the most; the first shard has the files that belong to no
// edition. A shard is empty when there are more shards than editions. Its pages
// are those of the whole site, with links to all editions.
type Shard struct{ I, N int }

// of returns the editions of the shard.
func (s Shard) of(all []*volume) []*volume {
	if s.N == 0 {
		return all
	}
	return all[len(all)*(s.I-1)/s.N : len(all)*s.I/s.N]
}

// first reports whether the shard has the files that belong to no edition.
func (s Shard) first() bool { return s.I <= 1 }
