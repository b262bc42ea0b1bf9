package main

import (
	"fmt"
	"strconv"
	"strings"

	"handbook/generator/compress"
	"handbook/generator/publish"
	"handbook/generator/site"
)

// partFlag is the value of --shard: "2/4" is the second of four shards. The zero
// value is the whole site.
type partFlag struct{ site.Shard }

func (p *partFlag) String() string {
	if p.N == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", p.I, p.N)
}

func (p *partFlag) Type() string { return "string" }

func (p *partFlag) Set(value string) error {
	first, second, _ := strings.Cut(value, "/")
	i, err := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if err != nil || err2 != nil || i < 1 || i > n || n > maxParts || value != fmt.Sprintf("%d/%d", i, n) {
		return usage(wrongShard, value)
	}
	p.I, p.N = i, n
	return nil
}

// maxParts limits the shards, so that a typing error makes no millions of them.
const maxParts = 10_000

// compressor writes each file and its compressed forms beside it.
type compressor struct {
	*publish.Publisher
	site *site.Site
}

// Write skips a compressed form that the project has in static/.
func (c compressor) Write(url string, data []byte) error {
	if err := c.Publisher.Write(url, data); err != nil {
		return err
	}
	for _, form := range compress.Forms(url, len(data)) {
		if c.site.HasFile(url + form.Suffix) {
			continue
		}
		if err := c.Derive(url+form.Suffix, data, form.Recipe, func() []byte { return form.Make(data) }); err != nil {
			return err
		}
	}
	return nil
}
