package layout

import (
	"errors"
	"html/template"
	"sync"
)

// Shared is a part that several pages show. The first page that comes to
// {{shared "_part.html" .}} executes it, the others take the same HTML; so its view
// must not depend on the page. It is safe for concurrent use.
type Shared struct {
	View any

	once sync.Once
	html template.HTML
	err  error
}

// shared executes a part once.
func (s *Set) shared(name string, part *Shared) (template.HTML, error) {
	part.once.Do(func() {
		part.html, part.err = s.execute(name, part.View)
		part.View = nil // it is larger than the HTML
	})
	if part.err != nil {
		return "", partError{part.err}
	}
	return part.html, nil
}

// partError is an error of a shared part. The template that shows the part wraps it
// into an error of its own, with a place that helps less.
type partError struct{ error }

// innermost is the error with the place in the innermost part.
func innermost(err error) error {
	for part := (partError{}); errors.As(err, &part); {
		err = part.error
	}
	return err
}
