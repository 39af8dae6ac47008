package main

import (
	"fmt"

	"minutebook/index"
)

// What the peers make of a document.

func groupsOf(d index.Document) []string {
	if len(d.Groups) > 0 || d.Group == "" {
		return d.Groups
	}
	return []string{d.Group}
}

func yearOf(d index.Document) string { return d.Date[:min(4, len(d.Date))] }

// number names the document at a place.
func number(i int) string { return fmt.Sprintf("%08d", i) }
