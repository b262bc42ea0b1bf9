package layout

import (
	"errors"
	"html/template"
	"sync"
)

// Shared is a part that several pages show. It is rendered when the first of
// them comes to {{shared "_part.html" .}}, and stays as it is for the others; so
// its view must not depend on the page. It is safe for concurrent use.
type Shared struct {
	View any

	once sync.Once
	html template.HTML
	err  error
}

// shared renders a part once.
func (s *Set) shared(name string, part *Shared) (template.HTML, error) {
	part.once.Do(func() {
		part.html, part.err = s.execute(name, part.View)
		part.View = nil // it is larger than what was made of it
	})
	if part.err != nil {
		return "", partError{part.err}
	}
	return part.html, nil
}

// partError is an error of a shared part, which the template that shows it wraps
// into one of its own: the place in the part is the one that helps.
type partError struct{ error }

// innermost is the error of the part where it arose.
func innermost(err error) error {
	for part := (partError{}); errors.As(err, &part); {
		err = part.error
	}
	return err
}
