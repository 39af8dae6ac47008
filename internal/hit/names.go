package hit

import (
	"minutebook/index"
	"minutebook/internal/record"
)

// abbreviations are the terms of the glossary, each with each of its meanings, in the order of the record.
func abbreviations(r *record.Record) []index.Abbreviation {
	var all []index.Abbreviation
	for _, t := range r.Glossary {
		for _, m := range t.Meanings() {
			all = append(all, index.Abbreviation{Term: t.Term, Expansion: m.Expansion})
		}
	}
	return all
}

// The kinds of Names.
const (
	kindOwner  = "owner"
	kindThread = "thread"
)

// names are the owners and the standing items, in the order of the record. A standing item is told from those of
// other groups by its group: "OPSG PMR Report".
func names(r *record.Record) []index.Suggestion {
	var all []index.Suggestion
	for _, o := range r.Owners {
		all = append(all, index.Suggestion{ID: o.Name, Kind: kindOwner, Title: o.Name, URL: r.Site.Base() + o.Path})
	}
	for _, t := range r.Threads {
		all = append(all, index.Suggestion{ID: t.Group.ID + " " + t.Title, Kind: kindThread,
			Title: t.Title + ", " + t.Group.ID, URL: r.Site.Base() + t.Path})
	}
	return all
}
