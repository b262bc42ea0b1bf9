package site

// Part is a part of the editions, for one of several machines: {2, 4} is the
// second of four. The zero value is the whole.
//
// Every address of the site is in one part. Editions that follow each other stay
// together, for they share the most; what belongs to no edition is in the first
// part. A part is empty where there are more parts than editions. Its pages are
// those of the whole site, with links to all editions.
type Part struct{ I, N int }

// of is the run of editions that the part has.
func (p Part) of(all []*volume) []*volume {
	if p.N == 0 {
		return all
	}
	return all[len(all)*(p.I-1)/p.N : len(all)*p.I/p.N]
}

// first reports whether the part has what belongs to no edition.
func (p Part) first() bool { return p.I <= 1 }
