package minutes

import (
	"encoding/binary"
	"slices"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// deepest bounds how deeply blocks and items may stand in each other where they are read; documents have less.
const deepest = 400

// AppendTo writes the document, whole or an outline, for Decode. It is for the same program: nothing in it says of what
// version it is.
func (m *Minutes) AppendTo(dst []byte) []byte {
	c := &coder{writes: true, known: map[string]int{}, numbers: map[*Block]int{}}
	c.minutes(m)
	dst = slices.Grow(dst, len(c.written)+len(c.out)+64)
	for _, n := range c.sizes.each() {
		dst = binary.AppendUvarint(dst, *n)
	}
	dst = append(binary.AppendUvarint(dst, uint64(len(c.written))), c.written...)
	return append(dst, c.out...)
}

// Decode reads what AppendTo wrote. The strings of the document are parts of one text of its own; nothing of data is held.
func Decode(data string) (*Minutes, error) { return decoded(data, strings.Clone) }

// DecodeWithin does so for a document that is done with no later than data: its strings are parts of data.
func DecodeWithin(data string) (*Minutes, error) {
	return decoded(data, func(text string) string { return text })
}

func decoded(data string, own func(string) string) (*Minutes, error) {
	c := &coder{in: data}
	var length uint64
	for _, n := range c.sizes.each() {
		c.uint(n)
	}
	c.uint(&length)
	if length > uint64(len(c.in)) {
		return nil, ErrDamaged
	}
	c.text, c.in = own(c.in[:length]), c.in[length:]
	if !c.makeRoom() {
		return nil, ErrDamaged
	}
	m := &Minutes{}
	c.minutes(m)
	if c.failed || len(c.in) > 0 || c.taken < len(c.text) {
		return nil, ErrDamaged
	}
	return m, nil
}

// makeRoom makes what is to be read. Each takes a byte or more, so that there cannot be more than there are bytes.
func (c *coder) makeRoom() bool {
	for _, n := range c.sizes.each() {
		if *n > uint64(len(c.in)) {
			return false
		}
	}
	n := c.sizes
	c.blocks, c.spans, c.items = make([]Block, n.blocks), newArena[Span](n.spans), newArena[Item](n.items)
	c.within, c.agenda, c.texts = newArena[*Block](n.within), newArena[*Item](n.agenda), newArena[string](n.texts)
	c.strings = make([]string, 0, n.strings)
	return true
}

func (c *coder) minutes(m *Minutes) {
	c.each(&m.File)
	c.outlined(m)
	c.meeting(&m.Meeting)
	c.classification(&m.Classification)
	c.blockList(&m.Preamble)
	c.itemList(&m.Items)
	listed(c, &m.Attendance, (*coder).attendee)
	listed(c, &m.Apologies, (*coder).attendee)
	listed(c, &m.Next, func(c *coder, n *NextMeeting) { c.each(&n.Date, &n.Series); c.int(&n.Line) })
	listed(c, &m.References, (*coder).reference)
	listed(c, &m.Raised, (*coder).action)
	listed(c, &m.Updated, (*coder).action)
	listed(c, &m.Decisions, (*coder).decision)
	listed(c, &m.Incidents, (*coder).subject)
	listed(c, &m.Modifications, (*coder).subject)
	listed(c, &m.Glossary, (*coder).term)
	listed(c, &m.Findings, (*coder).finding)
	c.front(&m.Front)
	listed(c, &m.Hidden, (*coder).span)
	listed(c, &m.Portions, (*coder).portion)
	c.presence(&m.Presence)
	listed(c, &m.People, (*coder).span)
	c.flags(&m.PeopleInHead)
}

func (c *coder) outlined(m *Minutes) {
	is := m.outline != nil
	c.flags(&is)
	if !is {
		return
	}
	if !c.writes {
		m.outline = &outlined{}
	}
	c.level(&m.outline.strictest)
	c.each(&m.outline.abbreviations, &m.outline.links)
}

func (c *coder) level(l *policy.Level) {
	u := uint64(*l)
	c.uint(&u)
	*l = policy.Level(u)
}

func (c *coder) meeting(m *Meeting) {
	c.each(m.texts()...)
}

func (m *Meeting) texts() []*string {
	return []*string{&m.ID, &m.Group, &m.GroupName, &m.Number, &m.Document, &m.Title, &m.Date, &m.Start, &m.End, &m.Venue, &m.Version, &m.Series}
}

func (c *coder) classification(l *Classification) {
	c.level(&l.Level)
	c.level(&l.Strictest)
	c.each(&l.Written, &l.Statement)
	c.int(&l.Line)
}

func (c *coder) item(at **Item) {
	if c.sizes.items++; !c.writes {
		*at = &c.items.take(1)[0]
	}
	it := *at
	if !c.enters() {
		return
	}
	c.each(&it.Number, &it.Title)
	c.head(&it.Head)
	c.int(&it.Line)
	c.level(&it.Level)
	c.flags(&it.Stub)
	c.blockList(&it.Blocks)
	c.itemList(&it.Items)
	c.blockList(&it.Tail)
	c.depth--
}

// enters says whether what is read may stand one deeper.
func (c *coder) enters() bool {
	if c.depth++; c.depth > deepest && !c.writes {
		c.fail()
		return false
	}
	return true
}

func (c *coder) attendee(a *Attendee) {
	c.each(&a.Name, &a.Representing, &a.Role, &a.AlternateFor)
	c.textList(&a.Items)
	c.flags(&a.Member)
	c.int(&a.Line)
}

func (c *coder) reference(r *Reference) {
	named(c, &r.Kind)
	c.each(&r.ID, &r.Written, &r.Item)
	c.block(&r.Block)
	c.int(&r.Start)
	c.int(&r.End)
	c.span(&r.Sentence)
	c.int(&r.Line)
	c.int(&r.Column)
}

func (c *coder) span(r *Range) {
	c.int(&r.Start)
	c.int(&r.End)
}

func (c *coder) action(a *Action) {
	c.each(&a.ID, &a.Written, &a.Text)
	c.textList(&a.Owners)
	c.string(&a.Item)
	c.block(&a.Block)
	c.int(&a.Line)
	c.int(&a.Column)
	c.each(&a.Raised, &a.Due, &a.DueMeeting, &a.Target, &a.Revised)
	named(c, &a.Status)
	c.string(&a.Update)
	c.block(&a.UpdateRow)
}

func (c *coder) decision(d *Decision) {
	c.each(&d.Verb, &d.Text, &d.Item)
	c.block(&d.Block)
	c.int(&d.Line)
	c.int(&d.Column)
}

func (c *coder) subject(s *Subject) {
	named(c, &s.Kind)
	c.string(&s.ID)
	c.textList(&s.Spelt)
	c.each(&s.Title, &s.Parent, &s.Occurred)
}

func (c *coder) term(t *Term) {
	c.each(&t.Term, &t.Expansion)
	c.block(&t.Block)
	c.int(&t.Line)
}

func (c *coder) finding(f *finding.Finding) {
	c.string(&f.File)
	c.int(&f.Line)
	c.int(&f.Column)
	named(c, &f.Code)
	named(c, &f.Severity)
	c.each(&f.Message, &f.Hint)
}

func (c *coder) front(f *Front) {
	said := *f != Front{}
	if c.flags(&said); said {
		c.each(f.texts()...)
	}
}

func (f *Front) texts() []*string {
	return []*string{&f.Kind, &f.Level, &f.Group, &f.Number, &f.Document, &f.Title, &f.Date, &f.Start, &f.End, &f.Venue, &f.Version, &f.Series,
		&f.Present, &f.Members, &f.Apologies, &f.Bodies, &f.Absent}
}

func (c *coder) portion(p *Portion) {
	c.level(&p.Level)
	c.int(&p.From)
	c.int(&p.To)
	c.span(&p.Cut)
	c.each(&p.Item, &p.Stub)
	c.flags(&p.Cell, &p.Tight)
}

func (c *coder) presence(p *Presence) {
	c.int(&p.People)
	c.int(&p.Members)
	c.int(&p.Apologies)
	body := func(c *coder, b *Body) { c.string(&b.Name); c.int(&b.People) }
	listed(c, &p.Bodies, body)
	listed(c, &p.Absent, body)
}
