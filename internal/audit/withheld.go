package audit

import (
	"path"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// Options say what is withheld from whom.
type Options struct {
	Sources []edition.Source // all of the archive
	Edition edition.Edition  // what the audience may see of it
	Rules   *minutes.Rules   // by which the sources were read
	Notices []Notice
	Files   []File                     // of the archive, that the edition does not have
	Stems   func(text string) []string // of a text's words, as the dictionaries of the index hold them
	Key     func(id string) string     // what the index finds an id under
}

// Notice is a text of the settings that the audience may not read: the reason of a withdrawal, or an address.
type Notice struct {
	File    string
	Line    int
	Text    string
	Address bool
}

// File is a file of the archive by its content.
type File struct {
	Path string
	Sum  [32]byte // SHA-256
}

// Withheld gathers the secrets of an archive for one edition: what its sources, their front matter, comments and links say and
// the edition does not, and the notices and files that its audience may not read.
func Withheld(o Options) *Secrets {
	s := newSecrets(o.Stems, o.Key)
	shown := map[string]string{}
	for _, r := range o.Edition.Redacted() {
		shown[r.File] = string(r.Text)
	}
	seen := map[string]bool{}
	for _, src := range o.Sources {
		if text, ok := shown[src.File()]; !ok || text != string(src.Text) {
			s.withhold(src, o.Rules, seen)
		}
	}
	for _, n := range o.Notices {
		s.withholdNotice(n, o.Rules, seen)
	}
	for _, f := range o.Files {
		s.files[f.Sum] = f.Path
		s.addName(f.Path, s.place(source{file: f.Path}))
	}
	s.seal()
	s.permitEdition(o.Edition)
	return s
}

// place begins a source.
func (s *Secrets) place(src source) spot {
	s.sources = append(s.sources, src)
	return spot{source: int32(len(s.sources) - 1)}
}

// withhold adds all that a document says. What of it the audience may read is forgotten afterwards.
func (s *Secrets) withhold(src edition.Source, rules *minutes.Rules, seen map[string]bool) {
	text := string(src.Text)
	at := s.place(source{src.File(), text, 1})
	for _, block := range blocks(words(text), text) {
		s.addRuns(block, at)
		for _, w := range block {
			if tellingWord(text[w.start:w.end]) {
				s.addPhrase([]word{w}, spot{at.source, 0, int32(w.start)})
			}
		}
	}
	for piece, offset := range unseen(text, seen) {
		s.addStems(piece, spot{at.source, 0, int32(offset)})
	}
	s.addName(src.File(), spot{at.source, 1, 0})
	aside := newAside(src)
	eachPart(src, func(part string, line int) { s.addBlock(part, spot{at.source, int32(line), 0}) })
	for _, p := range aside.parts {
		s.addBlock(p.text, spot{at.source, int32(p.line), 0})
	}
	if src.Minutes != nil {
		s.withholdIDs(src.Minutes, at.source, func(line int) int { return line })
	}
	if len(aside.parts) > 0 {
		m := minutes.Parse(src.File(), []byte(aside.asDocument()), rules)
		s.withholdIDs(m, at.source, aside.lineOf)
	}
}

// addName adds the name of a file, with its ending and without; the ending alone is anybody's.
func (s *Secrets) addName(file string, at spot) {
	base := path.Base(file)
	if row := words(base); len(row) > 1 && len(row) < runLength && tellingBlock(base, row[:len(row)-1]) {
		s.addPhrase(row, at)
	}
	s.addBlock(strings.TrimSuffix(base, path.Ext(base)), at)
}

// withholdIDs adds the ids that a document names; line turns its lines into those of the source.
func (s *Secrets) withholdIDs(m *minutes.Minutes, source int32, line func(int) int) {
	for _, n := range named(m) {
		if strings.Trim(n.spelling, "0123456789") != "" { // a bare number betrays nothing; the id with its group does
			s.addID(n.spelling, idEntry{spot{source: source, line: int32(line(n.line))}, n.kind == minutes.KindMeeting})
			if n.own {
				s.addKey(n.spelling)
			}
		}
	}
}

func (s *Secrets) addStems(text string, at spot) {
	for _, stem := range s.stemsOf(text) {
		if _, ok := s.stems[stem]; !ok && tellingWord(stem) {
			s.stems[stem] = at
		}
	}
}

// withholdNotice adds a text of the settings; of an address each part of its path as well, and the ids in it.
func (s *Secrets) withholdNotice(n Notice, rules *minutes.Rules, seen map[string]bool) {
	at := s.place(source{n.File, n.Text, n.Line})
	at.line = int32(n.Line)
	s.addBlock(n.Text, at)
	for piece := range unseen(n.Text, seen) {
		s.addStems(piece, at)
	}
	if !n.Address {
		return
	}
	where, _, _ := strings.Cut(n.Text, "#")
	for part := range strings.SplitSeq(where, "/") {
		s.addBlock(part, at)
	}
	in := aside{[]part{{where, n.Line}}}
	s.withholdIDs(minutes.Parse(n.File, []byte(in.asDocument()), rules), at.source, in.lineOf)
}

// permitEdition forgets what the edition says: its files as they are, its blocks as they are shown, and what pages put
// together of them.
func (s *Secrets) permitEdition(e edition.Edition) {
	var texts []string
	for _, r := range e.Redacted() {
		texts = append(texts, string(r.Text), r.File)
	}
	note := func(part string, _ int) { texts = append(texts, part) }
	for _, d := range e.Documents() {
		eachPart(edition.Source{Minutes: d.Minutes}, note)
		texts = append(texts, sideBySide(d.Minutes)...)
		for _, f := range d.Minutes.Findings {
			texts = append(texts, f.Message, f.Hint) // of the edition's own text
		}
	}
	for _, p := range e.Pages() {
		eachPart(edition.Source{Page: p}, note)
	}
	for _, f := range e.Files() {
		texts = append(texts, f.Path, f.Source)
		s.papers["www"+f.Path] = true
	}
	var ids []string
	for _, d := range e.Documents() {
		for _, n := range named(d.Minutes) {
			ids = append(ids, n.spelling, implied(n))
		}
	}
	s.Permit(texts...)
	s.Permit(ids...)
	for _, id := range ids {
		s.forgetID(id)
	}
}

// sideBySide are the ids and words of actions, as pages and lists put them together with the name of their kind, and what a meeting's
// record is called. The audience may read each, so a withheld document that has them together too makes no secret of them.
func sideBySide(m *minutes.Minutes) []string {
	all := []string{"minutes of " + m.Meeting.ID}
	for _, list := range [][]minutes.Action{m.Raised, m.Updated} {
		for _, a := range list {
			all = append(all, "action "+a.ID+" "+a.Text)
		}
	}
	return all
}
