package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// subjectPage answers where an incident or a modification was discussed, and what came of it.
type subjectPage struct {
	head
	ID          string            `json:"id"`
	Kind        string            `json:"kind"`  // "Incident"
	Name        string            `json:"name"`  // its title; "" if it was never given one
	About       *saying           `json:"about"` // where it has no title, the sentence that says most of it; nil for none
	Occurred    date              `json:"occurred"`
	Count       string            `json:"count"` // "4 mentions in 2 meetings, from 3 May 2026 to 9 July 2026"
	Last        *Link             `json:"last"`  // the place of the last mention; nil for none
	Aliases     []string          `json:"aliases"`
	Parent      Link              `json:"parent"`
	Parts       []Link            `json:"parts"`
	Outside     string            `json:"outside"` // its page elsewhere
	Related     []relation        `json:"related"`
	RelatedOf   string            `json:"relatedof"`   // as of the decisions
	Decided     []decisionLine    `json:"decided"`     // decisions that name it
	DecidedOf   string            `json:"decidedof"`   // as of the others
	Decisions   []decisionLine    `json:"decisions"`   // others in the items that name it
	DecisionsOf string            `json:"decisionsof"` // "The newest 24 of 130."; "" where all are there
	ActionsOf   string            `json:"actionsof"`   // likewise of the actions
	Actions     []actionLine      `json:"actions"`
	Mentions    []meetingMentions `json:"mentions"`
	Earlier     []Link            `json:"earlier"` // meetings that mention it, before those
	Omitted     string            `json:"omitted"` // "20 before those."; "" for none
}

// saying is a sentence of the minutes with its place.
type saying struct {
	mention
	Place string `json:"place"` // "OPSG_49, item 3.1"
}

// relation is another subject and the sentence that names both.
type relation struct {
	Subject Link    `json:"subject"`
	Name    string  `json:"name"`
	Reason  string  `json:"reason"` // "caused by"; "" where no known words tell
	Why     mention `json:"why"`
	Place   string  `json:"place"` // of that sentence
}

func (b *builder) subjectPage(s *record.Subject) subjectPage {
	meetings := meetingsOf(s.Mentions)
	section := b.sectionOf(s.Kind)
	p := subjectPage{
		head: head{Title: s.ID, Section: section, Summary: b.subjectSummary(s), Band: b.bandOf(meetings...),
			Crumbs: b.crumbs(Link{b.plural(s.Kind), b.href("/" + section + "/")})},
		ID: s.ID, Kind: b.label(s.Kind), Name: s.Title, Occurred: b.day(s.Occurred), Aliases: firstOf(s.Aliases, mostNamed),
		Outside: outside(b.kind(s.Kind).URL, s.ID),
		Count:   b.discussed(s, meetings),
	}
	p.Omitted, p.Earlier, p.Mentions = b.lately(b.byMeeting(s.Mentions))
	if n := len(s.Mentions); n > 1 {
		last := b.placeLink(s.Mentions[n-1].Place)
		p.Last = &last
	}
	p.Tab = b.words.Say("subject.tab", "kind", p.Kind, "id", s.ID)
	if s.Title != "" {
		p.Tab = b.words.Say("subject.tab_titled", "id", s.ID, "title", prose.Clip(s.Title, tabLength))
	}
	if s.Title == "" {
		p.About = b.about(s)
	}
	if s.Parent != nil {
		p.Parent = b.subjectLink(s.Parent)
	}
	for _, part := range firstOf(s.Parts, mostNamed) {
		p.Parts = append(p.Parts, b.subjectLink(part))
	}
	var related []relation
	for _, r := range lastOf(s.Related, mostNear) {
		related = append(related, relation{b.subjectLink(r.Subject), r.Subject.Title, b.whyRelated(s, r), b.mention(r.Why), b.placeLink(r.Why.Place).Text})
	}
	if p.Related, p.RelatedOf = newest(b, related, nearBytes); len(p.Related) < len(s.Related) {
		p.RelatedOf = b.newestOf(len(p.Related), len(s.Related))
	}
	p.Decided, p.DecidedOf = newest(b, b.decisionLines(s.Decisions), nearBytes)
	decisions, actions := b.nearSubject(s)
	p.Decisions, p.DecisionsOf = newest(b, decisions, nearBytes)
	p.Actions, p.ActionsOf = newest(b, actions, nearBytes)
	return p
}

