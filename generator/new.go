package main

import (
	_ "embed"
	"path"
	"regexp"
	"strconv"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"handbook/generator/handbook"
	"handbook/generator/publish"
)

//go:embed scaffold-item.md
var itemScaffold string

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
	var title string
	item := &cobra.Command{
		Use: "item", Short: helpNewItem.In(t.lang), Long: helpNewLong.In(t.lang), Args: t.exactly(1),
		Annotations: map[string]string{"args": "DOMAIN/ID"},
		Example:     "  handbook new item education/free-books --title 免费教科书",
		RunE:        func(_ *cobra.Command, args []string) error { return t.newItem(args[0], title) },
	}
	item.Flags().StringVar(&title, "title", "", flagTitle.In(t.lang))
	item.InitDefaultHelpFlag()
	item.Flags().Lookup("help").Usage = flagHelp.In(t.lang)
	cmd.AddCommand(item, t.newEditionCommand())
	return cmd
}

var itemID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)

// newItem writes the scaffold of an item, and overwrites no file.
func (t *tool) newItem(name, title string) error {
	name = strings.TrimSuffix(name, ".md")
	if !itemID.MatchString(name) {
		return usage(wrongItemID, name)
	}
	domainID, id, _ := strings.Cut(name, "/")
	root, _, err := t.folder()
	if err != nil {
		return err
	}
	defer root.Close()
	h, _, err := handbook.Load(root.FS(), nil, t.asOf.Date) // faults elsewhere do not hinder a new page
	if err != nil {
		return err
	}
	domain := h.Domain(domainID)
	if domain == nil {
		var names []string
		for _, d := range h.Domains {
			names = append(names, d.ID)
		}
		return usage(unknownDomain, domainID, strings.Join(names, ", "))
	}
	for e := range h.Province.All { // a place's own item would turn into an override
		if other := e.Item(id); other != nil {
			return usage(itemExists, id, other.File.Path)
		}
	}
	if title == "" {
		title = id
	}
	order := 1
	for _, other := range h.Province.InDomain(domain.ID) {
		order = max(order, other.Order+1)
	}
	text, err := itemPage(map[string]string{
		"title": strconv.Quote(title), "domain": strconv.Quote(domain.ID) + " # " + domain.Title, "order": strconv.Itoa(order),
	})
	if err != nil {
		return err
	}
	file := path.Join("content/items", domainID, id+".md")
	if err := t.create(root, publish.Change{Path: file, New: []byte(text)}); err != nil {
		return err
	}
	t.say(nextNew)
	return nil
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
