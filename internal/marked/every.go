package marked

import "fmt"

// every is an archive in which each level has minutes of which it is the banner, a page, and open minutes in which every
// kind of block has that level: by the mark of its item, or by its own.
func (m *maker) every() *Archive {
	m.full = true
	m.begin(2 * len(Levels))
	for i, l := range Levels {
		m.banner, m.force, m.share = &l, nil, -1
		m.minutes(m.held[2*i], m.percent(30))
		m.page()
		m.banner, m.force = new(Level), &l
		m.minutes(m.held[2*i+1], false)
	}
	m.former()
	m.a.settle()
	return m.a
}

// allItems are, without a forced level, an item with a few blocks of chance; with it one with every kind of block,
// all marked or in a marked item, and one more below.
func (m *maker) allItems() {
	it := &item{number: "1"}
	w, c := m.word("title of an item")
	it.title, it.words = "Report of the "+w, []*Canary{c}
	m.doc.items = append(m.doc.items, it)
	forced := m.force
	if forced == nil {
		for range 4 {
			it.parts = append(it.parts, m.block()...)
		}
		return
	}
	m.markItem(it, *forced)
	if m.percent(50) {
		it.own, it.mark, it.words = Clear, "", nil
		it.title = "Tides"
	} else {
		m.force = nil // the item's mark is enough
	}
	for kind := range blockKinds {
		it.parts = append(it.parts, m.blockOf(kind)...)
	}
	for way := range ways {
		it.parts = append(it.parts, m.paragraphOf(way))
	}
	m.force = forced
	for n := range 2 {
		m.doc.items = append(m.doc.items, m.item(fmt.Sprint(n+2), 1))
	}
}
