// Package redline compares two versions of one document word by word: what was taken out of the earlier one,
// and what was put into the later one.
//
// Both versions are cut into passages, in document order: a heading, a paragraph, the words of a list's entry,
// a listing, a row of a table. A table head that a page break repeated is none.
//
// Passages are aligned first. One whose words stand once in each version keeps its place, as far as the order
// of both allows; so do equal passages beside such a pair. Between two that stay, passages of the same kind are
// paired so that the most words are shared, if a pair shares at least two words of five; in a gap of more than
// 4,096 possible pairs none are. Then the words of each pair are compared. What is in no pair was taken out, or
// put in, whole.
//
// A word is what stands between blanks. Blanks, styles, the addresses of links and the marks of lists are not
// compared. A few words that stayed between longer changes count as changed: they would only tear the sentence.
//
// Two things hold whatever the documents: the runs that are not Inserted are the words of the earlier version,
// in order; those that are not Deleted are the words of the later one. Time is linear in the words: the search
// within a pair gives up after a hundred changes and calls the rest of it replaced.
package redline

import (
	"strings"

	"minutebook/internal/minutes"
)

// Mark says in which of two versions words stand.
type Mark int

const (
	Same Mark = iota // in both
	Deleted
	Inserted
)

// Run is words of one mark, each with the blanks after it. A blank may be missing only where words of another mark
// follow, or a border, or nothing.
type Run struct {
	Mark Mark
	Text string
	// Next says that the run is no words but the border between two cells of a row. Text is then "".
	Next bool
}

// Kind is the shape of a passage.
type Kind int

const (
	Text Kind = iota
	Heading
	Entry // words of a list
	Listing
	Row // of a table
)

// Passage is a passage of either version, or one of each.
type Passage struct {
	Kind     Kind
	Old, New *minutes.Block // one is nil where the passage is in the other version alone
	Runs     []Run          // of two neighbours, but for borders, no two have one mark
}

// Same says whether the passage has the same words in both versions.
func (p Passage) Same() bool {
	return p.Old != nil && p.New != nil && len(p.Runs) > 0 && !p.changed()
}

func (p Passage) changed() bool {
	for _, r := range p.Runs {
		if r.Mark != Same {
			return true
		}
	}
	return false
}

// Words counts the words of a mark.
func (p Passage) Words(of Mark) int {
	n := 0
	for _, r := range p.Runs {
		if r.Mark == of {
			n += len(strings.Fields(r.Text))
		}
	}
	return n
}

// Minutes compares two versions of the minutes of a meeting.
func Minutes(before, after *minutes.Minutes) []Passage {
	return Blocks(blocksOf(before), blocksOf(after))
}

// Blocks compares two versions of a document, given as its blocks from top to bottom. nil where neither has a
// word.
func Blocks(before, after []*minutes.Block) []Passage {
	var all []Passage
	for _, p := range align(passagesOf(before), passagesOf(after)) {
		all = append(all, compare(p))
	}
	return all
}

// blocksOf are the blocks of minutes from top to bottom.
func blocksOf(m *minutes.Minutes) []*minutes.Block {
	all := m.Preamble[:len(m.Preamble):len(m.Preamble)]
	var add func(items []*minutes.Item)
	add = func(items []*minutes.Item) {
		for _, it := range items {
			if it.Head != nil {
				all = append(all, it.Head)
			}
			all = append(all, it.Blocks...)
			add(it.Items)
			all = append(all, it.Tail...)
		}
	}
	add(m.Items)
	return all
}
