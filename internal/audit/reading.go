package audit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"html"
	"io"
	"math"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// reading is one way to read a file, or a part of it. A block that is found in it counts only if it has so many letters and
// digits: among the bytes of a file that is no text short words stand by chance.
type reading struct {
	text  string
	least int
}

const (
	never     = math.MaxInt // no block counts: what stands side by side here nobody wrote so
	byChance  = 8           // fewer letters in a row are chance among bytes
	maxRounds = 3           // so often markup is undone within what markup held
)

// look reads what a file's bytes may hold: unpacked, with escapes undone and without markup. Between two blocks of a page stands a
// border, as between those of a source. opaque says that something in it could not be read.
func look(name string, data []byte, own Days) (read []reading, opaque bool) {
	u := unpacker{left: maxUnpacked, own: own}
	u.read(name, data, 0)
	return u.found, u.opaque
}

// plainText is a file that is packed in nothing.
func (u *unpacker) plainText(name string, data []byte, depth int) {
	if text, ok := wide(data); ok {
		u.add(depth, reading{text: text})
		return
	}
	text := string(data)
	switch ext := strings.ToLower(path.Ext(name)); {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		u.bytes(text, depth)
		u.opaque = u.opaque || strings.Contains(text, "/Filter") || strings.Contains(text, "/Encrypt")
	case bytes.IndexByte(data, 0) >= 0:
		u.bytes(text, depth)
		u.opaque = true
	case ext == ".json", ext == ".webmanifest", ext == ".map":
		said, whole := jsonStrings(data)
		u.add(depth, reading{text: said})
		if whole {
			u.found = append(u.found, reading{text, never})
		} else {
			u.add(depth, reading{text: text})
		}
	case ext == ".csv":
		u.add(depth, reading{text: cellsOf(text)})
	case ext == ".ics", strings.HasPrefix(text, "BEGIN:VCALENDAR"):
		u.add(depth, reading{text: unfolded(text)})
		u.found = append(u.found, reading{text, never})
	case !utf8.Valid(data):
		u.bytes(text, depth)
		if western, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			u.add(depth, reading{text: western})
		}
	default:
		u.add(depth, reading{text: text})
	}
}

// wide reads text of two bytes a character that says so.
func wide(data []byte) (string, bool) {
	if !bytes.HasPrefix(data, []byte{0xFE, 0xFF}) && !bytes.HasPrefix(data, []byte{0xFF, 0xFE}) {
		return "", false
	}
	plain, err := xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM).NewDecoder().Bytes(data)
	return string(plain), err == nil
}

// bytes reads what is no text, or not only: with a border for every character that no text has, and without the zeros that
// stand between letters of two bytes.
func (u *unpacker) bytes(text string, depth int) {
	u.add(depth, reading{strings.Map(bordered, text), byChance})
	if strings.IndexByte(text, 0) >= 0 {
		u.add(depth, reading{strings.Map(bordered, strings.ReplaceAll(text, "\x00", "")), byChance})
	}
}

func bordered(r rune) rune {
	if unicode.IsControl(r) || r == utf8.RuneError {
		return border
	}
	return r
}

// add keeps a reading without its tags, and with whatever else it may mean.
func (u *unpacker) add(depth int, r reading) {
	for _, in := range tagged(r, u.own) {
		for _, v := range variants(in) {
			u.found = append(u.found, v)
			u.dataURLs(v.text, depth)
		}
	}
}

// cellsOf is a table with a border between its cells, as between those of a source: what runs over two of them
// nobody wrote. One that is malformed is read as any text.
func cellsOf(text string) string {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return text
	}
	var cells strings.Builder
	for _, row := range rows {
		for _, cell := range row {
			cells.WriteString(cell)
			cells.WriteByte(border)
		}
	}
	return cells.String()
}

// unfolded is a calendar with its lines put together again where they were folded, perhaps within a word, and
// its escapes undone. Each line is a block.
func unfolded(text string) string {
	return calendarEscapes.Replace(lineEnds.Replace(folds.Replace(text)))
}

var (
	folds           = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "")
	lineEnds        = strings.NewReplacer("\r\n", "\x00", "\n", "\x00")
	calendarEscapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\N`, "\n", `\;`, ";", `\,`, ",")
)

// jsonStrings are the strings and numbers of a JSON document, unescaped, with borders between them. whole is false where it is
// malformed from some place on.
func jsonStrings(data []byte) (text string, whole bool) {
	var all strings.Builder
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	for {
		t, err := d.Token()
		if err != nil {
			return all.String(), errors.Is(err, io.EOF)
		}
		switch v := t.(type) {
		case string:
			all.WriteString(v)
			all.WriteByte(border)
		case json.Number:
			all.WriteString(v.String())
			all.WriteByte(border)
		}
	}
}

// tagged reads a document of tags: what is shown, and what stands in tags and comments. A feed holds pages as text, so that
// either is read once more if undoing its entities yields tags or further entities.
func tagged(r reading, own Days) []reading {
	if strings.IndexByte(r.text, '<') < 0 && strings.IndexByte(r.text, '&') < 0 {
		return []reading{r}
	}
	var all []reading
	texts := []string{r.text}
	for range maxRounds {
		var again []string
		for _, text := range texts {
			for _, part := range split(text, own) {
				plain := html.UnescapeString(part)
				all = append(all, reading{plain, r.least})
				if plain != part && (strings.Count(plain, "<") > strings.Count(part, "<") || html.UnescapeString(plain) != plain) {
					again = append(again, plain)
				}
			}
		}
		texts = again
	}
	return all
}
