package layout

import (
	"errors"
	"html/template"
	"sync"
)

// Fragment is a layout with its view. Set executes it once for all pages that show
// it by {{fragment .}}, so the view must not depend on the page. A Fragment is safe
// for concurrent use.
type Fragment struct {
	Layout string
	View   any

	once sync.Once
	html template.HTML
	err  error
}

func (s *Set) fragment(f *Fragment) (template.HTML, error) {
	f.once.Do(func() {
		f.html, f.err = s.execute(f.Layout, f.View)
		f.View = nil // it is larger than the HTML
	})
	if f.err != nil {
		return "", fragmentError{f.err}
	}
	return f.html, nil
}

// fragmentError is an error of a fragment. The template that shows the fragment
// wraps it into an error of its own, with a place that helps less.
type fragmentError struct{ error }

// innermost returns the error with the place in the innermost fragment.
func innermost(err error) error {
	for f := (fragmentError{}); errors.As(err, &f); {
		err = f.error
	}
	return err
}
