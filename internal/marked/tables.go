package marked

import "fmt"

// table has rows of which each, and each cell, may have a mark. No cell of a first column is empty, for such a row would
// continue the one before.
func (m *maker) table() *part {
	t := &part{kind: table, align: 3, below: []*part{m.columns("Berth", "Depth", "Remark")}}
	for range m.between(1, 4) {
		r := &part{kind: row}
		for range t.align {
			c := &part{kind: cell}
			c.texts = []string{m.say(c, "cell")}
			r.below = append(r.below, c)
		}
		m.rowMarks(r)
		t.below = append(t.below, r)
		if m.percent(20) {
			t.below = append(t.below, m.continuing(t.align))
		}
	}
	return m.tableMark(t)
}

// continuing is a row with an empty first cell.
func (m *maker) continuing(columns int) *part {
	r := &part{kind: row, goesOn: true, below: []*part{{kind: cell}}}
	for range columns - 1 {
		c := &part{kind: cell}
		c.texts = []string{m.say(c, "cell of a row that goes on")}
		r.below = append(r.below, c)
	}
	return r
}

func (m *maker) columns(names ...string) *part {
	r := &part{kind: row}
	for _, n := range names {
		r.below = append(r.below, &part{kind: cell, texts: []string{n}})
	}
	return r
}

// tableMark now and then marks the whole table in its head.
func (m *maker) tableMark(t *part) *part {
	if l, ok := m.own(); ok && m.percent(25) {
		t.own, t.mark = l, m.titleMark(l)
	}
	return t
}

// rowMarks marks a row in its first cell, and now and then another of its cells.
func (m *maker) rowMarks(r *part) {
	if l, ok := m.own(); ok && m.percent(60) {
		r.own, r.mark = l, m.titleMark(l)
	}
	if l, ok := m.own(); ok && m.percent(60) {
		c := r.below[m.between(1, len(r.below)-1)]
		if len(c.texts) > 0 {
			c.own, c.mark, c.at = l, m.titleMark(l), m.between(0, len(c.texts))
		}
	}
}

// actionTable reports on actions, some with a row of their update below them, some of those over a page break.
func (m *maker) actionTable() *part {
	t := &part{kind: table, align: 5, below: []*part{m.columns("Action ID", "Action", "Target Date", "Owner", "Status")}}
	for range m.between(1, 4) {
		r := &part{kind: row}
		for i := range t.align {
			c := &part{kind: cell}
			c.texts = []string{m.actionCell(c, i)}
			r.below = append(r.below, c)
		}
		m.rowMarks(r)
		t.below = append(t.below, r)
		if m.percent(30) {
			t.below = append(t.below, &part{kind: again})
		}
		if m.percent(50) {
			t.below = append(t.below, m.update(t.align))
		}
	}
	return m.tableMark(t)
}

func (m *maker) actionCell(c *part, column int) string {
	switch column {
	case 0:
		if m.percent(50) {
			return m.ownAction(c)
		}
		return pick(m.dice, m.actions...)
	case 1:
		return "The Dockmaster to mend the " + m.say(c, "words of an action") + "."
	case 2:
		return fmt.Sprintf("%d June 2025", m.between(1, 28))
	case 3:
		if m.percent(50) {
			return capital(m.say(c, "owner of an action"))
		}
		return "Dockmaster"
	}
	return pick(m.dice, "Open", "Closed")
}

// update is a row of one cell that fills the table's width.
func (m *maker) update(columns int) *part {
	c := &part{kind: cell}
	c.texts = []string{m.sentence(c, "update of an action")}
	r := &part{kind: row, goesOn: true, below: []*part{c}}
	for range columns - 1 {
		r.below = append(r.below, &part{kind: cell})
	}
	if l, ok := m.own(); ok && m.percent(40) {
		r.own, r.mark = l, m.titleMark(l)
	}
	return r
}

// htmlTable has a row on each line.
func (m *maker) htmlTable() *part {
	t := &part{kind: htmlTable, below: []*part{{kind: row, texts: []string{"Berth", "Depth"}}}}
	for range m.between(1, 3) {
		r := &part{kind: row}
		r.texts = []string{m.say(r, "cell of an HTML table"), m.say(r, "cell of an HTML table")}
		if l, ok := m.own(); ok {
			r.own, r.mark = l, m.titleMark(l)
		}
		t.below = append(t.below, r)
	}
	return t
}
