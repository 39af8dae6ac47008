package site

import (
	"fmt"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// Every term has the address /glossary/#rdp. Where all terms fit on a page it shows them all; where they do not, it
// lists them, and the meanings stand on a page for each letter.

const (
	glossaryPath = "/glossary/"
	// glossaryWeight is about how many bytes of terms one page holds, so that it stays below 50 KB.
	glossaryWeight = 36_000
	meaningWeight  = 220 // of a meaning besides its words
	indexWeight    = 80  // of a term's link in the list of all
)

// glossary is which term stands on which page.
type glossary struct {
	byTerm  map[string]*record.Term
	byKey   map[uint32][]*record.Term // by minutes.AbbreviationKey
	address map[*record.Term]string   // of its meaning, root-relative, with the fragment
	letters [][]*record.Term
	pages   [][][]*record.Term // of each letter; nil where one page holds all
}

func newGlossary(terms []*record.Term) *glossary {
	g := &glossary{byTerm: map[string]*record.Term{}, byKey: map[uint32][]*record.Term{}, address: map[*record.Term]string{}, letters: byLetter(terms)}
	weight := 0
	for _, t := range terms {
		g.byTerm[t.Term] = t
		use := minutes.AbbreviationKey(t.Term)
		g.byKey[use] = append(g.byKey[use], t)
		g.address[t] = glossaryPath + "#" + t.ID
		weight += weigh(t)
	}
	if weight <= glossaryWeight {
		return g
	}
	for _, letter := range g.letters {
		weight := 0
		pages := chunks(letter, func(before, t *record.Term) bool {
			if weight += weigh(before); weight+weigh(t) <= glossaryWeight {
				return false
			}
			weight = 0
			return true
		})
		for i, terms := range pages {
			for _, t := range terms {
				g.address[t] = letterPath(terms, i) + "#" + t.ID
			}
		}
		g.pages = append(g.pages, pages)
	}
	return g
}

func weigh(t *record.Term) int {
	weight := len(t.Term) + len(t.ID)
	for i, m := range t.Meanings() {
		if i < mostMeanings {
			weight += len(m.Expansion) + meaningWeight
		}
	}
	return weight
}

// letterPath is the address of a letter's page i.
func letterPath(terms []*record.Term, i int) string {
	path := glossaryPath + strings.ToLower(letter(terms[0])) + "/"
	if i > 0 {
		path += fmt.Sprintf("page-%d/", i+1)
	}
	return path
}

// glossaryPage is a page of abbreviations.
type glossaryPage struct {
	head
	Count    string            `json:"count"`
	Note     string            `json:"note"`
	Files    []Link            `json:"files"`
	Letters  []filter          `json:"letters"`
	Sections []glossarySection `json:"sections"`
	Pages    []filter          `json:"pages"`
	Nothing  string            `json:"nothing"`
}

// glossarySection is the terms of one letter, or a list of links to them.
type glossarySection struct {
	Letter string     `json:"letter"`
	Terms  []termLine `json:"terms"`
	Index  []termLine `json:"index"`
}

func (b *builder) glossaryPages() []page {
	all := []page{newPage(glossaryPath, "glossary", func() any { return b.glossaryPage() })}
	for _, pages := range b.terms.pages {
		for i := range pages {
			all = append(all, newPage(letterPath(pages[i], i), "glossary", func() any { return b.letterPage(pages, i) }))
		}
	}
	return all
}

func (b *builder) glossaryPage() glossaryPage {
	n := len(b.record.Glossary)
	of := register.Flat(glossaryPath, n)
	p := glossaryPage{
		head:  head{Title: b.words.Say("glossary.title"), Section: "glossary", Crumbs: b.crumbs(), Band: b.bandOf(b.record.Meetings...)},
		Count: b.words.Count("glossary.count", n), Note: b.glossaryNote(), Files: b.dataFiles(of, of.View(glossaryPath)), Nothing: b.nothing(of.View(glossaryPath)),
	}
	p.Letters = b.letters("")
	if b.terms.pages != nil && n*indexWeight > glossaryWeight {
		p.Nothing = b.words.Say("glossary.letters_only")
		return p
	}
	for _, terms := range b.terms.letters {
		section := glossarySection{Letter: letter(terms[0])}
		for _, t := range terms {
			if b.terms.pages == nil {
				section.Terms = append(section.Terms, b.termLine(t))
			} else {
				section.Index = append(section.Index, termLine{Link: Link{t.Term, b.href(b.terms.address[t])}, ID: t.ID})
			}
		}
		p.Sections = append(p.Sections, section)
	}
	return p
}

// glossaryNote says what the links are, and how many terms have more than one meaning.
func (b *builder) glossaryNote() string {
	n := 0
	for _, t := range b.record.Glossary {
		if len(t.Others) > 0 {
			n++
		}
	}
	switch {
	case len(b.record.Glossary) == 0:
		return ""
	case n == 0:
		return b.words.Say("glossary.note")
	}
	return b.words.Count("glossary.note_several", n)
}

// letterPage is one page of the terms of a letter.
func (b *builder) letterPage(pages [][]*record.Term, i int) glossaryPage {
	is := letter(pages[i][0])
	n := 0
	for _, terms := range pages {
		n += len(terms)
	}
	p := glossaryPage{
		head:  head{Title: b.words.Say("glossary.letter", "letter", is), Section: "glossary", Crumbs: b.crumbs(Link{b.words.Say("glossary.title"), b.href(glossaryPath)}), Band: b.bandOf(b.record.Meetings...)},
		Count: b.words.Count("glossary.count", n), Letters: b.letters(is), Sections: []glossarySection{{Letter: is}},
	}
	for _, t := range pages[i] {
		p.Sections[0].Terms = append(p.Sections[0].Terms, b.termLine(t))
	}
	if len(pages) > 1 {
		p.Title = b.words.Say("glossary.letter_page", "letter", is, "n", i+1)
		for n := range pages {
			p.Pages = append(p.Pages, filter{Link: Link{b.words.Number(n + 1), b.href(letterPath(pages[n], n))}, Current: n == i})
		}
	}
	return p
}

// letters are links to the letters, of which one is current; none where there are few terms.
func (b *builder) letters(current string) []filter {
	const few = 30
	if len(b.record.Glossary) <= few {
		return nil
	}
	var all []filter
	for _, terms := range b.terms.letters {
		is := letter(terms[0])
		f := filter{Link: Link{is, "#_" + is}, Current: is == current}
		if b.terms.pages != nil {
			f.Href, f.Count = b.href(letterPath(terms, 0)), b.words.Number(len(terms))
		}
		all = append(all, f)
	}
	return all
}
