package minutes

import (
	"cmp"
	"slices"

	"minutebook/internal/policy"
)

// Portion is a part of a document that a mark makes stricter than the document. Portions may lie in one another;
// of two the stricter holds.
type Portion struct {
	Level policy.Level // Untold where what is marked cannot be understood: nobody reads it
	From  int          // first and last line of the source
	To    int
	Cut   Range  // bytes of the source: whole lines, or the words of one cell
	Item  string // number, where the portion is a whole item
	Stub  string // the line of Markdown by which such an item says no more than its number; "" for other portions
	Cell  bool   // the words of a cell
	Tight bool   // rows, cells, entries of a list: a cut leaves no blank line where there was none, which would end the table or the list
}

// readPortions finds what the marks of the document cover, and gives every block and item its level.
func (r *reader) readPortions() {
	c := &r.m.Classification
	if c.Level == policy.Untold {
		return
	}
	passages := r.everyPassage()
	cov := r.newCoverage(passages)
	for _, m := range r.marks(passages) {
		cov.cover(m)
	}
	cov.coverNotes()
	c.Level = cov.whole
	r.m.Portions = r.portionsOf(cov.found)
	c.Strictest = cov.levels(c.Level)
}

// portionsOf are the portions that are stricter than the document, each once, by their beginnings.
func (r *reader) portionsOf(found []covered) []Portion {
	var all []Portion
	for _, f := range found {
		if policy.Stricter(f.level, r.m.Classification.Level) != r.m.Classification.Level && f.from <= f.to {
			all = append(all, r.portion(f))
		}
	}
	slices.SortStableFunc(all, func(a, b Portion) int {
		return cmp.Or(cmp.Compare(a.Cut.Start, b.Cut.Start), cmp.Compare(b.Cut.End, a.Cut.End), cmp.Compare(a.Level, b.Level))
	})
	return slices.CompactFunc(all, func(a, b Portion) bool { return a.Cut == b.Cut && a.Level == b.Level })
}

func (r *reader) portion(f covered) Portion {
	p := Portion{Level: f.level, From: f.from, To: f.to, Cut: f.cell, Cell: f.block != nil, Tight: f.tight}
	if f.cell == (Range{}) {
		p.Cut = r.src.lines(f.from, f.to)
	}
	if f.item != nil {
		p.Item, p.Stub = f.item.Number, r.stub(f.item)
	}
	return p
}

// Withheld is the word that stands for the title of an item of which only the number is shown.
const Withheld = "[WITHHELD]"

// stub is an item's heading with its number alone, as the document writes its headings.
func (r *reader) stub(it *Item) string {
	raw := r.src.lines(it.Head.Line, it.Head.Line)
	hashes := headingMarks.Find(r.src.original[raw.Start:raw.End])
	return string(hashes) + it.Number + ". " + Withheld + "\n"
}
