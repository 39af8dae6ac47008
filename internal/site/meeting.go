package site

import (
	"strconv"
	"strings"

	"minutebook/internal/finding"
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
	Changes      *Link             `json:"changes"`      // "What changed since OPSG_48"; nil for a draft
	Approved     *Link             `json:"approved"`     // "OPSG_50, item 1", where these minutes were approved
	Mentions     []meetingMentions `json:"mentions"`     // of this meeting by others
	Words        []termLine        `json:"words"`        // the abbreviations used
	Notes        []note            `json:"notes"`
}

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

// note is what the reader of the minutes repaired or doubts, beside the text and never in it.
type note struct {
	Href    string `json:"href"` // the line in the source view
	Where   string `json:"where"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

func (b *builder) meetingPage(m *record.Meeting) meetingPage {
	about := m.Minutes.Meeting
	p := meetingPage{
		head: head{Title: meetingTitle(m), Section: "meetings", Band: b.bandOf(m), Summary: meetingSummary(m),
			Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")}, b.groupLink(about.Group))},
		ID: m.ID, Body: m.GroupName(), Group: b.groupLink(about.Group), Date: b.day(about.Date), Version: about.Version,
		Document: about.Document, Facts: facts(m.Minutes), Agenda: agenda(m.Minutes), Text: b.text(m),
		Source: b.href(m.Path + "source/"), Previous: b.neighbour(m.Previous), Next: b.neighbour(m.Next),
		Mentions: b.byMeeting(m.Mentions), Words: b.wordsUsed(m), Notes: b.notes(m),
	}
	p.Decisions, p.Noted = b.ownDecisions(m)
	for _, a := range m.Raised {
		p.Raised = append(p.Raised, b.shortAction(a))
	}
	for _, u := range m.Updates {
		p.Reports = append(p.Reports, b.reportLine(u))
	}
	for _, s := range m.Superseded {
		p.Superseded = append(p.Superseded, Link{versionOf(s), b.href(s.Path)})
		p.Redlines = append(p.Redlines, b.redlineLink(s))
	}
	if by := m.SupersededBy; by != nil {
		p.Draft = strings.ToLower(versionOf(m))
		p.SupersededBy = &Link{versionOf(by), b.href(by.Path)}
		p.Redlines = []Link{b.redlineLink(m)}
	} else {
		p.Changes = b.changesLink(m)
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
func meetingTitle(m *record.Meeting) string {
	title := m.ID
	if d := prose.Day(dateOf(m)); d != "" {
		title += ", " + d
	}
	if m.SupersededBy != nil {
		title += " (" + strings.ToLower(versionOf(m)) + ")"
	}
	return title
}

func meetingSummary(m *record.Meeting) string {
	return "Minutes of the " + m.GroupName() + ": " + prose.List(prose.Count(len(m.Decisions), "decision", "decisions"),
		prose.Count(len(m.Raised), "action raised", "actions raised"),
		prose.Count(len(m.Updates), "action reported on", "actions reported on")) + "."
}

func versionOf(m *record.Meeting) string {
	if v := m.Minutes.Meeting.Version; v != "" {
		return v
	}
	return "Earlier version"
}

// facts are when, where and who, each a phrase.
func facts(m *minutes.Minutes) []string {
	var all []string
	add := func(phrase string) {
		if phrase != "" {
			all = append(all, phrase)
		}
	}
	switch about := m.Meeting; {
	case about.Start != "" && about.End != "":
		add(about.Start + " to " + about.End)
	default:
		add(about.Start)
	}
	add(m.Meeting.Venue)
	if p := m.Presence; p.People > 0 {
		add(together(prose.Number(p.People)+" present") + ofMembers(p) + fromBodies(m))
	}
	if n := m.Presence.Apologies; n > 0 {
		add(together(prose.Count(n, "apology", "apologies")))
	}
	return all
}

// fromBodies says whom those present represent, where the minutes as the site shows them name no people.
func fromBodies(m *minutes.Minutes) string {
	var bodies []string
	for _, b := range m.Presence.Bodies {
		bodies = append(bodies, together(b.Name+" ("+strconv.Itoa(b.People)+")"))
	}
	if len(m.Attendance) > 0 || len(bodies) == 0 {
		return ""
	}
	return " from " + prose.List(bodies...)
}

// ofMembers says how many of those present are members, where not all or none are told to be.
func ofMembers(p minutes.Presence) string {
	if p.Members == 0 || p.Members == p.People {
		return ""
	}
	return " (" + together(prose.Count(p.Members, "member", "members")) + ")"
}

func agenda(m *minutes.Minutes) []agendaEntry {
	var all []agendaEntry
	var add func(items []*minutes.Item, sub bool)
	add = func(items []*minutes.Item, sub bool) {
		for _, it := range items {
			if it.Head != nil && it.Head.ID != "" {
				all = append(all, agendaEntry{it.Number, it.Title, "#" + it.Head.ID, sub})
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

// notes are the repairs and doubts that a reader of the minutes should know of.
func (b *builder) notes(m *record.Meeting) []note {
	var all []note
	for _, f := range m.Minutes.Findings {
		if f.Severity != finding.Advice {
			where := "The document"
			if f.Line > 0 {
				where = "Line " + strconv.Itoa(f.Line)
			}
			all = append(all, note{b.lineHref(m, f.Line), where, f.Message, f.Hint})
		}
	}
	return all
}

// lineHref is a line of the source view; the view as a whole for a line that it does not show.
func (b *builder) lineHref(m *record.Meeting, line int) string {
	first := max(m.Line, 1)
	href := b.href(m.Path + "source/")
	if line < first || line >= first+strings.Count(strings.TrimRight(m.Text, "\n"), "\n")+1 {
		return href
	}
	return href + "#L" + strconv.Itoa(line)
}
