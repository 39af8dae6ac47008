package site

import (
	"slices"
	"strings"

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
	Count    string           `json:"count"` // "5 open actions, 1 of them overdue"
	Open     []actionLine     `json:"open"`
	Years    []yearOfMeetings `json:"years"`
	Standing []standing       `json:"standing"`
}

// yearOfMeetings is a year, newest meeting first.
type yearOfMeetings struct {
	Year     string        `json:"year"`
	Meetings []meetingLine `json:"meetings"`
}

// standing is an agenda item that comes back: its title and its last meetings.
type standing struct {
	Title string `json:"title"`
	Count string `json:"count"`
	Last  []Link `json:"last"`
}

const (
	standingAt   = 3 // meetings from which on a title is a standing item
	standingRows = 12
	standingLast = 3
)

func (b *builder) groupPage(g *record.Group) groupPage {
	p := groupPage{
		head: head{Title: groupTitle(g), Section: "meetings", Band: b.bandOf(g.Meetings...),
			Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")})},
		ID: g.ID, Name: g.Name, Next: b.announcedAfter(b.record.AsOf, g), Years: b.byYear(g.Meetings), Standing: b.standing(g),
	}
	p.Summary = count(len(g.Meetings), "meeting", "meetings") + " of the " + p.Title
	if m := g.Latest(); m != nil {
		line := b.meetingLine(m)
		p.Latest = &line
	}
	overdue := 0
	for _, a := range slices.Backward(g.Actions) {
		if a.Status != minutes.Closed {
			p.Open = append(p.Open, b.actionLine(a))
		}
		if a.Overdue(b.record.AsOf) {
			overdue++
		}
	}
	p.Count = count(len(p.Open), "open action", "open actions")
	if overdue > 0 {
		p.Count += ", " + number(overdue) + " of them overdue"
	}
	return p
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
		year := yearOf(dateOf(m))
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, yearOfMeetings{Year: year})
		}
		at := &years[len(years)-1]
		at.Meetings = append(at.Meetings, b.meetingLine(m))
	}
	return years
}

func yearOf(iso string) string {
	if len(iso) < 4 {
		return "Undated"
	}
	return iso[:4]
}

// standing are the titles that stand on the agenda of several meetings, the most frequent first.
func (b *builder) standing(g *record.Group) []standing {
	type thread struct {
		title string
		spots []Link
		count int
	}
	threads := map[string]*thread{}
	var order []*thread
	for _, m := range slices.Backward(g.Meetings) {
		seen := map[string]bool{}
		for _, it := range m.Minutes.AllItems() {
			key := strings.ToLower(strings.TrimSpace(it.Title))
			if key == "" || seen[key] || it.Head == nil || it.Head.ID == "" {
				continue
			}
			seen[key] = true
			if threads[key] == nil {
				threads[key] = &thread{title: it.Title}
				order = append(order, threads[key])
			}
			t := threads[key]
			t.count++
			if len(t.spots) < standingLast {
				t.spots = append(t.spots, Link{m.ID, b.href(m.Path + "#" + it.Head.ID)})
			}
		}
	}
	slices.SortStableFunc(order, func(x, y *thread) int { return y.count - x.count })
	var all []standing
	for _, t := range order[:min(len(order), standingRows)] {
		if t.count >= standingAt {
			all = append(all, standing{t.title, count(t.count, "meeting", "meetings"), t.spots})
		}
	}
	return all
}
