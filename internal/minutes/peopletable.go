package minutes

import "strings"

// isPeopleTable says whether a table's head has a column of names and one of bodies or roles; a table
// without words in its head is one if it has two columns and its second holds names.
func (r *reader) isPeopleTable(b *Block) bool {
	if b.Kind != Table || len(b.Blocks) == 0 || len(b.Blocks[0].Blocks) > 5 {
		return false
	}
	name, body, role := peopleColumns(b.Blocks[0])
	if name >= 0 {
		return body >= 0 || role >= 0 || len(b.Blocks[0].Blocks) == 1 || peopleLabel.MatchString(b.Blocks[0].Blocks[name].Text())
	}
	return false
}

func peopleColumns(head *Block) (name, body, role int) {
	name, body, role = -1, -1, -1
	for i, cell := range head.Blocks {
		switch text := cell.Text(); {
		case body < 0 && bodyHead.MatchString(text):
			body = i
		case role < 0 && roleHead.MatchString(text):
			role = i
		case name < 0 && nameHead.MatchString(text):
			name = i
		}
	}
	return name, body, role
}

// table reads a table of people. A blank category is that of the row before.
func (p *people) table(table *Block) {
	table.Role = RolePeople
	name, body, role := peopleColumns(table.Blocks[0])
	head := table.Blocks[0].Blocks[name].Text()
	switch {
	case apologyLabel.MatchString(head):
		p.label(head)
	case p.apologies:
	case memberLabel.MatchString(head):
		p.member = true
	case guestLabel.MatchString(head):
		p.member = false
	}
	p.carried = ""
	label := unnamedColumn(table.Blocks[0])
	before := p.apologies
	for _, row := range table.Blocks[1:] {
		if row.Role == RoleRepeated || row.Role == RoleFurniture || name >= len(row.Blocks) {
			continue
		}
		if label >= 0 && label < len(row.Blocks) && row.Blocks[label].Text() != "" {
			p.apologies = before || apologyLabel.MatchString(row.Blocks[label].Text())
		}
		p.row(row, name, body, role)
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

func (p *people) row(row *Block, name, body, role int) {
	cell := func(i int) string {
		if i < 0 || i >= len(row.Blocks) {
			return ""
		}
		return strings.TrimSpace(row.Blocks[i].Text())
	}
	if row.Blocks[0].Colspan > 1 || cell(name) == "" || body >= 0 && cell(name) == cell(body) {
		if text := row.Blocks[0].Text(); peopleLabel.MatchString(text) || memberLabel.MatchString(text) || guestLabel.MatchString(text) {
			p.label(text)
		} else if text != "" {
			p.carried = text
		}
		return
	}
	if category := cell(body); category != "" {
		p.carried = category
	}
	category := p.carried
	for _, one := range cellNames(row.Blocks[name]) {
		for _, person := range p.apart(one, category) {
			p.add(person, category, cell(role), row.Line)
		}
	}
}

// apart are the persons that commas part in one cell, where each part is a person's name and the body stands
// in its own column; otherwise the text as it is: "Ola Brand, Deputy Chair".
func (p *people) apart(text, body string) []string {
	parts := splitOutside(text, ",")
	if body == "" || len(parts) < 2 {
		return []string{text}
	}
	for _, part := range parts {
		if part = strings.TrimSpace(part); !personName.MatchString(part) || roleWords.MatchString(part) || p.r.isKnownOwner(part) {
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
