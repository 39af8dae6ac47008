package marked

import "fmt"

// block makes one block of any kind. Those that would run into what stands before them have a paragraph before
// them that no mark reaches from.
func (m *maker) block() []*part { return m.blockOf(m.between(0, blockKinds-1)) }

// blockKinds is how many kinds of block there are, and ways how a paragraph ends.
const (
	blockKinds = 17
	ways       = 7
)

func (m *maker) blockOf(kind int) []*part {
	switch kind {
	case 0, 1, 2, 3:
		return []*part{m.paragraph()}
	case 4, 5:
		return []*part{m.action()}
	case 6:
		return m.after(m.list(2))
	case 7:
		return []*part{m.quote()}
	case 8:
		return m.after(m.code(pick(m.dice, fence, indented, pre)))
	case 9:
		return m.after(m.actionTable())
	case 10:
		return m.after(m.table())
	case 11:
		return m.after(m.htmlTable())
	case 12:
		return []*part{m.withList()}
	case 13:
		return []*part{m.withColon()}
	case 14:
		return []*part{m.acrossPages()}
	case 15:
		return m.attached()
	}
	return []*part{m.unseen()}
}

// after puts a paragraph without a mark before a block.
func (m *maker) after(p *part) []*part { return []*part{m.plainly(), p} }

// plainly is a paragraph without a mark, or a short one.
func (m *maker) plainly() *part {
	p := &part{}
	p.texts = []string{m.sentence(p, "paragraph")}
	return p
}

func (m *maker) paragraph() *part { return m.paragraphOf(m.between(0, 9)) }

func (m *maker) paragraphOf(way int) *part {
	p := &part{}
	for range m.between(1, 3) {
		p.texts = append(p.texts, m.sentence(p, "paragraph"))
	}
	switch way {
	case 0:
		p.texts = append(p.texts, "See ["+m.say(p, "words of a link")+"](https://example.org/"+m.say(p, "target of a link")+").")
	case 1:
		file := m.newPaper()
		p.papers = append(p.papers, file)
		p.texts = append(p.texts, "![A "+m.say(p, "description of an image")+"]("+file.path+") hangs there.")
	case 2:
		p.texts = append(p.texts, "The "+m.term(p)+" was read.")
	case 3:
		p.texts = append(p.texts, "Incident "+m.incident(p)+" occurred, and "+m.mod(p)+" answers it.")
	case 4:
		p.texts = append(p.texts, "The HWC **AGREED** that the "+m.say(p, "decision")+" be closed.")
	case 5:
		p.texts = append(p.texts, "The <b>"+m.say(p, "inline HTML")+"</b> and the `"+m.say(p, "inline code")+"` were shown.")
	case 6:
		p.texts = append(p.texts, "It is "+unseen+"<!-- "+m.nobody("comment in a paragraph")+" -->"+unseen+" so.")
	}
	p.loose = m.percent(25)
	if m.mark(p); p.loose && p.at == len(p.texts) {
		p.loose = false // a mark alone on the last line would be one of what follows
	}
	return p
}

// say is a word of its own.
func (m *maker) say(p *part, field string) string {
	w, c := m.word(field)
	p.words = append(p.words, c)
	return w
}

func (m *maker) action() *part {
	p := &part{}
	p.texts = []string{m.raise(p)}
	if m.percent(30) {
		p.texts = append(p.texts, m.sentence(p, "words of an action"))
	}
	if l, ok := m.own(); ok { // ids stand first
		p.own, p.mark, p.at = l, m.markOf(l), pick(m.dice, 0, len(p.texts))
		p.mark = noColon(p.mark)
	}
	return p
}

func (m *maker) list(deep int) *part {
	p := &part{kind: list, ordered: m.percent(20)}
	p.loose = !p.ordered && m.percent(30) // a loose ordered one could be the agenda
	for range m.between(2, 4) {
		e := &part{kind: entry}
		e.texts = []string{m.sentence(e, "list item")}
		if m.mark(e); deep > 1 && m.percent(25) {
			in := m.list(deep - 1)
			in.ordered, in.loose = false, p.loose
			e.below = []*part{in}
		}
		p.below = append(p.below, e)
	}
	return p
}

func (m *maker) quote() *part {
	p := &part{kind: quote}
	for range m.between(1, 3) {
		p.texts = append(p.texts, m.sentence(p, "quote"))
	}
	return m.mark(p)
}

// code has lines that look like something else.
func (m *maker) code(k kind) *part {
	p := &part{kind: k}
	for range m.between(1, 4) {
		w := m.say(p, "code")
		p.texts = append(p.texts, pick(m.dice, "{\""+w+"\": 1}", "## 9. The "+w, "| "+w+" | 1 |", "# "+w, w+": a", "- "+w, "> "+w))
	}
	if m.mark(p); p.mark != "" && k == pre {
		p.mark = m.titleMark(p.own)
	}
	return p
}

// withList is a paragraph with a list directly after it, which a mark of the paragraph covers.
func (m *maker) withList() *part {
	p := m.paragraph()
	p.below = []*part{m.list(1)}
	return p
}

// withColon is a paragraph that ends with a colon, and what it speaks of.
func (m *maker) withColon() *part {
	p := m.plainly()
	p.texts = append(p.texts, "The HWC saw the "+m.say(p, "paragraph")+":")
	if m.mark(p); p.at == len(p.texts) {
		p.at = 0
	}
	p.below = []*part{m.follower()}
	return p
}

func (m *maker) follower() *part {
	switch m.between(0, 6) {
	case 0:
		return m.list(1)
	case 1:
		return m.code(fence)
	case 2:
		return m.code(indented)
	case 3:
		return m.quote()
	case 4:
		return m.table()
	case 5:
		return m.actionTable()
	}
	return m.paragraph()
}

// acrossPages is a paragraph whose last sentence goes on in the next.
func (m *maker) acrossPages() *part {
	p := m.plainly()
	p.texts = append(p.texts, fmt.Sprintf("Some of those who were there would rather keep the %s", m.say(p, "paragraph")))
	if m.mark(p); p.at == len(p.texts) {
		p.at = 0
	}
	next := &part{}
	next.texts = []string{"and the " + m.say(next, "continued sentence") + " as they were before."}
	p.below = []*part{next}
	return p
}

// attached is a mark on a line of its own directly above a block.
func (m *maker) attached() []*part {
	l, ok := m.own()
	if !ok || m.doc.meeting == "" { // alone on a page it may be the page's
		return []*part{m.quote()}
	}
	b := pick(m.dice, m.list, func(int) *part { return m.quote() }, func(int) *part { return m.code(fence) }, func(int) *part { return m.table() })(1)
	b.loose = false // else the mark would stand alone where the first entry is withheld
	return m.after(&part{kind: attached, own: l, mark: m.markOf(l), below: []*part{b}})
}

// unseen is what no reader is shown, or what decorates a page.
func (m *maker) unseen() *part {
	if m.percent(50) {
		return &part{kind: furniture, texts: []string{fmt.Sprintf("Page %d of 9", m.between(1, 9))}}
	}
	p := &part{kind: comment}
	p.texts = []string{"<!-- " + m.sentence(p, "comment") + " -->"}
	return p
}
