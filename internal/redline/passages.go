package redline

import (
	"strings"
	"unicode"

	"minutebook/internal/minutes"
)

// passage is one piece of one version.
type passage struct {
	kind  Kind
	block *minutes.Block
	words []word
	key   string // equal for passages of one kind with the same words
}

// word is a word with the blanks after it, or the border between two cells.
type word struct{ text, after string }

// border stands for the end of a cell. No word is a line break.
const border = "\n"

// passagesOf cuts blocks into passages. What has no words is none.
func passagesOf(blocks []*minutes.Block) []passage {
	var all []passage
	for _, b := range blocks {
		all = cut(all, b, Text)
	}
	return all
}

// cut adds the passages of a block that stands in one of the given kind.
func cut(all []passage, b *minutes.Block, in Kind) []passage {
	switch {
	case b.Role == minutes.RoleRepeated:
		return all
	case b.Kind == minutes.Row:
		return add(all, Row, b, cells(b))
	}
	kind := kindOf(b, in)
	all = add(all, kind, b, wordsOf(b.Text()))
	for _, inner := range b.Blocks {
		all = cut(all, inner, kind)
	}
	return all
}

func kindOf(b *minutes.Block, in Kind) Kind {
	switch b.Kind {
	case minutes.Heading:
		return Heading
	case minutes.List, minutes.ListItem:
		return Entry
	case minutes.Code:
		return Listing
	case minutes.Cell: // outside of any row
		return Row
	}
	return in
}

func add(all []passage, kind Kind, b *minutes.Block, words []word) []passage {
	if len(words) == 0 {
		return all
	}
	var key strings.Builder
	key.WriteByte(byte(kind))
	for _, w := range words {
		key.WriteString(w.text)
		key.WriteByte(' ')
	}
	return append(all, passage{kind, b, words, key.String()})
}

// cells are the words of a row, with a border between cells that have any.
func cells(row *minutes.Block) []word {
	words := wordsOf(row.Text())
	for _, cell := range row.Blocks {
		var more []word
		cell.Walk(func(b *minutes.Block) { more = append(more, wordsOf(b.Text())...) })
		if len(words) > 0 && len(more) > 0 {
			words = append(words, word{text: border})
		}
		words = append(words, more...)
	}
	return words
}

// wordsOf cuts a text at its blanks; those before the first word go.
func wordsOf(text string) []word {
	var words []word
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	for text != "" {
		end := indexOr(text, unicode.IsSpace)
		next := indexOr(text[end:], func(r rune) bool { return !unicode.IsSpace(r) }) + end
		words = append(words, word{text[:end], text[end:next]})
		text = text[next:]
	}
	return words
}

// indexOr is where the first such character stands, or the text ends.
func indexOr(text string, is func(rune) bool) int {
	if i := strings.IndexFunc(text, is); i >= 0 {
		return i
	}
	return len(text)
}
