package site

import (
	"cmp"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// homePage answers what is new and what is open.
type homePage struct {
	head
	Counts    []tally        `json:"counts"`
	Groups    []groupSummary `json:"groups"`
	Next      []announced    `json:"next"`
	Incidents []recent       `json:"incidents"`
	Decisions []decisionLine `json:"decisions"` // of the newest meeting of each group
	Changes   string         `json:"changes"`   // address of what changed at the latest meetings
}

// tally is a number that leads to what it counts.
type tally struct {
	Link
	Count string `json:"count"`
	Class string `json:"class"` // of a status, for its colour; "" for none
}

// groupSummary is a group and what its latest meeting did.
type groupSummary struct {
	Group  Link        `json:"group"`
	Name   string      `json:"name"`
	Latest meetingLine `json:"latest"`
	Held   bool        `json:"held"` // whether there is a latest meeting
}

// announced is a meeting to come.
type announced struct {
	Date    date   `json:"date"`
	Group   Link   `json:"group"`
	Series  string `json:"series"`
	Meeting Link   `json:"meeting"` // where it was announced
}

// recent is a subject that was discussed lately; Meeting leads to the spot.
type recent struct {
	Subjects []Link `json:"subjects"` // several where one sentence names them
	Text     string `json:"text"`     // what was said last
	Date     date   `json:"date"`
	Meeting  Link   `json:"meeting"`
	Spot     string `json:"spot"`
}

const recentRows = 6

func (b *builder) homePage() homePage {
	r := b.record
	p := homePage{
		head:   head{Title: b.look.Title, Summary: b.look.Description, Band: b.wholeBand(), AsOf: b.day(r.AsOf), Feeds: b.feedsFor("/")},
		Counts: b.tallies(), Next: b.announcedAfter(r.AsOf, r.Groups...), Incidents: b.recentIncidents(),
	}
	for _, g := range newestGroups(r.Groups) {
		s := groupSummary{Group: Link{g.ID, b.href(g.Path)}, Name: g.Name}
		if m := g.Latest(); m != nil {
			s.Latest, s.Held = b.meetingLine(m), true
		}
		p.Groups = append(p.Groups, s)
	}
	p.Decisions, p.Changes = b.newestDecisions(), b.href(changesPath)
	return p
}

func (b *builder) tallies() []tally {
	open, overdue := 0, 0
	for _, a := range b.record.Actions {
		if a.Status != minutes.Closed {
			open++
		}
		if a.Overdue(b.record.AsOf) {
			overdue++
		}
	}
	r := b.record
	all := []tallied{
		{len(r.Meetings), b.words.Count("front.meetings", len(r.Meetings)), "/meetings/", ""},
		{open, b.words.Count("front.open", open), "/actions/open/", "open"},
		{overdue, b.words.Count("front.overdue", overdue), "/actions/overdue/", "overdue"},
		{len(r.Decisions), b.words.Count("front.decisions", len(r.Decisions)), "/decisions/", ""},
		b.tallyOf(minutes.KindIncident, len(r.Incidents), "/incidents/"),
		b.tallyOf(minutes.KindModification, len(r.Modifications), "/modifications/"),
	}
	for _, k := range r.Others {
		all = append(all, b.tallyOf(k.Rule.Kind, len(k.Subjects), k.Path))
	}
	return b.someTallies(all)
}

// tallied is a number of something, what so many are called, and where they are.
type tallied struct {
	n               int
	noun, to, class string
}

func (b *builder) tallyOf(k minutes.Kind, n int, to string) tallied {
	return tallied{n, b.nounOf(k, n), to, ""}
}

// someTallies are those of which there is something.
func (b *builder) someTallies(of []tallied) []tally {
	var all []tally
	for _, t := range of {
		if t.n > 0 {
			all = append(all, tally{Link{t.noun, b.href(t.to)}, b.words.Number(t.n), t.class})
		}
	}
	return all
}

// announcedAfter are the next meetings that the latest minutes of the groups announce, soonest first.
func (b *builder) announcedAfter(asOf string, groups ...*record.Group) []announced {
	var all []announced
	for _, g := range groups {
		m := g.Latest()
		if m == nil {
			continue
		}
		for _, n := range m.Minutes.Next {
			if n.Date > asOf {
				all = append(all, announced{b.day(n.Date), Link{g.ID, b.href(g.Path)}, n.Series, b.meetingLink(m)})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y announced) int { return cmp.Compare(x.Date.ISO, y.Date.ISO) })
	return all
}

// recentIncidents are the incidents mentioned last, newest first.
func (b *builder) recentIncidents() []recent {
	subjects := slices.Clone(b.record.Incidents)
	slices.SortStableFunc(subjects, func(x, y *record.Subject) int { return cmp.Compare(lastMention(y), lastMention(x)) })
	var all []recent
	for _, s := range subjects[:min(len(subjects), recentRows)] {
		if len(s.Mentions) == 0 {
			continue
		}
		last := b.lastSaid(s)
		said := recent{[]Link{b.subjectLink(s)}, prose.Clip(recorded(last.Sentence), lineLength), b.day(dateOf(last.Meeting)),
			Link{last.Meeting.ID, b.href(last.URL())}, b.spot(last.Place)}
		same := slices.IndexFunc(all, func(r recent) bool { return r.Text == said.Text && r.Meeting == said.Meeting })
		if same >= 0 {
			all[same].Subjects = append(all[same].Subjects, said.Subjects...)
		} else {
			all = append(all, said)
		}
	}
	return all
}

// lastSaid is the mention of the last meeting that says most of the subject, or else the very last one.
func (b *builder) lastSaid(s *record.Subject) record.Mention {
	last := s.Mentions[len(s.Mentions)-1]
	first := slices.IndexFunc(s.Mentions, func(m record.Mention) bool { return m.Meeting == last.Meeting })
	if m := b.telling(s.Kind, s.Mentions[first:]); m != nil {
		return *m
	}
	return last
}

func lastMention(s *record.Subject) string {
	if len(s.Mentions) == 0 {
		return ""
	}
	return dateOf(s.Mentions[len(s.Mentions)-1].Meeting)
}

// newestGroups orders groups by their latest meeting, newest first.
func newestGroups(groups []*record.Group) []*record.Group {
	all := slices.Clone(groups)
	met := func(g *record.Group) string {
		if m := g.Latest(); m != nil {
			return dateOf(m)
		}
		return ""
	}
	slices.SortStableFunc(all, func(x, y *record.Group) int { return cmp.Compare(met(y), met(x)) })
	return all
}

// newestDecisions are the newest ones worth a place on the home page: those of the commonest verb, which
// says the least ("NOTED"), stand back where there are others.
func (b *builder) newestDecisions() []decisionLine {
	least := b.commonestVerb()
	var all []decisionLine
	for _, m := range slices.Backward(b.record.Meetings) {
		for _, d := range m.Decisions {
			if len(all) == recentRows {
				return all
			}
			if d.Verb != least {
				all = append(all, b.decisionLine(d))
			}
		}
	}
	return all
}
