package index

import (
	"slices"
	"strings"
)

// naming is what the documents of an index call things: by it a text that writes an id, in whatever spelling, or an
// abbreviation, is found under the name that somebody else types.
type naming struct {
	glossary
	ids    map[string][]string // keys of documents by the keys of their ids and aliases
	begins map[string]int      // first terms of ids, of abbreviations and of expansions, and how many terms the longest has
}

func namingOf(c Content) *naming {
	n := &naming{glossary: newGlossary(c.Glossary), ids: map[string][]string{}, begins: map[string]int{}}
	for i := range c.Documents {
		eachName(&c.Documents[i], n.id)
	}
	for expansion := range n.expanded {
		n.begin(strings.Fields(expansion))
	}
	for short := range n.short {
		n.begin(strings.Fields(short))
	}
	return n
}

// eachName calls f for each spelling by which a text may name a document, in terms and as a name, with the key of the document's
// own: nobody writes "PRUG_12 item 3" in a text.
func eachName(d *Document, f func(spelling []string, name, key string)) {
	if d.Kind == "item" || d.Kind == "decision" {
		return
	}
	own := terms(d.ID)
	if !hasNumber(own) {
		return
	}
	key, isName := join(own), func(s []string) bool { return len(s) > 1 && len(s) <= maxName && hasNumber(s) }
	if isName(own) {
		f(own, key, key)
	}
	for _, written := range d.Aliases {
		if s := terms(written); isName(s) {
			f(s, join(s), key)
		}
	}
}

func (n *naming) id(spelling []string, at, key string) {
	if !slices.Contains(n.ids[at], key) {
		n.ids[at] = append(n.ids[at], key)
	}
	n.begin(spelling)
}

func (n *naming) begin(terms []string) {
	n.begins[terms[0]] = max(n.begins[terms[0]], len(terms))
}

// in finds what words name: the keys of records, with those that the document says it mentions, and the expansions of
// what is abbreviated or spelt out. Each is there once, in order.
func (n *naming) in(d *Document, words []*token) (mentions, concepts []string) {
	for _, id := range d.Mentions {
		mentions = append(mentions, key(id))
	}
	var name []byte
	for i, t := range words {
		if t.begins == 0 {
			continue
		}
		name = append(name[:0], t.text...)
		for length := 1; ; length++ {
			mentions = append(mentions, n.ids[string(name)]...)
			concepts = append(concepts, n.concepts(name)...)
			if length == t.begins || i+length == len(words) {
				break
			}
			name = append(append(name, ' '), words[i+length].text...)
		}
	}
	return distinct(mentions), distinct(concepts)
}

// concepts are the expansions that a name means: itself where it is one.
func (n *naming) concepts(name []byte) []string {
	short := n.short[string(name)]
	if n.expanded[string(name)] {
		return append(short[:len(short):len(short)], string(name))
	}
	return short
}
