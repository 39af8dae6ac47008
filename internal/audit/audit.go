// Package audit searches a finished build for what its audience may not read.
//
// What must not be there is whatever stands only in withheld text: every run of eight words, and every id
// of an action, incident, modification or meeting, in each spelling; and the reasons of withdrawals that it may
// not read, from four words on. What also stands in text that the
// audience may read is no secret, nor are the words that the program itself writes on every site.
//
// It looks into every file: as it is, with HTML entities and JSON escapes undone, without markup (twice where
// a feed holds a page), with the folds of calendars undone, and at the file's name; and into the terms and stored fields of the index. It reads the output as a stranger
// would and trusts nothing that the build says about itself.
package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// runLength is how many words in a row, standing only in withheld text, make a leak.
const runLength = 8

// Leak is one place of the output that holds what must not be there, and where the source has it. It
// never holds the words themselves.
type Leak struct {
	Path   string // of the file below the site's folder, or a field of the index; FOLDER/* where the name itself is a leak
	Offset int    // byte offset in the reading of the file in which it was found
	Source string // file:line of the withheld text
	What   string // "words" or "id"
}

// String is one line for a log that anybody may read: positions, no text.
func (l Leak) String() string {
	return fmt.Sprintf("%s: at byte %d: %s of withheld text (%s)", l.Path, l.Offset, l.What, l.Source)
}

// Secrets are what must not be found.
type Secrets struct {
	texts   []source
	runs    map[uint64]spot         // hash of a run of words: where it stands
	phrases map[int]map[uint64]spot // the same of whole notices of fewer words, by their number
	ids     idTable
}

// source is a text that holds secrets: a document, or a notice of the settings.
type source struct {
	file, text string
	line       int // of the file, at which the text begins
}

// spot is a place in a source; its line is counted only when somebody asks.
type spot struct{ source, offset int32 }

// Withheld gathers the secrets of an archive for one edition: what its sources say and the edition does
// not, and the notices that its audience may not read. own is text that the program writes by itself, or that the
// settings have for this audience.
func Withheld(sources []edition.Source, e edition.Edition, own []string, notices ...Notice) *Secrets {
	known := knownTo(e, own)
	s := &Secrets{runs: map[uint64]spot{}, phrases: map[int]map[uint64]spot{}, ids: newIDTable()}
	for i, src := range sources {
		s.texts = append(s.texts, source{src.File(), string(src.Text), 1})
		for _, block := range blocks(words(string(src.Text)), string(src.Text)) {
			forRuns(block, func(hash uint64, at int) {
				if !known.runs[hash] {
					s.runs[hash] = spot{int32(i), int32(at)}
				}
			})
		}
		if src.Minutes == nil {
			continue
		}
		for _, n := range named(src.Minutes) {
			if strings.Trim(n.spelling, "0123456789") == "" {
				continue // a bare number betrays nothing; the id with its group does
			}
			if !known.ids[fold(n.spelling)] {
				s.ids.add(n.spelling, idEntry{fmt.Sprintf("%s:%d", src.File(), n.line), n.kind == minutes.KindMeeting})
			}
		}
	}
	s.ids.forget(known.texts)
	for _, n := range notices {
		s.withhold(n, known)
	}
	return s
}

func (s *Secrets) where(at spot) string {
	src := s.texts[at.source]
	return fmt.Sprintf("%s:%d", src.file, src.line-1+lineOf(src.text, int(at.offset)))
}

// permitted is what the audience may know anyway.
type permitted struct {
	texts   []string
	runs    map[uint64]bool
	phrases map[int]map[uint64]bool // of fewer words, by their number; made when asked for
	ids     map[string]bool         // by their words
}

func knownTo(e edition.Edition, own []string) permitted {
	p := permitted{runs: map[uint64]bool{}, phrases: map[int]map[uint64]bool{}, ids: map[string]bool{}}
	for _, r := range e.Redacted() {
		own = append(own, string(r.Text))
	}
	for _, d := range e.Documents() {
		own = append(own, sideBySide(d.Minutes)...)
	}
	p.texts = own
	for _, text := range own {
		forRuns(words(text), func(hash uint64, _ int) { p.runs[hash] = true })
	}
	for _, d := range e.Documents() {
		for _, n := range named(d.Minutes) {
			p.ids[fold(n.spelling)] = true
			p.ids[fold(implied(n))] = true
		}
	}
	return p
}

// sideBySide are the ids and words of actions as pages put them together. The audience may read both, so
// a withheld document that has them together too makes no secret of them.
func sideBySide(m *minutes.Minutes) []string {
	var all []string
	for _, a := range append(slices.Clone(m.Raised), m.Updated...) {
		all = append(all, a.ID+" "+a.Text)
	}
	return all
}

// name is one record that a document names, in one spelling.
type name struct {
	kind     minutes.Kind
	spelling string
	line     int
}

// named are the records that a document names, each in its canonical and its written spelling.
func named(m *minutes.Minutes) []name {
	var all []name
	note := func(kind minutes.Kind, line int, spellings ...string) {
		for _, s := range spellings {
			all = append(all, name{kind, s, line})
		}
	}
	if m.Meeting.Number != "" { // else the id was made of the file's name
		note(minutes.KindMeeting, 1, m.Meeting.ID, m.Meeting.Document)
	}
	for _, r := range m.References {
		if r.Kind != minutes.KindMeasure {
			note(r.Kind, r.Line, r.Written, r.ID)
		}
	}
	for _, a := range append(slices.Clone(m.Raised), m.Updated...) {
		note(minutes.KindAction, a.Line, a.Written, a.ID)
	}
	return all
}

// implied is the id that anybody can make of another: the meeting of an action ("OPSG 49" of "OPSG
// 49/01"), the whole of a modification's part ("MP122" of "MP122A").
func implied(n name) string {
	switch n.kind {
	case minutes.KindAction:
		meeting, _, _ := strings.Cut(n.spelling, "/")
		return meeting
	case minutes.KindModification:
		return strings.TrimRight(n.spelling, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	}
	return ""
}

// fold makes spellings comparable as they are searched: by their words.
func fold(spelling string) string {
	var parts []string
	for _, w := range words(spelling) {
		parts = append(parts, w.text)
	}
	return strings.Join(parts, " ")
}

// sortLeaks orders leaks by place.
func sortLeaks(all []Leak) {
	slices.SortFunc(all, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Source, b.Source))
	})
}
