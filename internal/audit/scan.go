package audit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"html"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// scanner says of most files at once that nothing is in them. It reads what text can hold as look does, block by block instead of the
// whole again for each way to read it, and a block that it has read lately not again; whatever is none of what a build writes it leaves
// to look. It is for one goroutine.
type scanner struct {
	s     *Secrets
	in    finder
	clean recent // blocks in which nothing is
	days  calendar
	found bool
	plain bytes.Buffer // room for the file that one is a packing of

	former Former // nil where all is searched
}

func newScanner(s *Secrets) *scanner {
	return &scanner{s: s, in: finder{notes: s.newNotes()}, clean: newRecent(1 << 17), days: calendar{days: s.options.Days}}
}

// The ways in which a block is read, so that one way's being clean says nothing of another's.
const (
	wayOfLine = iota + 8
	wayOfString
	wayOfCell
)

// nothingInFile says that nothing is in a file, whatever it may mean. Where it does not, look must tell.
func (x *scanner) nothingInFile(rel string, data []byte) bool {
	if !isPlain(rel, data) {
		return false
	}
	x.found = false
	text := string(data)
	known := true
	switch ext := strings.ToLower(path.Ext(rel)); {
	case ext == ".json", ext == ".webmanifest", ext == ".map":
		known = x.json(rel, data, text)
	case ext == ".csv":
		known = x.csv(data)
	case ext == ".ics", strings.HasPrefix(text, "BEGIN:VCALENDAR"):
		for line := range strings.SplitSeq(unfolded(text), string(border)) {
			x.tagged(line, 0)
		}
		x.words(reading{text, never})
	default:
		x.tagged(text, 0)
	}
	if listsKeys(rel) && x.wantsKeys() {
		x.keys(text)
	}
	return known && !x.found
}

// isPlain says that a file is text that is packed in nothing and holds no file within.
func isPlain(rel string, data []byte) bool {
	if strings.EqualFold(path.Ext(rel), ".br") || bytes.HasPrefix(data, []byte("%PDF-")) || sealed(data) {
		return false
	}
	for _, p := range packings {
		if p.magic != "" && bytes.HasPrefix(data, []byte(p.magic)) {
			return false
		}
	}
	return bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) && !bytes.HasPrefix(data, []byte("PK")) && !bytes.Contains(data, []byte(";base64,"))
}

// nothingInLine says that nothing is in a line without markup.
func (x *scanner) nothingInLine(line string) bool {
	x.found = false
	x.once(line, wayOfLine, func() { x.escaped(line) })
	return !x.found
}

// nothingIn says that nothing is in a name.
func (x *scanner) nothingIn(text string) bool {
	x.found = false
	x.escaped(text)
	return !x.found
}

// json reads the strings and numbers of a document, and its text as it stands; known is false where it is malformed.
func (x *scanner) json(rel string, data []byte, text string) (known bool) {
	if !json.Valid(data) {
		return false
	}
	keys := listsKeys(rel)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			end := i + 1 + endOfString(text[i+1:])
			x.jsonString(text[i:end+1], keys)
			i = end
		case c == '-' || '0' <= c && c <= '9':
			end := i + 1
			for end < len(text) && strings.IndexByte("0123456789+-.eE", text[end]) >= 0 {
				end++
			}
			x.words(reading{text: text[i:end]})
			i = end - 1
		}
	}
	x.words(reading{text, never})
	return true
}

// endOfString is where the string ends that a text begins within.
func endOfString(text string) int {
	at := 0
	for {
		at += strings.IndexByte(text[at:], '"')
		slashes := 0
		for at-slashes > 0 && text[at-slashes-1] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return at
		}
		at++
	}
}

func (x *scanner) jsonString(quoted string, keys bool) {
	x.once(quoted, wayOfString, func() { x.unquoted(quoted, keys) })
}

func (x *scanner) unquoted(quoted string, keys bool) {
	said := quoted[1 : len(quoted)-1]
	if strings.IndexByte(said, '\\') >= 0 {
		if err := json.Unmarshal([]byte(quoted), &said); err != nil {
			x.found = true // for look to tell
		}
	}
	for piece := range strings.SplitSeq(said, string(border)) {
		x.tagged(piece, 0)
		if keys && x.wantsKeys() {
			x.keys(piece)
		}
	}
}

func (x *scanner) wantsKeys() bool { return len(x.s.keys) > 0 || x.in.notes != nil }

