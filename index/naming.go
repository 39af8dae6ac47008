package index

import (
	"slices"
	"strings"
)

// naming is what the documents of an index call things: by it a text that writes an id, in whatever spelling, or an
// abbreviation, is found under the name that somebody else types.
type naming struct {
	glossary
	ids     map[string][]string // keys of documents by the keys of their ids and aliases
	begins  map[string]bool     // first terms of ids, of abbreviations and of expansions
	longest int                 // terms of the longest of them
}

func namingOf(c Content) *naming {
	n := &naming{glossary: newGlossary(c.Glossary), ids: map[string][]string{}, begins: map[string]bool{}}
	for _, d := range c.Documents {
		own := terms(d.ID)
		if d.Kind == "item" || d.Kind == "decision" || !hasNumber(own) {
			continue // nobody writes "PRUG_12 item 3" in a text
		}
		for _, spelling := range append([]string{d.ID}, d.Aliases...) {
			n.id(terms(spelling), join(own))
		}
	}
	for expansion := range n.expanded {
		n.begin(strings.Fields(expansion))
	}
	for short := range n.short {
		n.begin(strings.Fields(short))
	}
	return n
}

func (n *naming) id(spelling []string, key string) {
	if !hasNumber(spelling) || len(spelling) < 2 || len(spelling) > maxName {
		return
	}
	at := join(spelling)
	if !slices.Contains(n.ids[at], key) {
		n.ids[at] = append(n.ids[at], key)
	}
	n.begin(spelling)
}

func (n *naming) begin(terms []string) {
	n.begins[terms[0]] = true
	n.longest = max(n.longest, len(terms))
}

// each calls f for every run of terms that may be a name.
func (n *naming) each(all []string, f func(name string)) {
	for i, t := range all {
		if !n.begins[t] {
			continue
		}
		name := t
		for length := 1; ; length++ {
			f(name)
			if length == n.longest || i+length == len(all) {
				break
			}
			name += " " + all[i+length]
		}
	}
}

// mentions are the keys of the records that a document's words name, and of those that it says it mentions.
func (n *naming) mentions(d Document, words []string) []string {
	var all []string
	for _, id := range d.Mentions {
		all = append(all, key(id))
	}
	n.each(words, func(name string) { all = append(all, n.ids[name]...) })
	return distinct(all)
}

// conceptsIn are the expansions that words abbreviate or spell out.
func (n *naming) conceptsIn(words []string) []string {
	var all []string
	n.each(words, func(name string) { all = append(all, n.concepts(name)...) })
	return distinct(all)
}
