package relevance

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// perfect is what is printed as 1.
const perfect = 0.9995

// idsShown is how many hits for an id tell why: what counts is the first.
const idsShown = 3

// Explain writes, for who tunes, each query that is not answered as well as can be, worst first: its score, what came
// with which grade, and at which place the answers came that are not among the first ten.
func (r Report) Explain(w io.Writer) {
	worst := slices.Clone(r.Answers)
	slices.SortStableFunc(worst, func(a, b Answer) int { return cmp.Compare(a.Score, b.Score) })
	for _, a := range worst {
		if a.Score < perfect {
			a.explain(w)
		}
	}
}

func (a Answer) explain(w io.Writer) {
	fmt.Fprintf(w, "%.2f  %-5s | %s   (line %d)\n", a.Score, a.Class, a.Text, a.Line)
	if a.Wrong != nil {
		fmt.Fprintf(w, "        refused: %v\n", a.Wrong)
	}
	if a.Asked != "" {
		fmt.Fprintf(w, "        measured by the spelling that it offers: %s\n", a.Asked)
	}
	if a.Offer != nil {
		fmt.Fprintf(w, "  offer %s %s\n", a.mark(*a.Offer), a.Offer)
	}
	for i, h := range a.Hits[:min(a.shown(), len(a.Hits))] {
		fmt.Fprintf(w, "   %2d   %s %s\n", i+1, a.mark(h), h)
	}
	for _, d := range a.late() {
		place := "not found"
		if at := slices.Index(a.Hits, d); at >= 0 {
			place = fmt.Sprintf("at %d", at+1)
		}
		fmt.Fprintf(w, "        %d %s: %s\n", a.Answers[d], d, place)
	}
}

// shown is how many hits tell why.
func (a Answer) shown() int {
	if a.Class == IDs {
		return idsShown
	}
	return depth
}

func (a Answer) mark(d Document) string {
	if grade := a.Answers[d]; grade > 0 {
		return fmt.Sprint(grade)
	}
	return "-"
}

// late are the answers that are not among the hits shown, best first.
func (a Answer) late() []Document {
	var all []Document
	for d := range a.Answers {
		if at := slices.Index(a.Hits, d); at < 0 || at >= a.shown() {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(x, y Document) int {
		return cmp.Or(cmp.Compare(a.Answers[y], a.Answers[x]), cmp.Compare(x.String(), y.String()))
	})
	return all
}
