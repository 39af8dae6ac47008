package minutes

import (
	"slices"
	"strings"

	"minutebook/internal/policy"
)

// outlined is what an outline tells of the blocks that it does not have.
type outlined struct {
	strictest     policy.Level
	abbreviations string // their keys, see keysTogether
	links         string // see packed
}

// IsOutline says whether blocks are left out.
func (m *Minutes) IsOutline() bool { return m.outline != nil }

// StrictestLevel is the strictest level of the document and of what is in it: who may read the whole.
func (m *Minutes) StrictestLevel() policy.Level {
	if m.outline != nil {
		return m.outline.strictest
	}
	level := m.Classification.Strictest
	m.Walk(func(b *Block) {
		if b.Level != policy.Untold {
			level = policy.Stricter(level, b.Level)
		}
	})
	return level
}

// Outline is the document without what linking does not need. It has the agenda, and of the blocks those that something of
// the document stands in (a reference, an action, a decision, a term, a heading) with the blocks around them; of their words
// those in which references stand. An action's id in a cell of its own row stands in the row instead, whose words are left out. All
// else is as it was. The outline shares nothing that changes with m.
func (m *Minutes) Outline() *Minutes {
	if m.outline != nil {
		return m
	}
	o := m.head(keysTogether(m.Abbreviations()))
	p := pruner{keep: map[*Block]bool{}, words: map[*Block]bool{}, made: map[*Block]*Block{}, rows: rowsOf(m)}
	p.wants(m)
	o.Preamble = p.blocks(m.Preamble)
	o.Items = p.items(m.Items)
	o.References = slices.Clone(m.References)
	for i := range o.References {
		o.References[i].Block = p.of(p.holder(&m.References[i]))
	}
	o.Raised, o.Updated = p.actions(m.Raised), p.actions(m.Updated)
	o.Decisions = slices.Clone(m.Decisions)
	for i := range o.Decisions {
		o.Decisions[i].Block = p.of(o.Decisions[i].Block)
	}
	o.Glossary = slices.Clone(m.Glossary)
	for i := range o.Glossary {
		o.Glossary[i].Block = p.of(o.Glossary[i].Block)
	}
	return o
}

// Head is the outline of a document of which nothing is to be linked: what it is, its level, its portions and findings.
func (m *Minutes) Head() *Minutes {
	o := m.head("")
	o.Incidents, o.Modifications, o.Attendance, o.Apologies, o.Next = nil, nil, nil, nil, nil
	return o
}

// Named is an outline with the name of the document's file, the id of its meeting and nothing else.
func (m *Minutes) Named() *Minutes {
	id := strings.Clone(m.Meeting.ID) // or the text of the whole outline would be held
	return &Minutes{File: strings.Clone(m.File), Meeting: Meeting{ID: id}, outline: &outlined{}}
}

// Linked is what others read of an outline once it is linked: its head, its agenda and what it spells out, without any block but
// the heads of items. What it shares with m is not changed. A document that is whole stays so.
func (m *Minutes) Linked() *Minutes {
	if m.outline == nil {
		return m
	}
	outline := *m.outline
	o := &Minutes{File: m.File, Meeting: m.Meeting, Classification: m.Classification, Next: slices.Clone(m.Next), Presence: m.Presence, Front: m.Front, outline: &outline}
	o.Presence.Bodies, o.Presence.Absent = slices.Clone(m.Presence.Bodies), slices.Clone(m.Presence.Absent)
	o.Items = bareItems(m.Items, make([]Item, len(m.AllItems())))
	o.Glossary = slices.Clone(m.Glossary)
	for i := range o.Glossary {
		o.Glossary[i].Block = nil
	}
	return o
}

// EachText calls f for each string of what Linked made and nobody else has yet, so that f can put another in its place. Of a document
// that is whole there is none.
func (m *Minutes) EachText(f func(*string)) {
	if m.outline == nil {
		return
	}
	each := func(all ...*string) {
		for _, s := range all {
			f(s)
		}
	}
	each(&m.File, &m.Classification.Written, &m.Classification.Statement, &m.outline.abbreviations, &m.outline.links)
	each(m.Meeting.texts()...)
	if m.Front != (Front{}) {
		each(m.Front.texts()...)
	}
	for i := range m.Next {
		each(&m.Next[i].Date, &m.Next[i].Series)
	}
	for _, bodies := range [][]Body{m.Presence.Bodies, m.Presence.Absent} {
		for i := range bodies {
			f(&bodies[i].Name)
		}
	}
	for i := range m.Glossary {
		each(&m.Glossary[i].Term, &m.Glossary[i].Expansion)
	}
	for _, it := range m.AllItems() {
		each(&it.Number, &it.Title)
		if it.Head != nil {
			f(&it.Head.ID)
		}
	}
}

// bareHead is the head of an item without words, as strict as it is.
func bareHead(b *Block) *Block {
	head := &Block{Kind: b.Kind, Role: b.Role, ID: b.ID, Level: b.Level, Line: b.Line, Column: b.Column}
	if strictest := strictestOf(b).Level; strictest != b.Level {
		head.Blocks = []*Block{{Level: strictest}}
	}
	return head
}

