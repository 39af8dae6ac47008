package minutes

import (
	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// deepest bounds how deeply blocks and items may stand in each other where they are read; documents have less.
const deepest = 400

// AppendTo writes the document, whole or an outline, for Decode. It is for the same program: nothing in it says of what
// version it is.
func (m *Minutes) AppendTo(dst []byte) []byte {
	c := &coder{writes: true, out: dst, known: map[string]int{}, numbers: map[*Block]int{}}
	blocks, spans := sizeOf(m)
	c.uint(&blocks)
	c.uint(&spans)
	c.minutes(m)
	return c.out
}

// Decode reads what AppendTo wrote. The strings of the document are parts of data.
func Decode(data string) (*Minutes, error) {
	c := &coder{in: data}
	var blocks, spans uint64
	c.uint(&blocks)
	c.uint(&spans)
	if blocks > uint64(len(c.in)) || spans > uint64(len(c.in)) {
		return nil, ErrDamaged
	}
	c.slab, c.spans = make([]Block, 0, blocks), make([]Span, 0, spans)
	m := &Minutes{}
	c.minutes(m)
	if c.failed || len(c.in) > 0 {
		return nil, ErrDamaged
	}
	return m, nil
}

// sizeOf counts blocks and spans; those that stand in no other place of the document than a reference to them are not.
func sizeOf(m *Minutes) (blocks, spans uint64) {
	m.Walk(func(b *Block) {
		blocks++
		spans += uint64(len(b.Spans))
	})
	return blocks, spans
}

func (c *coder) minutes(m *Minutes) {
	c.texts(&m.File)
	c.outlined(m)
	c.meeting(&m.Meeting)
	c.classification(&m.Classification)
	listed(c, &m.Preamble, (*coder).inner)
	listed(c, &m.Items, (*coder).item)
	listed(c, &m.Attendance, (*coder).attendee)
	listed(c, &m.Apologies, (*coder).attendee)
	listed(c, &m.Next, func(c *coder, n *NextMeeting) { c.texts(&n.Date, &n.Series); c.int(&n.Line) })
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
	c.texts(&m.outline.abbreviations, &m.outline.links)
}

func (c *coder) level(l *policy.Level) {
	u := uint64(*l)
	c.uint(&u)
	*l = policy.Level(u)
}

func (c *coder) meeting(m *Meeting) {
	c.texts(&m.ID, &m.Group, &m.GroupName, &m.Number, &m.Document, &m.Title, &m.Date, &m.Start, &m.End, &m.Venue, &m.Version, &m.Series)
}

func (c *coder) classification(l *Classification) {
	c.level(&l.Level)
	c.level(&l.Strictest)
	c.texts(&l.Written, &l.Statement)
	c.int(&l.Line)
}

func (c *coder) item(at **Item) {
	if !c.writes {
		*at = &Item{}
	}
	it := *at
	if !c.enters() {
		return
	}
	c.texts(&it.Number, &it.Title)
	c.head(&it.Head)
	c.int(&it.Line)
	c.level(&it.Level)
	c.flags(&it.Stub)
	listed(c, &it.Blocks, (*coder).inner)
	listed(c, &it.Items, (*coder).item)
	listed(c, &it.Tail, (*coder).inner)
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
	c.texts(&a.Name, &a.Representing, &a.Role, &a.AlternateFor)
	listed(c, &a.Items, (*coder).string)
	c.flags(&a.Member)
	c.int(&a.Line)
}

func (c *coder) reference(r *Reference) {
	named(c, &r.Kind)
	c.texts(&r.ID, &r.Written, &r.Item)
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
	c.texts(&a.ID, &a.Written, &a.Text)
	listed(c, &a.Owners, (*coder).string)
	c.string(&a.Item)
	c.block(&a.Block)
	c.int(&a.Line)
	c.int(&a.Column)
	c.texts(&a.Raised, &a.Due, &a.DueMeeting, &a.Target, &a.Revised)
	named(c, &a.Status)
	c.string(&a.Update)
	c.block(&a.UpdateRow)
}

func (c *coder) decision(d *Decision) {
	c.texts(&d.Verb, &d.Text, &d.Item)
	c.block(&d.Block)
	c.int(&d.Line)
	c.int(&d.Column)
}

func (c *coder) subject(s *Subject) {
	named(c, &s.Kind)
	c.string(&s.ID)
	listed(c, &s.Spelt, (*coder).string)
	c.texts(&s.Title, &s.Parent, &s.Occurred)
}

func (c *coder) term(t *Term) {
	c.texts(&t.Term, &t.Expansion)
	c.block(&t.Block)
	c.int(&t.Line)
}

func (c *coder) finding(f *finding.Finding) {
	c.string(&f.File)
	c.int(&f.Line)
	c.int(&f.Column)
	named(c, &f.Code)
	named(c, &f.Severity)
	c.texts(&f.Message, &f.Hint)
}

func (c *coder) front(f *Front) {
	said := *f != Front{}
	if c.flags(&said); said {
		c.texts(&f.Kind, &f.Level, &f.Group, &f.Number, &f.Document, &f.Title, &f.Date, &f.Start, &f.End, &f.Venue, &f.Version, &f.Series,
			&f.Present, &f.Members, &f.Apologies, &f.Bodies, &f.Absent)
	}
}

func (c *coder) portion(p *Portion) {
	c.level(&p.Level)
	c.int(&p.From)
	c.int(&p.To)
	c.span(&p.Cut)
	c.texts(&p.Item, &p.Stub)
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
