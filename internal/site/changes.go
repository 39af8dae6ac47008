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
	Said     string     `json:"said"`    // what it did since then, or that it did nothing, with places for {since} and {did}
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
	Unchanged  string         `json:"unchanged"` // that actions were reported on and left as they were
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
		head: head{Title: b.words.Say("changes.title", "meeting", m.ID), Section: "meetings", Band: b.bandOf(append(toldIn(m), since)...),
			Crumbs: b.crumbs(b.meetingsLink(), b.groupLink(m.Minutes.Meeting.Group), b.meetingLink(m))},
		changes: b.changes(m), Since: b.neighbour(since), Previous: b.neighbourChanges(m.Previous), Next: b.neighbourChanges(m.Next),
	}
	if since != nil {
		for between := since.Next; between != m; between = between.Next {
			p.Between = append(p.Between, Link{b.words.Say("changes.what_changed_at", "meeting", between.ID), b.href(between.Path + "changes/")})
		}
	}
	if slices.ContainsFunc(slices.Concat(m.Raised, m.PassedOver), b.mayTurn) {
		p.Newest = b.whichNewest()
	}
	if p.Did != "" {
		p.Summary = b.words.Say("changes.summary", "meeting", m.ID, "did", p.Did)
	}
	p.Said = b.words.Say(begun(since != nil, p.Did != ""))
	return p
}

// begun is the key of what a meeting's changes begin with.
func begun(since, did bool) string {
	switch {
	case since && did:
		return "changes.since_did"
	case since:
		return "changes.since_nothing"
	case did:
		return "changes.first_did"
	}
	return "changes.first_nothing"
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
	text := b.words.Say("changes.this")
	if since := before(m); since != nil {
		text = b.words.Say("changes.since", "meeting", since.ID)
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
		c.Unchanged = b.words.Count("changes.unchanged", unchanged)
	}
	decisions, noted := b.ownDecisions(m)
	c.Decisions, c.Verbs = append(decisions, noted...), b.verbs(m.Decisions)
	for _, s := range m.First {
		c.Named = append(c.Named, b.namedLine(s))
	}
	c.Did = b.did(c, b.firstNamed(m.First))
	return c
}

// verbs counts decisions by their verb, in the order of the text.
func (b *builder) verbs(decisions []*record.Decision) string {
	counts := map[string]int{}
	var order []string
	for _, d := range decisions {
		if counts[d.Verb]++; counts[d.Verb] == 1 {
			order = append(order, d.Verb)
		}
	}
	for i, verb := range order {
		order[i] = b.words.Number(counts[verb]) + " " + verb
	}
	return b.words.List(order...)
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
		said = append(said, b.ofKind(k, counts[k]))
	}
	return b.words.List(said...)
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

// did says what a meeting did: "opened 3 actions, closed 2 and made 4 decisions". named are the subjects that it named
// first. The noun of the actions is said once, by the first that counts some.
func (b *builder) did(c changes, named string) string {
	var did []string
	add := func(key string, n int) {
		if n > 0 {
			did = append(did, b.words.Count(key, n))
		}
	}
	first := func(key, more string, n int) {
		if len(did) > 0 {
			key = more
		}
		add(key, n)
	}
	add("changes.did_open", len(c.Opened))
	first("changes.did_close", "changes.did_close_more", len(c.Closed))
	first("changes.did_reopen", "changes.did_reopen_more", len(c.Reopened))
	add("changes.did_move", len(c.Moved))
	add("changes.did_decide", len(c.Decisions))
	add("changes.did_pass_over", len(c.PassedOver))
	if named != "" {
		did = append(did, b.words.Say("changes.did_name", "subjects", named))
	}
	return b.words.List(did...)
}

func (b *builder) latestPage() latestPage {
	p := latestPage{head: head{Title: b.words.Say("changes.latest"), Section: "meetings",
		Crumbs: b.crumbs(b.meetingsLink())}}
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
