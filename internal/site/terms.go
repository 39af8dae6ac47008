package site

import (
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// termLine is an abbreviation with its meanings.
type termLine struct {
	Link
	ID       string        `json:"id"` // "" where the line is not the term's own
	Note     string        `json:"note"`
	Meanings []meaningLine `json:"meanings"`
}

// meaningLine is one meaning and where it was first spelt out.
type meaningLine struct {
	Text  string `json:"text"`
	Place *Link  `json:"place"` // the meeting
	Spot  string `json:"spot"`
}

// mostMeanings is how many meanings of one term are shown.
const mostMeanings = 6

func (b *builder) termLine(t *record.Term) termLine {
	line := termLine{Link: Link{Text: t.Term}, ID: t.ID}
	all := t.Meanings()
	if n := len(all); n > 1 {
		line.Note = b.words.Count("glossary.meanings", n)
	}
	for _, m := range all[:min(len(all), mostMeanings)] {
		place := Link{m.Meeting.ID, b.href(m.URL())}
		line.Meanings = append(line.Meanings, meaningLine{m.Expansion, &place, b.spot(m.Place)})
	}
	return line
}

// own are the meanings that a document itself gives its abbreviations.
func own(m *record.Meeting) map[string][]string {
	all := map[string][]string{}
	for _, t := range m.Minutes.Glossary {
		all[t.Term] = append(all[t.Term], t.Expansion)
	}
	return all
}

// meaningIn says what an abbreviation stands for in one document: what the document says, else what the archive
// says. Where that is more than one thing, nobody can tell.
func (b *builder) meaningIn(m *record.Meeting) func(term string) (string, bool) {
	own := own(m)
	return func(term string) (string, bool) {
		if said := own[term]; len(said) > 0 {
			return said[0], len(said) == 1
		}
		if t := b.terms.byTerm[term]; t != nil {
			return t.Expansion, len(t.Others) == 0
		}
		return "", false
	}
}

// wordsUsed are the abbreviations that a document uses, each with what it may stand for there.
func (b *builder) wordsUsed(m *record.Meeting, full *minutes.Minutes) []termLine {
	used := map[string]bool{}
	known := func(term string) bool { return b.terms.byTerm[term] != nil }
	full.Walk(func(block *minutes.Block) {
		if block.Kind != minutes.Code {
			for _, u := range minutes.Uses(block.Text(), known) {
				used[u.Term] = true
			}
		}
	})
	own := own(m)
	var lines []termLine
	for _, t := range b.record.Glossary {
		if used[t.Term] {
			lines = append(lines, b.usedTerm(t, own[t.Term]))
		}
	}
	return lines
}

func (b *builder) usedTerm(t *record.Term, said []string) termLine {
	line := termLine{Link: Link{t.Term, b.href(b.terms.address[t])}}
	if said == nil {
		for _, m := range t.Meanings() {
			said = append(said, m.Expansion)
		}
	}
	for _, text := range said[:min(len(said), mostMeanings)] {
		line.Meanings = append(line.Meanings, meaningLine{Text: text})
	}
	return line
}

// letter is the letter that a term stands under; terms begin with capitals.
func letter(t *record.Term) string { return strings.ToUpper(t.Term[:1]) }

// byLetter groups terms under their letters, in order.
func byLetter(terms []*record.Term) [][]*record.Term {
	sorted := slices.Clone(terms)
	slices.SortStableFunc(sorted, func(a, b *record.Term) int { return strings.Compare(letter(a), letter(b)) })
	return chunks(sorted, func(before, t *record.Term) bool { return letter(before) != letter(t) })
}

// chunks cuts a list where a new chunk is to begin.
func chunks[T any](all []T, begins func(before, one T) bool) [][]T {
	var parts [][]T
	for i, one := range all {
		if i == 0 || begins(all[i-1], one) {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], one)
	}
	return parts
}
