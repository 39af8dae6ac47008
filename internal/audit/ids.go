package audit

import (
	"iter"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
)

// idEntry is an id in one spelling: a row of words with nothing but one or two joining characters between them
// ("OPSG 49/01", "opsg-49-01").
type idEntry struct {
	At     spot
	Begins uint64 // hash of its beginning
	Fours  [4]uint64
	Words  uint8
	Whole  bool // a meeting's id: "OPSG 49" is not one in "OPSG 49/01" or "OPSG 23/07/2012"
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
		note(minutes.KindMeeting, 1, m.Meeting.Document, m.Meeting.ID)
	}
	for _, r := range m.References {
		if r.Kind != minutes.KindMeasure {
			note(r.Kind, r.Line, r.Written, r.ID)
		}
	}
	for _, list := range [][]minutes.Action{m.Raised, m.Updated} {
		for _, a := range list {
			note(minutes.KindAction, a.Line, a.Written, a.ID)
		}
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

// addID notes a spelling. Numbers alone are no id: "10/07" is a date as well; nor are letters alone, which are
// a word. The first place of a spelling is kept.
func (s *Secrets) addID(spelling string, e idEntry) {
	if strings.IndexFunc(spelling, unicode.IsLetter) < 0 || strings.IndexFunc(spelling, unicode.IsDigit) < 0 {
		return
	}
	row := words(spelling)
	key := together(row)
	if _, ok := s.ids[key]; ok || len(row) == 0 || len(row) > maxIDWords {
		return
	}
	e.Begins, e.Fours, e.Words = beginning(row), foursOf(row), uint8(len(row))
	s.ids[key] = e
}

// addKey notes an id as an index has it: "hwc 9 1" of "HWC 09/01", "mp 20" of "MP20" and of "MP 020". It is secret as long as every
// spelling of it is; where the edition has one, the others are nobody's. Another name of the same record ("DP20") has a key of its own.
func (s *Secrets) addKey(key, id string) {
	if hash := together(words(id)); !slices.Contains(s.keys[key], hash) {
		s.keys[key] = append(s.keys[key], hash)
	}
}

// searchKeys looks for the key of an id among whole pieces of a text, which an index or a list of ids consists of; within other text its
// words may be there by chance.
func (x *scanner) searchKeys(path string, pieces iter.Seq[string]) []Leak {
	for piece := range pieces {
		if leaks := x.searchKey(path, piece); leaks != nil {
			return leaks
		}
	}
	return nil
}

func (x *scanner) searchKey(path, piece string) []Leak {
	s := x.s
	x.in.notes.key(piece)
	hashes := s.keys[piece]
	if len(hashes) == 0 {
		return nil
	}
	at, secret := s.ids[hashes[0]]
	for _, h := range hashes[1:] {
		_, also := s.ids[h]
		secret = secret && also
	}
	if !secret {
		return nil
	}
	return []Leak{{Path: path, Source: s.where(at.At), What: "an id"}}
}

// listsKeys says whether a file of a site lists ids as an index has them.
func listsKeys(rel string) bool {
	return strings.HasPrefix(rel, "index/") && path.Base(rel) == "tables.txt" || strings.HasPrefix(rel, "www/search/ids/ids-")
}

// maxIDWords bounds an id; longer ones are runs of words.
const maxIDWords = 12

// eachID calls f for every id that begins with the word at i.
func (s *Secrets) eachID(text string, row []word, i int, longest uint8, f func(key uint64)) {
	var key uint64
	for n := 1; n <= int(longest) && i+n <= len(row); n++ {
		if n > 1 && !joined(text[row[i+n-2].end:row[i+n-1].start]) {
			return
		}
		key = key*factor + row[i+n-1].hash
		if e, ok := s.ids[key]; ok && !(e.Whole && followedBySlash(text, row[i+n-1].end)) {
			f(key)
		}
	}
}

func followedBySlash(text string, at int) bool { return at < len(text) && text[at] == '/' }

func joined(between string) bool {
	return utf8.RuneCountInString(between) <= 2 && strings.Trim(between, " \u00a0/_-–") == ""
}