const (
	mostNear  = 24    // reports, decisions, actions or subjects that the page of a record shows of one kind
	nearBytes = 5_000 // about, of each kind
	lifeBytes = 7_500 // about, of what was reported on an action
	mostNamed = 60    // links to other records in a row
)

func firstOf[T any](all []T, n int) []T { return all[:min(len(all), n)] }

func lastOf[T any](all []T, n int) []T { return all[max(0, len(all)-n):] }

// newest are the last of a list by date, and how many of all these are where some are left out: at most so many, and
// about so many bytes, but always one.
func newest[T any](b *builder, all []T, bytes int) (last []T, of string) {
	from := len(all)
	for from > 0 && len(all)-from < mostNear && (bytes > 0 || from == len(all)) {
		from--
		if text, err := json.Marshal(all[from]); err == nil {
			bytes -= len(text)
		}
	}
	if from == 0 {
		return all, ""
	}
	return all[from:], b.newestOf(len(all)-from, len(all))
}

func (b *builder) newestOf(n, all int) string {
	return b.words.Count("common.newest_of", n, "all", b.words.Number(all))
}

// discussed says how often a subject is mentioned, and when.
func (b *builder) discussed(s *record.Subject, meetings []*record.Meeting) string {
	mentions, in := b.words.Count("count.mentions", len(s.Mentions)), b.words.Count("count.meetings", len(unique(meetings)))
	if len(meetings) == 0 {
		return b.words.Say("subject.count", "mentions", mentions, "meetings", in)
	}
	first, last := together(b.day(dateOf(meetings[0])).Text), together(b.day(dateOf(meetings[len(meetings)-1])).Text)
	switch {
	case first == "" || last == "":
		return b.words.Say("subject.count", "mentions", mentions, "meetings", in)
	case first == last:
		return b.words.Say("subject.count_on", "mentions", mentions, "meetings", in, "day", last)
	}
	return b.words.Say("subject.count_from", "mentions", mentions, "meetings", in, "first", first, "last", last)
}

// nearSubject are the decisions and actions of the items that name the subject, but for the decisions that name
// it themselves.
func (b *builder) nearSubject(s *record.Subject) (decisions []decisionLine, actions []actionLine) {
	type itemOf struct {
		meeting *record.Meeting
		item    string
	}
	seen, own := map[itemOf]bool{}, map[*record.Decision]bool{}
	for _, d := range s.Decisions {
		own[d] = true
	}
	for _, m := range s.Mentions {
		at := itemOf{m.Meeting, m.ItemNumber()}
		if m.Item == nil || seen[at] {
			continue
		}
		seen[at] = true
		for _, d := range m.Meeting.Decisions {
			if d.ItemNumber() == at.item && !own[d] {
				decisions = append(decisions, b.decisionLine(d))
			}
		}
		for _, a := range m.Meeting.Raised {
			if a.Place != nil && a.Place.ItemNumber() == at.item {
				actions = append(actions, b.actionLine(a))
			}
		}
	}
	return decisions, actions
}

func (b *builder) subjectLink(s *record.Subject) Link { return Link{s.ID, b.href(s.Path)} }

func (b *builder) about(s *record.Subject) *saying {
	m := b.tellingOf(s)
	if m == nil {
		return nil
	}
	return &saying{b.mention(*m), b.placeLink(m.Place).Text}
}

// subjectSummary is the title of a subject, else the sentence that says most of it; "" if none does.
func (b *builder) subjectSummary(s *record.Subject) string {
	if s.Title != "" {
		return s.Title
	}
	if m := b.tellingOf(s); m != nil {
		return prose.Clip(recorded(m.Sentence), lineLength)
	}
	return ""
}

// sectionOf is the folder of a kind's register.
func (b *builder) sectionOf(k minutes.Kind) string {
	for _, other := range b.record.Others {
		if other.Rule.Kind == k {
			return strings.Trim(other.Path, "/")
		}
	}
	if k == minutes.KindIncident {
		return "incidents"
	}
	return "modifications"
}

// outside fills an id into the address of a kind's own register; "" where it has none.
func outside(address, id string) string {
	return strings.ReplaceAll(address, "{id}", url.PathEscape(id))
}

func dateOf(m *record.Meeting) string { return m.Minutes.Meeting.Date }

// unique drops repeated neighbours.
func unique(meetings []*record.Meeting) []*record.Meeting {
	return slices.Compact(slices.Clone(meetings))
}
