package minutes

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// source is a document's bytes beside what is left of them once nobody's parts (front matter, comments)
// and what no page can carry (control characters) are cut out. Offsets of the rest map back to places in
// the original.
type source struct {
	original []byte
	text     []byte
	cuts     []cut
	starts   []int // offsets at which the original's lines start

	// The place asked for last; offsets mostly come in order, so counting goes on from there.
	at, line, column int
}

// cut says that from offset at of the text on, shift bytes of the original are missing before.
type cut struct{ at, shift int }

func newSource(original []byte, drop []Range) *source {
	s := &source{original: original, starts: lineStarts(original), line: 1, column: 1}
	s.text = make([]byte, 0, len(original))
	at := 0
	for _, d := range drop {
		s.text = append(s.text, original[at:d.Start]...)
		at = d.End
		s.cuts = append(s.cuts, cut{at: len(s.text), shift: at - len(s.text)})
	}
	s.text = append(s.text, original[at:]...)
	for i, c := range s.text {
		switch c {
		case '\r':
			s.text[i] = '\n'
		case '\f', '\v':
			s.text[i] = ' '
		}
	}
	return s
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// offset is the place in the original of a place in the text.
func (s *source) offset(off int) int {
	i := sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].at > off })
	if i == 0 {
		return off
	}
	return off + s.cuts[i-1].shift
}

// place is the line and the column, in characters, of a place in the text.
func (s *source) place(off int) (line, column int) {
	return s.originalPlace(s.offset(min(max(off, 0), len(s.text))))
}

func (s *source) originalPlace(off int) (line, column int) {
	off = min(off, len(s.original))
	line = sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > off })
	start := s.starts[line-1]
	if line == s.line && off >= s.at {
		s.column += utf8.RuneCount(s.original[s.at:off])
	} else {
		s.column = 1 + utf8.RuneCount(s.original[start:off])
	}
	s.at, s.line = off, line
	return line, s.column
}

// lines are the bytes of the original from one line to another, both included.
func (s *source) lines(from, to int) Range {
	return Range{s.starts[min(from, len(s.starts))-1], s.lineEnd(to)}
}

// words are those of a line of the original.
func (s *source) words(n int) string {
	raw := s.lines(n, n)
	return string(bytes.TrimSpace(s.original[raw.Start:raw.End]))
}

func (s *source) lineEnd(line int) int {
	if line < len(s.starts) {
		return s.starts[line]
	}
	return len(s.original)
}

// reach is the last line, up to limit, that follows line without a blank one between.
func (s *source) reach(line, limit int) int {
	for line < limit && !s.blank(line+1) {
		line++
	}
	return line
}

// blank says whether a line of the original has no words; what lies behind the last line is blank.
func (s *source) blank(line int) bool {
	return line > len(s.starts) || len(bytes.Trim(s.original[s.starts[line-1]:s.lineEnd(line)], " \t\r\n>")) == 0
}
