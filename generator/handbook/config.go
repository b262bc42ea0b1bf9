package handbook

import "handbook/generator/source"

// Config is site.toml.
type Config struct {
	Title   string  `toml:"title,required"` // the handbook's name
	Name    string  `toml:"name,required"`  // the province
	Code    string  `toml:"code"`           // GB/T 2260
	BaseURL string  `toml:"base_url"`       // "" when the site has no address yet; ends with a slash after loading
	Contact string  `toml:"contact"`        // who edits the handbook; "" shows 待补充
	Notice  string  `toml:"notice"`         // shown on top of every page
	List    List    `toml:"list,required"`
	Hotline Hotline `toml:"hotline,required"`
	Floor   Floor   `toml:"floor"`

	Doc *source.Doc
}

// List is the version of the list of services that the handbook tells.
type List struct {
	Title     string    `toml:"title,required"`
	Version   string    `toml:"version,required"`
	PeriodEnd int       `toml:"period_end,required"` // the last year that the list is for
	Source    *Citation `toml:"source"`
}

// Hotline is the number to ask when nothing nearer is known.
type Hotline struct {
	Number string    `toml:"number,required"`
	Name   string    `toml:"name,required"`
	Source *Citation `toml:"source"`
}

// Floor has the settings of the check that no edition promises less.
type Floor struct {
	WarnRatio float64 `toml:"warn_ratio"` // a standard above this many times the inherited one is reported
}
