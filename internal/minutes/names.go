package minutes

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

// nameBlocks gives every block that can be linked to the ID that its address ends with. It is made of the
// block's words, so that it lives through changes elsewhere; a heading's is made of its item's number.
func (r *reader) nameBlocks() {
	taken := map[string]int{}
	for _, it := range r.m.AllItems() {
		it.Head.ID = unique("item-"+fragment(it.Number), taken)
	}
	for _, b := range r.allBlocks() {
		b.Walk(func(in *Block) {
			if in.ID == "" && linked(in) {
				in.ID = unique("p-"+digest(in.AllText()), taken)
			}
		})
	}
}

func linked(b *Block) bool {
	switch b.Kind {
	case Paragraph, Heading, ListItem, Row, Code:
		return b.Role != RoleRepeated
	}
	return false
}

func unique(id string, taken map[string]int) string {
	for {
		taken[id]++
		if taken[id] == 1 {
			return id
		}
		next := id + "-" + strconv.Itoa(taken[id])
		if taken[next] == 0 {
			taken[next] = 1
			return next
		}
	}
}

// fragment is a number as part of an HTML id.
func fragment(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, s)
}

var digits32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// foldedWords are the words of a text in small letters, with one blank between them.
func foldedWords(text string) []byte {
	if !isASCII(text) {
		return []byte(strings.ToLower(strings.Join(strings.Fields(text), " ")))
	}
	words := make([]byte, 0, len(text))
	blank := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ' || c >= '\t' && c <= '\r':
			blank = len(words) > 0
			continue
		case c-'A' < 26:
			words = append(blankBefore(words, blank), c+'a'-'A')
		default:
			words = append(blankBefore(words, blank), c)
		}
		blank = false
	}
	return words
}

func blankBefore(words []byte, blank bool) []byte {
	if blank {
		return append(words, ' ')
	}
	return words
}

// digest is eight letters made of a text's words, without regard to blanks and case.
func digest(text string) string {
	sum := sha256.Sum256(foldedWords(text))
	return digits32.EncodeToString(sum[:5])
}

// allBlocks are the top blocks of the document in order: preamble, then each item's heading, text,
// sub-items and tail.
func (r *reader) allBlocks() []*Block {
	all := append([]*Block(nil), r.m.Preamble...)
	for _, p := range r.passages() {
		all = append(all, p.block)
	}
	return all[:len(all):len(all)]
}

// passage is a top block of the agenda with the item it belongs to.
type passage struct {
	block *Block
	item  *Item // nil in the preamble
}

func (p passage) number() string {
	if p.item == nil {
		return ""
	}
	return p.item.Number
}

// passages are the top blocks of the agenda in document order.
func (r *reader) passages() []passage { return itemPassages(r.m.Items, nil) }

func itemPassages(items []*Item, all []passage) []passage {
	for _, it := range items {
		all = append(all, passage{it.Head, it})
		for _, b := range it.Blocks {
			all = append(all, passage{b, it})
		}
		all = itemPassages(it.Items, all)
		for _, b := range it.Tail {
			all = append(all, passage{b, it})
		}
	}
	return all
}

// everyPassage is the preamble's blocks and the agenda's, in document order.
func (r *reader) everyPassage() []passage {
	var all []passage
	for _, b := range r.m.Preamble {
		all = append(all, passage{b, nil})
	}
	return itemPassages(r.m.Items, all)
}
