package publish

// Derive adds a file that takes long to make from the bytes of another, such as its
// compressed form. recipe names the method and all other input. Derive does not
// call make if the manifest has the file with this recipe and the same from, and
// the file is unchanged. Otherwise it writes the bytes that make returns as
// [Publisher.Write] does; nil means no file.
func (p *Publisher) Derive(path string, from []byte, recipe string, make func() []byte) error {
	origin := sumOf(from)
	key := sumOf(append(origin[:], recipe...))
	if old := p.old.find(path); old != nil && old.recipe == key && old.size >= 0 {
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
