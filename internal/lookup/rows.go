package lookup

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"minutebook/index"
)

const (
	leastBlock = 32  // rows of a file
	mostBlocks = 512 // files, as far as doubling their rows can help
)

// blockFor is how many rows stand in a file. It seldom changes as an archive grows.
func blockFor(rows int) int {
	size := leastBlock
	for rows > size*mostBlocks {
		size *= 2
	}
	return size
}

// inOrder are the documents that have a name, as they are numbered.
func inOrder(c index.Content) []*index.Document {
	var all []*index.Document
	for _, n := range c.Names {
		all = append(all, &index.Document{ID: n.ID, Kind: n.Kind, Title: n.Title, URL: n.URL})
	}
	for i := range c.Documents {
		if c.Documents[i].Kind != "decision" {
			all = append(all, &c.Documents[i])
		}
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b *index.Document) int {
		return cmp.Or(undated(a)-undated(b), strings.Compare(a.Date, b.Date), strings.Compare(a.Meeting, b.Meeting))
	})
	return all
}

func undated(d *index.Document) int {
	if d.Date == "" {
		return 1
	}
	return 0
}

// rowOf is what a list shows of a document.
func rowOf(d *index.Document) []string {
	row := []string{d.ID, d.Kind, d.Title, d.URL, d.Date, d.Meeting, d.Status}
	for row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

// asked calls f for each filter that a document passes; the bytes are good until f returns.
func asked(d *index.Document, f func(filter []byte)) {
	var room [64]byte
	add := func(field string, values ...string) {
		for _, v := range values {
			if v != "" {
				f(append(append(append(room[:0], field...), ':'), strings.ToLower(v)...))
			}
		}
	}
	add(index.FacetKind, d.Kind)
	add(index.FacetGroup, d.Group)
	add(index.FacetGroup, d.Groups...)
	add(index.FacetStatus, d.Status)
	add(index.FacetOwner, d.Owners...)
	add(index.FacetYear, d.Date[:min(4, len(d.Date))])
	add(index.FacetModification, d.Modifications...)
}

// appendRow appends a list of texts as JSON.
func appendRow(data []byte, row []string) []byte {
	data = append(data, '[')
	for i, cell := range row {
		if i > 0 {
			data = append(data, ',')
		}
		data = appendText(data, cell)
	}
	return append(data, ']')
}

// appendText appends a text as JSON. Most have nothing to escape.
func appendText(data []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return append(data, encoded(text)...)
		}
	}
	return append(append(append(data, '"'), text...), '"')
}

// encoded is a value as JSON that needs no escapes where UTF-8 needs none.
func encoded(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // plain strings and numbers
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
