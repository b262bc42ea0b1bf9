package main

import (
	"testing"

	"handbook/generator/picture"
)

// Each edition's card shows its name and stays small, for a site has 95 of them.
func TestCardsOfEditions(t *testing.T) {
	s := open(t, realSource)
	title := s.Handbook.Config.Title
	for e := range s.Editions {
		if name := e.Name + "版"; !picture.Shows(title + name) {
			t.Errorf("the font of cards lacks a character of %s%s: add it to picture/font/characters.txt and run subset.sh", title, name)
		} else if size := len(picture.Card(name, title, s.Handbook.Config.List.Title+" "+s.Handbook.Config.List.Version+"版")); size > 15<<10 {
			t.Errorf("the card of %s has %d bytes, want 15 KiB at most", e.Name, size)
		}
	}
}
