package index

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

const (
	maxSuggestions = 8
	maxTyped       = 100  // bytes that are completed
	maxScanned     = 5000 // beginnings that are looked at
)

// completions are the words that titles and ids are made of, in memory.
type completions struct {
	docs  []completion
	words []beginning // by term, then document
}

type completion struct {
	Suggestion
	keys  []string
	terms []string // of title, id and aliases
}

type beginning struct {
	term string
	doc  uint32
}

// Suggest completes text: at most 8 documents whose title and id have all its words, the last one perhaps
// only begun. An id that is typed out comes first, then ids, then by kind. Text that cannot be completed
// yields none.
func (x *Index) Suggest(text string) []Suggestion {
	if len(text) > maxTyped || !utf8.ValidString(text) {
		return nil
	}
	typed := terms(text)
	if n := len(typed); n > 1 && typed[n-1] == "0" {
		typed = typed[:n-1] // "12/0" on the way to "12/01"
	}
	if x.reader == nil || len(typed) == 0 || len(typed) > maxClauses {
		return nil
	}
	return x.titles().complete(typed)
}

func (all *completions) complete(typed []string) []Suggestion {
	last := typed[len(typed)-1]
	from := sort.Search(len(all.words), func(i int) bool { return all.words[i].term >= last })
	var found []uint32
	for _, w := range all.words[from:min(from+maxScanned, len(all.words))] {
		if !strings.HasPrefix(w.term, last) {
			break
		}
		if all.docs[w.doc].has(typed) {
			found = append(found, w.doc)
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	slices.SortStableFunc(found, func(a, b uint32) int {
		return cmp.Compare(all.docs[a].distance(typed), all.docs[b].distance(typed))
	})
	if len(found) > 0 && all.docs[found[0]].distance(typed) < inTitle { // an id is being typed
		found = slices.DeleteFunc(found, func(doc uint32) bool { return all.docs[doc].distance(typed) == inTitle })
	}
	var out []Suggestion
	for _, doc := range found[:min(len(found), maxSuggestions)] {
		out = append(out, all.docs[doc].Suggestion)
	}
	return out
}

// has says whether every word is one of the document's, the last one perhaps only begun.
func (c completion) has(typed []string) bool {
	last := len(typed) - 1
	for i, t := range typed {
		if !slices.ContainsFunc(c.terms, func(own string) bool {
			return own == t || i == last && strings.HasPrefix(own, t)
		}) {
			return false
		}
	}
	return true
}

// How far a document is from what was typed: its id, the beginning of it, words of its title.
const (
	isID = iota
	beginsID
	inTitle
)

func (c completion) distance(typed []string) int {
	id := join(typed)
	switch {
	case slices.Contains(c.keys, id):
		return isID
	case slices.ContainsFunc(c.keys, func(k string) bool { return strings.HasPrefix(k, id) }):
		return beginsID
	}
	return inTitle
}

// loadCompletions reads titles and ids, once, when somebody first types. What cannot be read is not
// suggested; nor are decisions, which have no names that people know.
func (x *Index) loadCompletions() *completions {
	order := make([]uint32, len(x.ranks))
	for row, rank := range x.ranks {
		order[rank] = uint32(row)
	}
	all := &completions{}
	for _, row := range order {
		if d, err := x.load(row); err == nil && d.Kind != "decision" {
			all.docs = append(all.docs, completion{
				Suggestion{d.ID, d.Kind, d.Title, d.URL}, documentKeys(d), distinct(terms(join(append(d.Aliases, d.ID, d.Title))))})
		}
	}
	slices.SortStableFunc(all.docs, func(a, b completion) int {
		return cmp.Compare(slices.Index(Kinds(), a.Kind), slices.Index(Kinds(), b.Kind))
	})
	for i, d := range all.docs {
		for _, t := range d.terms {
			all.words = append(all.words, beginning{t, uint32(i)})
		}
	}
	slices.SortStableFunc(all.words, func(a, b beginning) int { return strings.Compare(a.term, b.term) })
	return all
}
