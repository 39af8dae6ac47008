// Package markup turns blocks of an edition into HTML in which references are links. It adds elements
// around the words and never changes, adds or drops one: the text of the HTML is the text of the blocks.
//
//	paragraph   p                        heading   h2-h6, never skipping a rank
//	list        ul, ol start type        quote     blockquote
//	table       div.table > table        code      div.code > pre, highlighted with classes
//	rule        hr                       role      a class: action, update, decision, banner, next, people
//
// A reference that resolves is <a class="ref KIND" href>, one link around all the styles that it spans. Inside
// another link it interrupts that link. A list whose marks are words of its items ("a) ...") is
// ul.marked; a numbered list that counts "1)" is ol.paren. A blank that joins what a page break cut is
// span.joined. A block in which something stands from right to left is dir="auto". An abbreviation is <abbr title> where a paragraph, an entry or a cell uses it first, unless its words
// spell it out there or before; never in headings, links and code. Nothing of a document is passed on unescaped, and an address only if it is http, https,
// mailto, or of this site. The head row that a page break repeated is not written again.
package markup

import (
	"html/template"
	"strings"
	"unicode/utf8"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/wording"
)

// Writer writes the blocks of one page. The zero Writer writes plain HTML without links between pages and
// without anchors. It may be used from several goroutines.
type Writer struct {
	// Refs holds the references of each block, in any order (RefsOf makes it). One that does not fit its
	// block's text, or overlaps an earlier one that resolves, stays plain text.
	Refs map[*minutes.Block][]minutes.Reference
	// Resolve gives the root-relative address of a reference's page. nil or !ok: plain text.
	Resolve func(minutes.Reference) (path string, ok bool)
	// Href gives what an address written in the document becomes on the site, of links and images alike.
	// !ok: the words stay, the link goes, and an image is its description. nil keeps every safe address.
	Href func(string) (string, bool)
	// Meaning gives what an abbreviation stands for. nil or !ok: it stays unexplained.
	Meaning func(term string) (meaning string, ok bool)
	// Notes are what is said below the text of places in a block: each a link, <a class="note" data-n>, without text of its
	// own, at the end of the block's words, or where its line was joined to the ones before.
	Notes map[*minutes.Block][]Note
	// Words are what the page says of the blocks where only a label can: "Link to this paragraph". nil says the keys.
	Words *wording.Words
	// Anchors writes the blocks' ids, each with a link to itself: <a class="mark" href="#id">, without text.
	Anchors bool
	// Under is the rank of the heading that the blocks stand under: 1 (and 0) below the page's h1, 2 below
	// an item's h2. Headings among the blocks start one rank deeper.
	Under int
	// Level is the level of what is around the blocks. A run of blocks that is stricter stands in a group, div.portion, that
	// says so; an entry, row or cell has the class. The zero Level marks nothing.
	Level policy.Level
	// LevelName names a level for readers: "Amber". nil: the groups have no names.
	LevelName func(policy.Level) string
	// Caption names a table for its <caption> and its region; nil or "" writes no caption.
	Caption func(table *minutes.Block) string
}

// RefsOf groups the references of a document by their block.
func RefsOf(m *minutes.Minutes) map[*minutes.Block][]minutes.Reference {
	refs := map[*minutes.Block][]minutes.Reference{}
	for _, r := range m.References {
		refs[r.Block] = append(refs[r.Block], r)
	}
	return refs
}

// Blocks is the blocks as HTML, one after the other; "" for none. An id stands once, even if two blocks
// carry it.
func (w Writer) Blocks(bs []*minutes.Block) template.HTML {
	p := newPage(w)
	p.blocks(bs)
	return p.html()
}

// Heading is a block's words as the heading of the given rank (1 to 6), with its id and link mark: for
// the head of an agenda item, whatever its shape in the document.
func (w Writer) Heading(b *minutes.Block, rank int) template.HTML {
	p := newPage(w)
	p.heading(b, rank)
	return p.html()
}

// Inline is a block's own words with their styles and links, without an element around them.
func (w Writer) Inline(b *minutes.Block) template.HTML {
	p := newPage(w)
	p.inline(b)
	return p.html()
}

// PlainText is a block's own words as one line, for titles and attributes (which escape it themselves).
func PlainText(b *minutes.Block) string {
	return strings.Join(strings.Fields(escape.Visible(b.Text())), " ")
}

// fits says whether the bytes start to end of a text are whole characters, and at least one.
func fits(text string, start, end int) bool {
	return 0 <= start && start < end && end <= len(text) &&
		utf8.RuneStart(text[start]) && (end == len(text) || utf8.RuneStart(text[end]))
}
