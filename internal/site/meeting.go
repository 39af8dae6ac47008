package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// meetingPage is the complete minutes of one meeting, after what they decided.
type meetingPage struct {
	head
	ID           string            `json:"id"`
	Body         string            `json:"body"` // the name of the group
	Group        Link              `json:"group"`
	Date         date              `json:"date"`
	Version      string            `json:"version"`
	Draft        string            `json:"draft"` // "draft v0.2" of one that was superseded
	Document     string            `json:"document"`
	Facts        []string          `json:"facts"`
	Decisions    []decisionLine    `json:"decisions"`
	Noted        []decisionLine    `json:"noted"` // those of the verb that says least
	Raised       []actionLine      `json:"raised"`
	Reports      []reportLine      `json:"reports"`
	Agenda       []agendaEntry     `json:"agenda"`
	Text         []part            `json:"text"`
	Source       string            `json:"source"`
	Previous     *neighbour        `json:"previous"`
	Next         *neighbour        `json:"next"`
	Superseded   []Link            `json:"superseded"`   // earlier versions
	SupersededBy *Link             `json:"supersededby"` // of a draft, the version that stands
	Redlines     []Link            `json:"redlines"`     // of each earlier version; of a draft, its own
	Event        string            `json:"event"`        // JSON-LD; "" where it would tell, or nothing is to be told
	Changes      *Link             `json:"changes"`      // "What changed since OPSG_48"; nil for a draft
	Approved     *Link             `json:"approved"`     // "OPSG_50, item 1", where these minutes were approved
	Mentions     []meetingMentions `json:"mentions"`     // of this meeting by others
	Words        []termLine        `json:"words"`        // the abbreviations used
	Notes        []noteLine        `json:"notes"`
}

// titleLength is about how many characters of an item's title the agenda shows; the item's own head shows all of it.
const titleLength = 110

// summaryLength is about how many characters of an action or a report a meeting's summary shows.
const summaryLength = 90

// neighbour is the meeting before or after in the group.
type neighbour struct {
	Link
	Date date `json:"date"`
}

// agendaEntry is one line of the agenda.
type agendaEntry struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	Href   string `json:"href"` // a fragment
	Sub    bool   `json:"sub"`
}

func (b *builder) meetingPage(m *record.Meeting) meetingPage {
	about, full := m.Minutes.Meeting, m.Full()
	p := meetingPage{
		head: head{Title: b.meetingTitle(m), Section: "meetings", Band: b.bandOf(m), Summary: b.meetingSummary(m),
			Crumbs: b.crumbs(b.meetingsLink(), b.groupLink(about.Group))},
		ID: m.ID, Body: m.GroupName(), Group: b.groupLink(about.Group), Date: b.day(about.Date), Version: about.Version,
		Document: about.Document, Facts: b.facts(full), Agenda: agenda(m.Minutes),
		Source: b.href(m.Path + "source/"), Previous: b.neighbour(m.Previous), Next: b.neighbour(m.Next),
		Mentions: b.byMeeting(m.Mentions), Words: b.wordsUsed(m, full),
	}
	notes := b.notes(m, full)
	p.Text, p.Notes = b.text(m, full, notes), b.noteLines(notes)
	p.Decisions, p.Noted = b.ownDecisions(m)
	for _, a := range m.Raised {
		p.Raised = append(p.Raised, b.shortAction(a))
	}
	for _, u := range m.Updates {
		p.Reports = append(p.Reports, b.reportLine(u))
	}
	for _, s := range m.Superseded {
		p.Superseded = append(p.Superseded, Link{b.versionOf(s), b.href(s.Path)})
		p.Redlines = append(p.Redlines, b.redlineLink(s))
	}
	if by := m.SupersededBy; by != nil {
		p.Draft = b.versionIn(m)
		p.SupersededBy = &Link{b.versionOf(by), b.href(by.Path)}
		p.Redlines = []Link{b.redlineLink(m)}
	} else {
		p.Changes, p.Event = b.changesLink(m), b.eventOf(m)
	}
	if d := m.Approval; d != nil {
		at := b.placeLink(d.Place)
		p.Approved = &at
	}
	return p
}