// keys looks for ids as an index has them.
func (x *scanner) keys(text string) {
	from := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '"' || text[i] == '\n' {
			if x.searchKey("", text[from:i]) != nil {
				x.found = true
			}
			from = i + 1
		}
	}
}

func (x *scanner) csv(data []byte) (known bool) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	for {
		row, err := r.Read()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		for _, cell := range row {
			x.once(cell, wayOfCell, func() { x.tagged(cell, 0) })
		}
	}
}

// tagged reads a text that may have tags: what is shown, block by block, and each tag. round is how often markup was undone.
func (x *scanner) tagged(text string, round int) {
	if strings.IndexByte(text, '<') < 0 {
		x.block(text, round)
		return
	}
	var b shownBlock
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			b.add(text)
			break
		}
		b.add(text[:open])
		end := open + tagEnd(text[open:])
		tag := text[open:end]
		x.block(tag, round)
		switch name := tagName(tag); {
		case name == "br":
			b.add(" ")
		case inlineTags[name]:
			b.inline = true
		default:
			x.shown(&b, round)
		}
		text = text[end:]
		if day := x.days.within(tag, text); day != "" {
			x.shown(&b, round)
			x.block(day, round)
			text = text[len(day):]
		}
	}
	x.shown(&b, round)
}

// shownBlock is what stands between two tags that end blocks, and how it reads where tags within a sentence part words.
type shownBlock struct {
	text   string // if it is one piece of the document
	joined []byte // if it is several
	apart  []byte
	inline bool // a tag within a sentence follows
	within bool // one stands between two letters
}

func (b *shownBlock) add(piece string) {
	switch {
	case piece == "":
		return
	case b.text == "" && len(b.joined) == 0:
		b.text = piece
	default:
		if b.text != "" {
			b.joined, b.apart = append(b.joined, b.text...), append(b.apart, b.text...)
			b.text = ""
		}
		if b.inline {
			last, _ := utf8.DecodeLastRune(b.joined)
			b.within = b.within || beginsWord(piece) && isWord(last)
			b.apart = append(b.apart, ' ')
		}
		b.joined, b.apart = append(b.joined, piece...), append(b.apart, piece...)
	}
	b.inline = false
}

// shown reads a block and begins the next.
func (x *scanner) shown(b *shownBlock, round int) {
	if b.text != "" {
		x.block(b.text, round)
	} else if len(b.joined) > 0 {
		x.block(string(b.joined), round)
		if b.within {
			x.block(string(b.apart), round)
		}
	}
	*b = shownBlock{joined: b.joined[:0], apart: b.apart[:0]}
}

// block reads a block without tags, or a tag. A feed holds pages as text, so that it is read once more if undoing its entities yields tags or
// further entities.
func (x *scanner) block(text string, round int) {
	x.once(text, uint64(round), func() { x.entities(text, round) })
}

// once reads a block unless it was read lately and nothing was in it.
func (x *scanner) once(block string, way uint64, read func()) {
	if x.clean.note(block, way) {
		return
	}
	before := x.found
	x.found = false
	read()
	if x.found {
		x.clean.forget(block, way)
	}
	x.found = x.found || before
}

func (x *scanner) entities(text string, round int) {
	if strings.IndexByte(text, '&') < 0 {
		x.escaped(text)
		return
	}
	plain := html.UnescapeString(text)
	x.escaped(plain)
	if strings.Contains(plain, ";base64,") {
		x.found = true // for look to tell
	}
	if round+1 < maxRounds && plain != text && (strings.Count(plain, "<") > strings.Count(text, "<") || html.UnescapeString(plain) != plain) {
		x.tagged(plain, round+1)
	}
}

// escaped reads a text as it is and with whatever escapes it may have undone.
func (x *scanner) escaped(text string) {
	if !mayEscape(text) {
		x.words(reading{text: text})
		return
	}
	for _, r := range variants(reading{text: text}) {
		x.words(r)
		if strings.Contains(r.text, ";base64,") {
			x.found = true // for look to tell
		}
	}
}

func mayEscape(text string) bool {
	return strings.IndexByte(text, '%') >= 0 || strings.IndexByte(text, '\\') >= 0 || strings.Contains(text, "--")
}

func (x *scanner) words(r reading) {
	x.in.each(x.s, r.text, func(h hit) {
		x.found = x.found || r.tells(h)
	})
}
