package publish

// Derive adds a file that is made from the bytes of another, such as its
// compressed form, and that takes long to make. recipe names how it is made,
// with all that its bytes depend on but for from: make is not called where the
// manifest says that the file was made by this recipe from these bytes, and
// the file is there as it was. What make returns is written as [Publisher.Write]
// does; nil is no file.
func (p *Publisher) Derive(path string, from []byte, recipe string, make func() []byte) error {
	origin := sumOf(from)
	key := sumOf(append(origin[:], recipe...))
	if old := p.earlier(path); old != nil && old.recipe == key && old.size >= 0 {
		if onDisk := p.intact(path, old); !onDisk.IsZero() {
			return p.fail(p.write(path, entry{sum: old.sum, size: old.size, recipe: key}, onDisk, nil))
		}
	}
	data := make()
	if data == nil {
		return nil
	}
	e := entry{sum: sumOf(data), size: int64(len(data)), recipe: key}
	return p.fail(p.write(path, e, p.unchanged(path, e), data))
}
