package minutes

import (
	"strings"

	"minutebook/internal/policy"
)

// BlockKind is the shape of a block.
type BlockKind string

const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading" // Level 1-6 in Depth
	List      BlockKind = "list"    // Blocks are ListItems
	ListItem  BlockKind = "list-item"
	Quote     BlockKind = "quote"
	Code      BlockKind = "code"  // Spans hold the lines as written, Lang the language
	Table     BlockKind = "table" // Blocks are Rows
	Row       BlockKind = "row"   // Blocks are Cells
	Cell      BlockKind = "cell"
	Rule      BlockKind = "rule"
)

// Role is what a block is to the minutes, beyond its shape.
type Role string

const (
	RoleNone     Role = ""
	RoleBanner   Role = "banner"
	RoleTitle    Role = "title"         // the meeting's title, date, time, place and version lines
	RoleItem     Role = "item"          // the heading of an agenda item
	RoleAction   Role = "action"        // raises an action, or is the row of one
	RoleUpdate   Role = "update"        // reports on the action of the row before
	RoleDecision Role = "decision"      // holds a decision
	RoleNext     Role = "next"          // announces the next meetings
	RoleHead     Role = "head"          // a table's head row
	RoleRepeated Role = "repeated-head" // the head row that a page break repeated; not shown again
	RolePeople   Role = "people"        // an attendance or apologies table
	// RoleFurniture is what stands on every page: a page number, a running head. As a row it stood where a
	// page break cut a table.
	RoleFurniture Role = "furniture"
)

// BlockKinds and Roles are all that there are, RoleNone first.
var (
	BlockKinds = []BlockKind{Paragraph, Heading, List, ListItem, Quote, Code, Table, Row, Cell, Rule}
	Roles      = []Role{RoleNone, RoleBanner, RoleTitle, RoleItem, RoleAction, RoleUpdate, RoleDecision, RoleNext, RoleHead, RoleRepeated, RolePeople, RoleFurniture}
)

// Block is one piece of the document: its shape, its words, and where they stand. A leaf (paragraph,
// heading, cell, code) has Spans; the others have Blocks.
type Block struct {
	Kind    BlockKind
	Role    Role
	ID      string // fragment of its page's address, made of its words; "" for blocks inside others that need none
	Level   policy.Level
	Ordered bool // of a list
	Line    int  // where it starts, from 1
	Column  int
	EndLine int
	Depth   int    // of a heading
	Start   int    // first number of an ordered list
	Marker  string // of a list item, as written: "a)", "1.", "-"
	Lang    string // of code
	Align   string // of a cell: "", "left", "center", "right"
	Colspan int    // of a cell that fills its row: the table's width; 0 or 1 otherwise
	Spans   []Span
	Blocks  []*Block
}

// Span is a run of text of one style. The words of a block are its spans' Text, joined.
type Span struct {
	Text   string
	Strong bool
	Emph   bool
	Code   bool
	Strike bool
	Under  bool
	Sub    bool
	Sup    bool
	Href   string // of a link whose address is safe and leads somewhere; never "#"
	Image  string // address of an image; Text is then its description
	Break  bool   // a line break that the source asks for; Text is then "\n"
	Joined bool   // the blank that stands where a page break cut a sentence in two; Text is then " "
	Line   int
	Column int
}

// Decorates says whether a block only repeats what stands elsewhere, or stands on every page: its words are no part of the text.
func (b *Block) Decorates() bool {
	return b.Role == RoleBanner || b.Role == RoleRepeated || b.Role == RoleFurniture
}

// Text is the block's own words, as written, without those of the blocks inside it.
func (b *Block) Text() string {
	if len(b.Spans) == 1 {
		return b.Spans[0].Text
	}
	var s strings.Builder
	for _, sp := range b.Spans {
		s.WriteString(sp.Text)
	}
	return s.String()
}

// AllText is the words of the block and of every block inside it, one line each, in order.
func (b *Block) AllText() string {
	if len(b.Blocks) == 0 {
		return b.Text()
	}
	var lines []string
	b.Walk(func(in *Block) {
		if t := in.Text(); t != "" {
			lines = append(lines, t)
		}
	})
	return strings.Join(lines, "\n")
}

// Walk calls f for the block and every block inside it, in document order.
func (b *Block) Walk(f func(*Block)) {
	f(b)
	for _, in := range b.Blocks {
		in.Walk(f)
	}
}