// ownDecisions are a meeting's decisions; those of the commonest verb of all minutes, which says the least
// ("NOTED"), stand apart where there are others.
func (b *builder) ownDecisions(m *record.Meeting) (decisions, noted []decisionLine) {
	least := b.commonestVerb()
	for _, d := range m.Decisions {
		if d.Verb == least {
			noted = append(noted, b.ownDecisionLine(d))
		} else {
			decisions = append(decisions, b.ownDecisionLine(d))
		}
	}
	if len(decisions) == 0 {
		return noted, nil
	}
	return decisions, noted
}

// meetingTitle is "OPSG_49, 24 May 2021".
func (b *builder) meetingTitle(m *record.Meeting) string {
	title := m.ID
	if d := b.day(dateOf(m)); d.Text != "" {
		title = b.words.Say("hit.meeting", "meeting", m.ID, "day", d.Text)
	}
	if m.SupersededBy != nil {
		title += " (" + b.versionIn(m) + ")"
	}
	return title
}

func (b *builder) meetingSummary(m *record.Meeting) string {
	return b.words.Say("meeting.summary", "group", m.GroupName(), "what", b.words.List(b.words.Count("count.decisions", len(m.Decisions)),
		b.words.Count("count.raised", len(m.Raised)), b.words.Count("count.reported_on", len(m.Updates))))
}

func (b *builder) versionOf(m *record.Meeting) string {
	return cmp.Or(m.Minutes.Meeting.Version, b.words.Say("meeting.earlier_version"))
}

// versionIn is a version within a sentence.
func (b *builder) versionIn(m *record.Meeting) string { return strings.ToLower(b.versionOf(m)) }

// facts are when, where and who, each a phrase.
func (b *builder) facts(m *minutes.Minutes) []string {
	when := m.Meeting.Start
	if when != "" && m.Meeting.End != "" {
		when = b.words.Say("meeting.time", "start", when, "end", m.Meeting.End)
	}
	all := []string{when, m.Meeting.Venue, b.present(m), b.apologies(m)}
	return slices.DeleteFunc(all, func(phrase string) bool { return phrase == "" })
}

// apologies says how many sent some; "" for none.
func (b *builder) apologies(m *minutes.Minutes) string {
	if m.Presence.Apologies == 0 {
		return ""
	}
	return together(b.words.Count("count.apologies", m.Presence.Apologies))
}

// present is how many were there, how many of them members where not all or none are told to be, and from whom where the
// minutes as the site shows them name no people; "" for nobody.
func (b *builder) present(m *minutes.Minutes) string {
	p := m.Presence
	if p.People == 0 {
		return ""
	}
	said := together(b.words.Count("count.present", p.People))
	if p.Members != 0 && p.Members != p.People {
		said += " (" + together(b.words.Count("count.members", p.Members)) + ")"
	}
	var bodies []string
	for _, from := range p.Bodies {
		bodies = append(bodies, together(from.Name+" ("+strconv.Itoa(from.People)+")"))
	}
	if len(m.Attendance) > 0 || len(bodies) == 0 {
		return said
	}
	return b.words.Say("meeting.present_from", "present", said, "bodies", b.words.List(bodies...))
}

func agenda(m *minutes.Minutes) []agendaEntry {
	var all []agendaEntry
	var add func(items []*minutes.Item, sub bool)
	add = func(items []*minutes.Item, sub bool) {
		for _, it := range items {
			if it.Head != nil && it.Head.ID != "" {
				all = append(all, agendaEntry{it.Number, prose.Clip(it.Title, titleLength), "#" + it.Head.ID, sub})
			}
			add(it.Items, true)
		}
	}
	add(m.Items, false)
	return all
}

func (b *builder) neighbour(m *record.Meeting) *neighbour {
	if m == nil {
		return nil
	}
	return &neighbour{b.meetingLink(m), b.day(dateOf(m))}
}

// lineHref is a line of the source view; the view as a whole for a line that it does not show.
func (b *builder) lineHref(m *record.Meeting, line int) string {
	first := max(m.Line, 1)
	href := b.href(m.Path + "source/")
	if line < first || line >= first+strings.Count(strings.TrimRight(m.Text(), "\n"), "\n")+1 {
		return href
	}
	return href + "#L" + strconv.Itoa(line)
}
