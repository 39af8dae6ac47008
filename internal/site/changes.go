package site

import (
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// changesPage answers what one meeting changed against the one before it.
type changesPage struct {
	head
	changes
	Since    *neighbour `json:"since"`   // nil for the first meeting here
	Between  []Link     `json:"between"` // what the meetings of other series changed meanwhile
	Previous *neighbour `json:"previous"`
	Next     *neighbour `json:"next"`
}

// changes is what a meeting changed, and how much of it, in words.
type changes struct {
	Meeting    Link           `json:"meeting"`
	Date       date           `json:"date"`
	Did        string         `json:"did"` // "opened 3 actions and closed 2"; "" for nothing
	Opened     []actionLine   `json:"opened"`
	Closed     []reportLine   `json:"closed"`
	Reopened   []reportLine   `json:"reopened"`
	Moved      []moveLine     `json:"moved"`
	Decisions  []decisionLine `json:"decisions"`
	Verbs      string         `json:"verbs"` // "2 AGREED and 5 NOTED"
	PassedOver []actionLine   `json:"passedover"`
	Named      []namedLine    `json:"named"`     // for the first time
	Unchanged  string         `json:"unchanged"` // "4 more actions"; reported on, and left as they were
}

// moveLine is an action that got another due date.
type moveLine struct {
	reportLine
	From date `json:"from"`
	To   date `json:"to"`
}

// namedLine is a subject, with what was said of it first where it has no title.
type namedLine struct {
	Subject Link     `json:"subject"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Said    *mention `json:"said"`
}

// latestPage is what the newest meeting of each group changed.
type latestPage struct {
	head
	Groups []latestChanges `json:"groups"`
	Others []Link          `json:"others"` // groups that met longer ago than those
}

type latestChanges struct {
	changes
	Group Link   `json:"group"`
	Href  string `json:"href"` // of all that the meeting changed
}

const (
	changesPath  = "/changes/"
	latestGroups = 24 // on one page
)

func (b *builder) changesPage(m *record.Meeting) changesPage {
	since := before(m)
	p := changesPage{
		head: head{Title: "What changed at " + m.ID, Section: "meetings", Band: b.bandOf(append(toldIn(m), since)...),
			Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")}, b.groupLink(m.Minutes.Meeting.Group), b.meetingLink(m))},
		changes: b.changes(m), Since: b.neighbour(since), Previous: b.neighbourChanges(m.Previous), Next: b.neighbourChanges(m.Next),
	}
	if since != nil {
		for between := since.Next; between != m; between = between.Next {
			p.Between = append(p.Between, Link{between.ID, b.href(between.Path + "changes/")})
		}
	}
	if slices.ContainsFunc(slices.Concat(m.Raised, m.PassedOver), b.mayTurn) {
		p.AsOf = b.day(b.record.AsOf)
	}
	if p.Did != "" {
		p.Summary = m.ID + " " + p.Did + "."
	}
	return p
}

// mayTurn says whether an action's status is told as of a day: what is closed or overdue stays so without another word.
func (b *builder) mayTurn(a *record.Action) bool {
	return a.Status != minutes.Closed && !a.Overdue(b.record.AsOf)
}

// before is the meeting that a meeting's changes are told against: the one of its series before it, else the
// one of its group; nil for the first.
func before(m *record.Meeting) *record.Meeting {
	for p := m.Previous; p != nil; p = p.Previous {
		if p.Minutes.Meeting.Series == m.Minutes.Meeting.Series {
			return p
		}
	}
	return m.Previous
}

// changesLink leads from a meeting to what it changed.
func (b *builder) changesLink(m *record.Meeting) *Link {
	text := "What this meeting changed"
	if since := before(m); since != nil {
		text = "What changed since " + since.ID
	}
	return &Link{text, b.href(m.Path + "changes/")}
}

func (b *builder) neighbourChanges(m *record.Meeting) *neighbour {
	n := b.neighbour(m)
	if n != nil {
		n.Href = b.href(m.Path + "changes/")
	}
	return n
}

// toldIn are a meeting and the meetings that say how the actions stand that it raised or passed over.
func toldIn(m *record.Meeting) []*record.Meeting {
	all := []*record.Meeting{m}
	for _, a := range slices.Concat(m.Raised, m.PassedOver) {
		all = append(all, a.Tellers()...)
	}
	return all
}

func (b *builder) changes(m *record.Meeting) changes {
	c := changes{Meeting: b.meetingLink(m), Date: b.day(dateOf(m))}
	for _, a := range m.Raised {
		c.Opened = append(c.Opened, b.shortAction(a))
	}
	for _, a := range m.PassedOver {
		c.PassedOver = append(c.PassedOver, b.shortAction(a))
	}
	unchanged := 0
	for _, u := range m.Updates {
		switch line := b.reportLine(u); {
		case u.Turned && u.Status == minutes.Closed:
			c.Closed = append(c.Closed, line)
		case u.Again:
			c.Reopened = append(c.Reopened, line)
		case u.Moved != nil:
			c.Moved = append(c.Moved, moveLine{line, b.day(u.Moved.From), b.day(u.Moved.To)})
		default:
			unchanged++
		}
	}
	if unchanged > 0 {
		c.Unchanged = prose.Count(unchanged, "other action", "other actions")
	}
	decisions, noted := b.ownDecisions(m)
	c.Decisions, c.Verbs = append(decisions, noted...), verbs(m.Decisions)
	for _, s := range m.First {
		c.Named = append(c.Named, b.namedLine(s))
	}
	c.Did = c.inWords(b.firstNamed(m.First))
	return c
}

// verbs counts decisions by their verb, in the order of the text.
func verbs(decisions []*record.Decision) string {
	counts := map[string]int{}
	var order []string
	for _, d := range decisions {
		if counts[d.Verb]++; counts[d.Verb] == 1 {
			order = append(order, d.Verb)
		}
	}
	for i, verb := range order {
		order[i] = prose.Number(counts[verb]) + " " + verb
	}
	return prose.List(order...)
}

// firstNamed counts subjects by their kind: "2 incidents and 1 modification".
func (b *builder) firstNamed(subjects []*record.Subject) string {
	counts := map[minutes.Kind]int{}
	var order []minutes.Kind
	for _, s := range subjects {
		if counts[s.Kind]++; counts[s.Kind] == 1 {
			order = append(order, s.Kind)
		}
	}
	var said []string
	for _, k := range order {
		said = append(said, prose.Count(counts[k], prose.Lower(b.label(k)), prose.Lower(b.plural(k))))
	}
	return prose.List(said...)
}

func (b *builder) shortAction(a *record.Action) actionLine {
	line := b.actionLine(a)
	line.Text = prose.Clip(a.Text, summaryLength)
	return line
}

// namedLine quotes the first mention of a subject that has no title.
func (b *builder) namedLine(s *record.Subject) namedLine {
	line := namedLine{Subject: b.subjectLink(s), Kind: b.label(s.Kind), Name: prose.Clip(s.Title, lineLength)}
	if first := s.Mentions[0]; line.Name == "" && len(first.Sentence) <= lineLength {
		said := b.mention(first)
		line.Said = &said
	}
	return line
}

// inWords says what the meeting did: "opened 3 actions, closed 2 and made 4 decisions". named are the subjects that
// it named first.
func (c changes) inWords(named string) string {
	var did []string
	noun := func(one, many string) func(n int) string {
		return func(n int) string { return prose.Count(n, one, many) }
	}
	of := noun("action", "actions") // said once, by the first that counts actions
	add := func(verb string, n int, of func(int) string) {
		if n > 0 {
			did = append(did, verb+" "+of(n))
		}
	}
	actions := func(verb string, n int) {
		add(verb, n, of)
		if n > 0 {
			of = prose.Number
		}
	}
	actions("opened", len(c.Opened))
	actions("closed", len(c.Closed))
	actions("reopened", len(c.Reopened))
	add("moved", len(c.Moved), noun("due date", "due dates"))
	add("made", len(c.Decisions), noun("decision", "decisions"))
	add("passed over", len(c.PassedOver), noun("open action", "open actions"))
	if named != "" {
		did = append(did, "named "+named+" for the first time")
	}
	return prose.List(did...)
}

func (b *builder) latestPage() latestPage {
	p := latestPage{head: head{Title: "What changed at the latest meetings", Section: "meetings",
		Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")})}}
	var told []*record.Meeting
	for _, g := range newestGroups(b.record.Groups) {
		m := g.Latest()
		switch {
		case m == nil:
		case len(p.Groups) == latestGroups:
			p.Others = append(p.Others, Link{groupTitle(g), b.href(m.Path + "changes/")})
		default:
			p.Groups = append(p.Groups, latestChanges{b.changes(m), Link{groupTitle(g), b.href(g.Path)}, b.href(m.Path + "changes/")})
			told = append(told, toldIn(m)...)
		}
	}
	p.Band = b.bandOf(told...)
	return p
}
