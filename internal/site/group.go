package site

import (
	"path"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// groupPage answers when a group met, what it still has to do, and when it meets next.
type groupPage struct {
	head
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Latest   *meetingLine     `json:"latest"`
	Next     []announced      `json:"next"`
	Count    string           `json:"count"`   // "5 open actions, 1 of them overdue"
	Open     []actionLine     `json:"open"`    // the newest
	AllOpen  *Link            `json:"allopen"` // where there are more
	Years    []yearOfMeetings `json:"years"`   // the newest
	Before   []filter         `json:"before"`  // the others
	Standing []standing       `json:"standing"`
	Plot     plotted          `json:"plot"`
}

// yearOfMeetings is a year, newest meeting first.
type yearOfMeetings struct {
	Year     string        `json:"year"`
	About    string        `json:"about"` // "Meetings of 2026"
	Meetings []meetingLine `json:"meetings"`
}

// standing is an agenda item that comes back, and its last meetings.
type standing struct {
	Link
	Count string `json:"count"`
	Last  []Link `json:"last"`
}

const (
	openRows     = 12
	meetingRows  = 24 // about; years are shown whole
	standingRows = 12
	standingLast = 3
)

func (b *builder) groupPage(g *record.Group) groupPage {
	p := groupPage{
		head: head{Title: groupTitle(g), Section: "meetings", Band: b.bandOf(g.Meetings...),
			Crumbs: b.crumbs(Link{b.words.Say("frame.meetings"), b.href("/meetings/")}), Feeds: b.feedsFor(g.Path)},
		ID: g.ID, Name: g.Name, Next: b.announcedAfter(b.record.AsOf, g), Years: b.byYear(g.Meetings), Standing: b.standing(g),
	}
	p.Summary = b.words.Count("group.summary", len(g.Meetings), "group", p.Title)
	p.Plot = b.groupPlot(g)
	if m := g.Latest(); m != nil {
		line := b.meetingLine(m)
		p.Latest = &line
	}
	p.Years, p.Before = b.newestYears(p.Years, "/meetings/group/"+path.Base(g.Path)+"/")
	b.openOf(g, &p)
	return p
}

// openOf counts what a group has open, and shows the newest of it.
func (b *builder) openOf(g *record.Group, p *groupPage) {
	open, overdue := 0, 0
	for _, a := range slices.Backward(g.Actions) {
		if a.Status != minutes.Closed {
			if open++; open <= openRows {
				p.Open = append(p.Open, b.actionLine(a))
			}
		}
		if a.Overdue(b.record.AsOf) {
			overdue++
		}
	}
	p.Count = b.words.Count("count.open_actions", open)
	if overdue > 0 {
		p.Count = b.words.Count("group.open_overdue", overdue, "open", p.Count)
	}
	if open > openRows {
		p.AllOpen = &Link{b.words.Count("group.all_open", open), b.href("/actions/group/" + path.Base(g.Path) + "/open/")}
	}
}

// newestYears are the newest years that are shown, and links to the registers of those before.
func (b *builder) newestYears(years []yearOfMeetings, register string) (shown []yearOfMeetings, before []filter) {
	rows := 0
	for _, y := range years {
		if rows < meetingRows || !b.known[register+y.Year+"/"] {
			shown = append(shown, y)
		} else {
			before = append(before, filter{Link: Link{y.Year, b.href(register + y.Year + "/")}, Count: b.words.Number(len(y.Meetings))})
		}
		rows += len(y.Meetings)
	}
	return shown, before
}

func groupTitle(g *record.Group) string {
	if g.Name == "" {
		return g.ID
	}
	return g.Name
}

func (b *builder) byYear(meetings []*record.Meeting) []yearOfMeetings {
	var years []yearOfMeetings
	for _, m := range slices.Backward(meetings) {
		year := b.yearOf(dateOf(m))
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, yearOfMeetings{Year: year, About: b.words.Say("group.meetings_of", "year", year)})
		}
		at := &years[len(years)-1]
		at.Meetings = append(at.Meetings, b.meetingLine(m))
	}
	return years
}

func (b *builder) yearOf(iso string) string {
	if len(iso) < 4 {
		return b.words.Say("group.undated")
	}
	return iso[:4]
}

// standing are the items that come back, the most frequent first.
func (b *builder) standing(g *record.Group) []standing {
	threads := slices.Clone(g.Threads)
	slices.SortStableFunc(threads, func(x, y *record.Thread) int { return len(y.Items) - len(x.Items) })
	var all []standing
	for _, t := range threads[:min(len(threads), standingRows)] {
		s := standing{Link: Link{t.Title, b.href(t.Path)}, Count: b.words.Count("count.meetings", len(t.Items))}
		for _, p := range slices.Backward(t.Items[max(0, len(t.Items)-standingLast):]) {
			s.Last = append(s.Last, Link{p.Meeting.ID, b.href(p.URL())})
		}
		all = append(all, s)
	}
	return all
}