// bareItems are copies, in room, of items without blocks. One that is not withheld does not look so.
func bareItems(all []*Item, room []Item) []*Item {
	if len(all) == 0 {
		return nil
	}
	bare := make([]*Item, len(all))
	for i, it := range all {
		c := &room[0]
		*c = Item{Number: it.Number, Title: it.Title, Line: it.Line, Level: it.Level, Stub: it.Stub}
		if it.Head != nil {
			c.Head = bareHead(it.Head)
		}
		room = room[1:]
		below := len((&Minutes{Items: it.Items}).AllItems())
		c.Items = bareItems(it.Items, room[:below])
		room = room[below:]
		if it.Withheld() != c.Withheld() {
			c.Blocks = []*Block{{}}
		}
		bare[i] = c
	}
	return bare
}

// head is an outline without agenda, blocks, and what points at them.
func (m *Minutes) head(abbreviations string) *Minutes {
	o := *m
	if m.outline == nil {
		o.outline = &outlined{strictest: m.StrictestLevel(), abbreviations: abbreviations, links: packed(m.Links())}
	} else {
		o.outline = &outlined{strictest: m.outline.strictest, abbreviations: abbreviations, links: m.outline.links}
	}
	o.Preamble, o.Items, o.References, o.Raised, o.Updated, o.Decisions, o.Glossary = nil, nil, nil, nil, nil, nil, nil
	return &o
}

// pruner copies the blocks of a document that its outline has.
type pruner struct {
	keep  map[*Block]bool // that something points at
	words map[*Block]bool // whose words are kept
	made  map[*Block]*Block
	rows  map[ownCell]*Block // of actions, by their cells
}

// ownCell is a cell in the row of an action.
type ownCell struct {
	id   string
	cell *Block
}

func rowsOf(m *Minutes) map[ownCell]*Block {
	rows := map[ownCell]*Block{}
	for _, list := range [][]Action{m.Raised, m.Updated} {
		for i := range list {
			if row := list[i].Block; row != nil && row.Kind == Row && row.ID != "" {
				for _, cell := range row.Blocks {
					rows[ownCell{list[i].ID, cell}] = row
				}
			}
		}
	}
	return rows
}

// holder is the block in which the outline has a reference.
func (p pruner) holder(ref *Reference) *Block {
	if row := p.rows[ownCell{ref.ID, ref.Block}]; row != nil && ref.Kind == KindAction {
		return row
	}
	return ref.Block
}

func (p pruner) wants(m *Minutes) {
	for i := range m.References {
		b := p.holder(&m.References[i])
		p.keep[b], p.words[b] = true, true
	}
	for _, list := range [][]Action{m.Raised, m.Updated} {
		for i := range list {
			p.keep[list[i].Block], p.keep[list[i].UpdateRow] = true, true
		}
	}
	for i := range m.Decisions {
		p.keep[m.Decisions[i].Block] = true
	}
	for i := range m.Glossary {
		p.keep[m.Glossary[i].Block] = true
	}
}

// of is the copy of a block; one that stands nowhere in the document is copied with the words that it has.
func (p pruner) of(b *Block) *Block {
	if b == nil || p.made[b] != nil {
		return p.made[b]
	}
	return p.copied(b, p.blocks(b.Blocks))
}

func (p pruner) actions(all []Action) []Action {
	all = slices.Clone(all)
	for i := range all {
		all[i].Block, all[i].UpdateRow = p.of(all[i].Block), p.of(all[i].UpdateRow)
	}
	return all
}

func (p pruner) items(all []*Item) []*Item {
	if all == nil {
		return nil
	}
	kept := make([]*Item, len(all))
	for i, it := range all {
		c := *it
		if it.Head != nil {
			c.Head = p.copied(it.Head, p.blocks(it.Head.Blocks))
		}
		c.Blocks, c.Items, c.Tail = p.blocks(it.Blocks), p.items(it.Items), p.blocks(it.Tail)
		if it.Withheld() != c.Withheld() { // it has words, though none that are kept
			c.Blocks = []*Block{p.bare(it.everyBlock()[0])}
		}
		kept[i] = &c
	}
	return kept
}

// everyBlock are the top blocks of the item's own.
func (it *Item) everyBlock() []*Block { return slices.Concat(it.Blocks, it.Tail) }

func (p pruner) blocks(all []*Block) []*Block {
	var kept []*Block
	for _, b := range all {
		switch in := p.blocks(b.Blocks); {
		case !p.keep[b] && b.Role == RoleNone && standAlone(in):
			kept = append(kept, in...)
		case p.keep[b] || len(in) > 0:
			kept = append(kept, p.copied(b, in))
		}
	}
	return kept
}

// standAlone says whether an address can name each of some blocks without the block around them.
func standAlone(blocks []*Block) bool {
	return !slices.ContainsFunc(blocks, func(b *Block) bool { return b.ID == "" })
}

// copied is a block with those of the blocks inside that are kept. One that is left out stays, without words, where the level of
// the block as a whole is told by it alone.
func (p pruner) copied(b *Block, in []*Block) *Block {
	c := p.bare(b)
	if text := b.Text(); p.words[b] && text != "" {
		c.Spans = []Span{{Text: text, Line: b.Line, Column: b.Column}}
	}
	c.Blocks = in
	if strictest := strictestOf(b); strictest.Level != strictestOf(c).Level {
		c.Blocks = append(c.Blocks, p.bare(strictest))
	}
	p.made[b] = c
	return c
}

func (p pruner) bare(b *Block) *Block {
	c := *b
	c.Spans, c.Blocks = nil, nil
	return &c
}

// strictestOf is the first block of the strictest level among b and the blocks inside it.
func strictestOf(b *Block) *Block {
	strictest := b
	b.Walk(func(in *Block) {
		if policy.Stricter(in.Level, strictest.Level) != strictest.Level {
			strictest = in
		}
	})
	return strictest
}
