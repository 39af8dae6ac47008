package marked

import (
	"fmt"
	"strings"
	"time"
)

// meeting writes the minutes of one meeting, and now and then a draft of them, too.
func (m *maker) meeting(i int) {
	if m.percent(25) {
		m.minutes(m.held[i], true)
		if m.percent(30) {
			return
		}
	}
	m.minutes(m.held[i], false)
}

func (m *maker) minutes(s sitting, draft bool) {
	name, c := m.word("file name of minutes")
	d := &Document{File: name + ".md", Level: m.level(), Draft: draft, meeting: s.group + "_" + s.number, group: s.group, number: s.number, style: s.style, words: []*Canary{c}}
	m.a.Documents = append(m.a.Documents, d)
	m.doc, m.raised = d, 0
	m.definitions()
	m.writeBanner()
	m.frontMatter()
	m.head(s)
	if m.full {
		m.allItems()
	}
	for n := range m.between(2, 6) {
		if !m.full {
			d.items = append(d.items, m.item(fmt.Sprint(n+1), 2))
		}
	}
	m.next()
}

// writeBanner has the document's level.
func (m *maker) writeBanner() {
	d := m.doc
	d.banner = pick(m.dice, "This document is classified as **%s**.", "Classification: %s")
	if d.Level != Nobody {
		d.banner = fmt.Sprintf(d.banner, d.Level)
		return
	}
	d.banner = pick(m.dice, "This document is classified as **Mauve**.", "", "This document is classified as **Clear**.\n\nThis document is classified as **Red**.")
}

// frontMatter has keys that nobody is shown, and a title and a place.
func (m *maker) frontMatter() {
	d := m.doc
	if m.full || m.percent(40) {
		d.front = append(d.front, "title: Minutes of the "+m.itsOwn("title"))
	}
	if m.full || m.percent(40) {
		d.front = append(d.front, "venue: "+capital(m.itsOwn("venue"))+" House")
	}
	if m.full && !d.Draft {
		d.front = append(d.front, "version: Final as the "+m.itsOwn("version")+" has it")
	}
	m.frontHidden()
}

// itsOwn is a word of the document itself.
func (m *maker) itsOwn(field string) string {
	w, c := m.word(field)
	m.doc.words = append(m.doc.words, c)
	return w
}

func (m *maker) head(s sitting) {
	d := m.doc
	version := "Final Minutes"
	if d.Draft {
		version = "Draft v0.2"
	}
	for _, line := range []string{s.name + " Meeting", s.date.Format("2 January 2006") + ", " + s.group + "_" + s.number + s.date.Format("_0201"), version} {
		d.preamble = append(d.preamble, &part{texts: []string{line}})
	}
	if m.full || m.percent(70) {
		d.preamble = append(d.preamble, &part{texts: []string{"Attendees:"}}, m.people())
	}
}

// people is a table of those who came.
func (m *maker) people() *part {
	t := &part{kind: table, align: 2, below: []*part{m.columns("Attendee", "Representing")}}
	for range m.between(1, 4) {
		r := &part{kind: row}
		name, body := &part{kind: cell}, &part{kind: cell}
		name.texts = []string{pick(m.dice, "Ada", "Ben", "Cy", "Dot") + " " + capital(m.say(name, "name of a person"))}
		body.texts = []string{"Dockmaster"}
		if m.percent(40) {
			body.texts = []string{capital(m.say(body, "organisation"))}
		}
		r.below = []*part{name, body}
		m.rowMarks(r)
		t.below = append(t.below, r)
	}
	return t
}

// next announces the meeting to come, at the end of the last item.
func (m *maker) next() {
	p := &part{}
	p.texts = []string{"The next meeting is on " + m.day(p, "day of the next meeting") + "."}
	last := m.doc.items[len(m.doc.items)-1]
	for len(last.below) > 0 {
		last = last.below[len(last.below)-1]
	}
	last.parts = append(last.parts, m.mark(p))
}

// day is one of years to come that stands nowhere else.
func (m *maker) day(p *part, field string) string {
	for {
		d := time.Date(m.between(2031, 2098), time.Month(m.between(1, 12)), m.between(1, 28), 0, 0, 0, 0, time.UTC)
		if long := d.Format("2 January 2006"); !m.taken[long] {
			m.taken[long] = true
			p.words = append(p.words, &Canary{Field: field, Spelt: []string{strings.ToLower(long), d.Format(time.DateOnly), d.Format("20060102")}})
			return long
		}
	}
}

// item is a point of the agenda, with sub-items down to a depth.
func (m *maker) item(number string, deep int) *item {
	it := &item{number: number, title: "Report of the "}
	w, c := m.word("title of an item")
	it.title, it.words = it.title+capital(w), []*Canary{c}
	if m.percent(30) {
		it.title, it.words = pick(m.dice, "Lamp Report", "Minutes of the Last Meeting", "Tides"), nil
	}
	if l, ok := m.own(); ok && m.percent(60) {
		m.markItem(it, l)
	}
	for range m.between(0, 3) {
		it.parts = append(it.parts, m.block()...)
	}
	if l, ok := m.own(); ok && m.percent(25) && len(it.parts) > 0 && it.parts[0].kind == paragraph {
		it.parts = append(it.parts, &part{kind: rest, own: l, mark: m.markOf(l)})
		for range m.between(0, 2) {
			it.parts = append(it.parts, m.block()...)
		}
	}
	if deep > 1 && m.percent(30) {
		for n := range m.between(1, 3) {
			it.below = append(it.below, m.item(fmt.Sprintf("%s.%d", number, n+1), deep-1))
		}
	}
	return it
}

func (m *maker) markItem(it *item, l Level) {
	it.own, it.where = l, place(m.between(0, int(firstBlock)))
	switch it.where {
	case roundAfterTitle:
		if it.mark = "(" + l.String() + ")"; l == Nobody {
			it.where, it.mark = afterTitle, noColon(m.titleMark(l))
		}
	case underHeading, firstBlock:
		it.mark = m.lineMark(l, true)
	default:
		it.mark = noColon(m.titleMark(l))
	}
}

// page is a plain page.
func (m *maker) page() {
	name, c := m.word("file name of a page")
	d := &Document{File: name + ".md", Level: pick(m.dice, Levels...), words: []*Canary{c}}
	if m.banner != nil {
		d.Level = *m.banner
	}
	m.a.Documents = append(m.a.Documents, d)
	m.doc, m.raised = d, 0
	d.group, d.number = "HWC", "99"
	m.definitions()
	d.front = []string{"kind: page", "level: " + d.Level.String(), "title: About " + m.itsOwn("title of a page")}
	m.frontHidden()
	d.preamble = append(d.preamble, m.plainly())
	for range m.between(1, 4) {
		d.preamble = append(d.preamble, m.block()...)
	}
}

func (m *maker) frontHidden() {
	if m.full || m.percent(40) {
		m.doc.hidden = append(m.doc.hidden, "keeper: "+m.nobody("front matter"))
	}
}
