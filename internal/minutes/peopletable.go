package minutes

import (
	"regexp"
	"strings"
)

// peopleColumns are the places of the columns of a table of people, -1 for those that it does not have.
type peopleColumns struct {
	name, body, role int
	items            int // the agenda items they came for
	alternate        int // for whom they stand in
	mark             int // a tick for those who sent apologies, or a word for who was there
}

var (
	itemsHead     = regexp.MustCompile(`(?i)^\W*(?:agenda\s+)?items?(?:\s+(?:attended|presented|no\.?|numbers?))?\W*$`)
	alternateHead = regexp.MustCompile(`(?i)^\W*(?:alternate|deputy|proxy|deputising|standing in)\s+for\W*$`)
	markHead      = regexp.MustCompile(`(?i)^\W*(?:apologies|absent|present|attended|attendance|attending)\W*$`)
	absentMark    = regexp.MustCompile(`(?i)^\W*(?:apologies|apols?|absent|no|not present)\b|^[✗✘]$`)
)

func readPeopleColumns(head *Block) peopleColumns {
	c := peopleColumns{-1, -1, -1, -1, -1, -1}
	for i, cell := range head.Blocks {
		switch text := cell.Text(); {
		case c.body < 0 && bodyHead.MatchString(text):
			c.body = i
		case c.role < 0 && roleHead.MatchString(text):
			c.role = i
		case c.items < 0 && itemsHead.MatchString(text):
			c.items = i
		case c.alternate < 0 && alternateHead.MatchString(text):
			c.alternate = i
		case c.name < 0 && nameHead.MatchString(text):
			c.name = i
		case c.name >= 0 && c.mark < 0 && markHead.MatchString(text):
			c.mark = i
		}
	}
	return c
}

// isPeopleTable says whether a table's head has a column of names and one of bodies or roles, or a name for
// its people in the column of names.
func (r *reader) isPeopleTable(b *Block) bool {
	if b.Kind != Table || len(b.Blocks) == 0 || len(b.Blocks[0].Blocks) > 6 {
		return false
	}
	c := readPeopleColumns(b.Blocks[0])
	if c.name >= 0 {
		return c.body >= 0 || c.role >= 0 || len(b.Blocks[0].Blocks) == 1 || peopleLabel.MatchString(b.Blocks[0].Blocks[c.name].Text())
	}
	return false
}

// table reads a table of people. A blank category is that of the row before.
func (p *people) table(table *Block) {
	table.Role = RolePeople
	c := readPeopleColumns(table.Blocks[0])
	head := table.Blocks[0].Blocks[c.name].Text()
	switch {
	case apologyLabel.MatchString(head):
		p.label(head)
	case p.apologies && !peopleLabel.MatchString(head):
	case memberLabel.MatchString(head):
		p.member, p.apologies = true, false
	case guestLabel.MatchString(head):
		p.member, p.apologies = false, false
	}
	p.carried = ""
	label := unnamedColumn(table.Blocks[0])
	before := p.apologies
	for _, row := range table.Blocks[1:] {
		if row.Role == RoleRepeated || row.Role == RoleFurniture || c.name >= len(row.Blocks) {
			continue
		}
		if text := cellText(row, label); text != "" {
			p.apologies = before || apologyLabel.MatchString(text)
		}
		p.row(row, c, table.Blocks[0])
	}
	p.apologies = before
}

// unnamedColumn is the column without a name in which a table says what its rows are, -1 where it has none.
func unnamedColumn(head *Block) int {
	for i, cell := range head.Blocks {
		if len(head.Blocks) > 2 && strings.TrimSpace(cell.Text()) == "" {
			return i
		}
	}
	return -1
}

// cellText is the text of a row's cell, "" where it has none.
func cellText(row *Block, i int) string {
	if i < 0 || i >= len(row.Blocks) {
		return ""
	}
	return strings.TrimSpace(row.Blocks[i].Text())
}

func (p *people) row(row *Block, c peopleColumns, head *Block) {
	name, category := cellText(row, c.name), cellText(row, c.body)
	if row.Blocks[0].Colspan > 1 || name == "" || c.body >= 0 && name == category {
		if text := row.Blocks[0].Text(); peopleLabel.MatchString(text) || memberLabel.MatchString(text) || guestLabel.MatchString(text) {
			p.label(text)
		} else if text != "" {
			p.carried = text
		}
		return
	}
	if category != "" {
		p.carried = category
	}
	if category == "" && chairCategory.MatchString(cellText(row, c.role)) {
		p.carried = "" // a chair stands for nobody
	}
	category = p.carried
	before := p.apologies
	if mark := cellText(row, c.mark); mark != "" {
		p.apologies = before || absentMark.MatchString(mark) || apologyLabel.MatchString(cellText(head, c.mark))
	}
	for _, one := range cellNames(row.Blocks[c.name]) {
		for _, person := range p.apart(one, category) {
			p.addRow(person, category, row, c)
		}
	}
	p.apologies = before
}

// addRow adds a person with what the further columns say.
func (p *people) addRow(person, category string, row *Block, c peopleColumns) {
	role := cellText(row, c.role)
	if items := cellText(row, c.items); itemNumbers.MatchString(items) {
		role += " (items " + items + ")"
	}
	if other := cellText(row, c.alternate); other != "" && !nothing.MatchString(other) {
		role += " (alternate for " + other + ")"
	}
	p.add(person, category, role, row.Line)
}

// apart are the persons that commas part in one cell, where each part is a person's name and the body stands
// in its own column; otherwise the text as it is: "Ola Brand, Deputy Chair".
func (p *people) apart(text, body string) []string {
	parts := splitOutside(text, ",")
	if body == "" || len(parts) < 2 {
		return []string{text}
	}
	for _, part := range parts {
		if part = strings.TrimSpace(part); !personName.MatchString(part) || roleWords.MatchString(trailing.ReplaceAllString(part, "")) || p.r.isKnownOwner(part) {
			return []string{text}
		}
	}
	return parts
}

// cellNames are the names in a cell: one, or one a line.
func cellNames(cell *Block) []string {
	var names []string
	for _, l := range leafLines(cell) {
		names = append(names, splitOutside(l.text, ";")...)
	}
	return names
}
