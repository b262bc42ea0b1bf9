package main

import (
	"cmp"
	_ "embed"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"handbook/generator/diag"
	"handbook/generator/handbook"
	"handbook/generator/publish"
)

//go:embed scaffold-item.md
var itemScaffold string

//go:embed scaffold-guide.md
var guideScaffold string

func (t *tool) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: helpNew.In(t.lang),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return nearestCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(
		t.newPageCommand("item", helpNewItem, helpNewLong, "DOMAIN/ID", "education/free-books --title 免费教科书", t.newItem),
		t.newPageCommand("guide", helpNewGuide, helpNewGuideLong, "ID", "how-to-apply --title 怎样申请", t.newGuide),
		t.newEditionCommand(),
	)
	return cmd
}

// newPageCommand returns the command that starts a page of one kind.
func (t *tool) newPageCommand(name string, short, long diag.Message, arg, example string, start func(name, title string) error) *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use: name, Short: short.In(t.lang), Long: long.In(t.lang), Args: t.exactly(1),
		Annotations: map[string]string{"args": arg},
		Example:     "  handbook new " + name + " " + example,
		RunE:        func(_ *cobra.Command, args []string) error { return start(strings.TrimSuffix(args[0], ".md"), title) },
	}
	cmd.Flags().StringVar(&title, "title", "", flagTitle.In(t.lang))
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = flagHelp.In(t.lang)
	return cmd
}

// beginning is a handbook to which a command adds files.
type beginning struct {
	*project
	h       *handbook.Handbook
	e       *handbook.Edition // that gets the page
	content string            // its folder below content/: "" or "editions/fuzhou/minhou/"
}

// begin opens the folder for a new page. Faults elsewhere do not hinder it.
func (t *tool) begin() (*beginning, error) {
	p, faults, err := t.open()
	if err != nil {
		return nil, err
	}
	b := &beginning{project: p}
	if faults.HasErrors() {
		err = t.refuse(faults)
	} else if _, err = fs.Stat(p.fsys, "site.toml"); errors.Is(err, fs.ErrNotExist) {
		err = usage(noHandbook, t.source)
	}
	if err == nil {
		b.h, _, err = handbook.Load(p.fsys, nil, p.asOf)
	}
	if err == nil {
		b.e, err = p.one(b.h, "")
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	if p.edition != nil {
		b.content = "editions/" + *p.edition + "/"
	}
	return b, nil
}

// newItem writes the scaffold of an item, and overwrites no file.
func (t *tool) newItem(name, title string) error {
	domainID, id, ok := strings.Cut(name, "/")
	if !ok || id == "" || strings.Contains(id, "/") {
		return usage(wrongItemID, name)
	}
	if err := asUsed(handbook.PageName(id, "")); err != nil {
		return err
	}
	b, err := t.begin()
	if err != nil {
		return err
	}
	defer b.Close()
	domain := b.h.Domain(domainID)
	if domain == nil {
		var names []string
		for _, d := range b.h.Domains {
			names = append(names, d.ID)
		}
		return usage(unknownDomain, domainID, strings.Join(names, ", "))
	}
	for e := range b.h.Province.All { // a place's own item would turn into an override
		if other := e.Item(id); other != nil {
			return usage(itemExists, id, other.File.Path)
		}
	}
	order := 1
	for _, other := range b.e.InDomain(domain.ID) {
		order = max(order, other.Order+1)
	}
	text, err := itemPage(map[string]string{
		"title": strconv.Quote(cmp.Or(title, id)), "domain": strconv.Quote(domain.ID) + " # " + domain.Title, "order": strconv.Itoa(order),
	})
	if err != nil {
		return err
	}
	folder := "items/" + domainID + "/"
	if b.content != "" {
		folder = "items/" // the page names its domain
	}
	return t.create(b.root, b.fsys, publish.Change{Path: "content/" + b.content + folder + id + ".md", New: []byte(text)})
}

// newGuide writes the scaffold of a guide, and overwrites no file.
func (t *tool) newGuide(id, title string) error {
	if err := asUsed(handbook.PageName(id, "")); err != nil {
		return err
	}
	b, err := t.begin()
	if err != nil {
		return err
	}
	defer b.Close()
	order := 1
	for _, other := range b.e.Guides {
		order = max(order, other.Order+1)
	}
	var text strings.Builder
	err = template.Must(template.New("guide").Parse(guideScaffold)).Execute(&text, map[string]any{
		"Title": strconv.Quote(cmp.Or(title, id)), "Order": order, "Local": b.content != "",
	})
	if err != nil {
		return err
	}
	return t.create(b.root, b.fsys, publish.Change{Path: "content/" + b.content + "guides/" + id + ".md", New: []byte(text.String())})
}

// itemPage returns the scaffold of an item: every key with its explanation.
// values maps keys to their first values, in TOML.
func itemPage(values map[string]string) (string, error) {
	var text strings.Builder
	err := template.Must(template.New("item").Parse(itemScaffold)).Execute(&text, map[string]any{
		"Keys": handbook.ItemKeys, "StandardKeys": handbook.StandardKeys, "Values": values,
	})
	return text.String(), err
}
