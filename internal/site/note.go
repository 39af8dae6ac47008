package site

import (
	"slices"
	"strconv"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/markup"
	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// noteLine is what the reader of the minutes repaired or doubts, below the text and never in it.
type noteLine struct {
	ID     string `json:"id"`
	Place  Link   `json:"place"` // the mark in the text; without an address where it has none
	Text   string `json:"text"`
	Source Link   `json:"source"` // the line in the source view
}

// note is a finding that a reader should know of, and the block of the text that it is about; nil for none.
type note struct {
	finding finding.Finding
	number  int
	block   *minutes.Block
	item    *minutes.Item // nil before the agenda
	text    string
	source  Link
}

// notes are the repairs and doubts of a meeting's text, in its order.
func (b *builder) notes(m *record.Meeting, full *minutes.Minutes) []note {
	var all []note
	for _, f := range full.Findings {
		if f.Severity == finding.Advice && f.Code != "table-continued" {
			continue
		}
		n := note{finding: f, text: b.noteText(full, f), source: Link{b.words.Say("meeting.whole_source"), b.lineHref(m, f.Line)}}
		if f.Line > 0 {
			n.source.Text = b.words.Say("meeting.source_line", "n", f.Line)
		}
		all = append(all, n)
	}
	slices.SortStableFunc(all, func(x, y note) int { return x.finding.Line - y.finding.Line })
	places := placesIn(full)
	for i := range all {
		all[i].number = i + 1
		all[i].block, all[i].item = placeOf(places, all[i].finding.Line)
	}
	return all
}

// marks are the notes by the blocks that lead to them.
func (b *builder) marks(notes []note) map[*minutes.Block][]markup.Note {
	marks := map[*minutes.Block][]markup.Note{}
	for _, n := range notes {
		if n.block != nil {
			number := strconv.Itoa(n.number)
			marks[n.block] = append(marks[n.block], markup.Note{ID: "_n" + number, Href: "#_note" + number, Number: number,
				Label: b.words.Say("text.note", "n", n.number), Line: n.finding.Line})
		}
	}
	return marks
}

func (b *builder) noteLines(notes []note) []noteLine {
	var all []noteLine
	for _, n := range notes {
		number := strconv.Itoa(n.number)
		line := noteLine{ID: "_note" + number, Text: n.text, Source: n.source, Place: Link{Text: b.words.Say("meeting.whole")}}
		if n.block != nil {
			line.Place = Link{b.spot(record.Place{Item: n.item}), "#_n" + number}
		}
		all = append(all, line)
	}
	return all
}

// noteText says what was done or is in doubt, in words of the site where it has some for the rule, else in those of the
// finding and of its rule.
func (b *builder) noteText(m *minutes.Minutes, f finding.Finding) string {
	key := "note." + strings.ReplaceAll(string(f.Code), "-", "_")
	if f.Code == "action-prefix" {
		for _, a := range m.Raised {
			if a.Block != nil && a.Block.Line == f.Line && a.Written != a.ID {
				return b.words.Say(key, "written", a.Written, "read", a.ID)
			}
		}
	} else if b.words.Has(key) {
		return b.words.Say(key)
	}
	said := prose.Capital(f.Message) + "."
	if r, ok := finding.RuleOf(f.Code); ok {
		said += " " + r.Meanwhile
	}
	return said
}

// markable is a block that can carry a mark, in the order of the text.
type markable struct {
	block *minutes.Block
	item  *minutes.Item
}

// placesIn are the blocks of a document that can carry a mark.
func placesIn(m *minutes.Minutes) []markable {
	var all []markable
	add := func(it *minutes.Item, blocks ...*minutes.Block) {
		for _, b := range blocks {
			all = appendMarkable(all, it, b)
		}
	}
	var items func(of []*minutes.Item)
	items = func(of []*minutes.Item) {
		for _, it := range of {
			if it.Head != nil {
				all = append(all, markable{it.Head, it})
			}
			add(it, it.Blocks...)
			items(it.Items)
			add(it, it.Tail...)
		}
	}
	add(nil, m.Preamble...)
	items(m.Items)
	return all
}

func appendMarkable(all []markable, it *minutes.Item, b *minutes.Block) []markable {
	switch b.Kind {
	case minutes.Row:
		if b.Role != minutes.RoleHead && b.Role != minutes.RoleRepeated {
			all = append(all, markable{b, it})
		}
		return all // its cells carry none
	case minutes.Paragraph, minutes.Heading, minutes.ListItem, minutes.Code:
		all = append(all, markable{b, it})
	}
	for _, in := range b.Blocks {
		all = appendMarkable(all, it, in)
	}
	return all
}

// placeOf is the block that a line of the source stands in. A line that is shown nowhere, such as the head that a page
// break repeated, leads to what follows it.
func placeOf(all []markable, line int) (*minutes.Block, *minutes.Item) {
	if line == 0 {
		return nil, nil
	}
	for _, p := range all {
		if p.block.Line <= line && line <= max(p.block.EndLine, p.block.Line) && !holds(p.block, line) {
			return p.block, p.item
		}
	}
	for _, p := range all {
		if p.block.Line >= line {
			return p.block, p.item
		}
	}
	return nil, nil
}

// holds says whether a block within another that can carry a mark has the line.
func holds(b *minutes.Block, line int) bool {
	if b.Kind == minutes.Row {
		return false
	}
	return slices.ContainsFunc(b.Blocks, func(in *minutes.Block) bool {
		return in.Line <= line && line <= max(in.EndLine, in.Line)
	})
}
