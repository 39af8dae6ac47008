package feed

import (
	"maps"
	"slices"
	"strings"

	"minutebook/internal/permalink"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// news is what may become an entry.
type news struct {
	name string          // of what happened: the record's path, and after a # what tells it from others there
	at   *record.Meeting // that tells it
	tell func() told
}

// told is the text of an entry.
type told struct {
	title   string
	page    string            // root-relative address of the record
	place   string            // of the paragraph; "" where that is page, or none
	content text              // as the minutes have it
	quoted  []*record.Meeting // besides the one that tells
}

// gathering goes through what a feed may tell twice, for of most of it nothing is shown: to find the day since when what happened is
// shown, and to make news of that.
type gathering struct {
	counts map[string]int // by day, while they are counted
	since  string
	news   []news
}

// gathered is the news of which tell speaks, in its order, but for what is too old for a feed and what has no day. tell asks wants of
// each meeting that tells something, once for each thing, and adds the news if it is to.
func gathered(tell func(g *gathering)) []news {
	g := gathering{counts: map[string]int{}}
	tell(&g)
	n := 0
	for _, day := range slices.Backward(slices.Sorted(maps.Keys(g.counts))) {
		if !prose.IsDay(day) {
			continue
		}
		if g.since, n = day, n+g.counts[day]; n >= newestEntries {
			break
		}
	}
	if g.counts = nil; n > 0 {
		tell(&g)
	}
	return g.news
}

func (g *gathering) wants(at *record.Meeting) bool {
	day := dateOf(at)
	if g.counts != nil {
		g.counts[day]++
		return false
	}
	return day >= g.since && dated(at)
}

func (g *gathering) add(n news) { g.news = append(g.news, n) }

// newest are the newest news that have a date, newest first; those of one day stay in their order.
func newest(all []news) []news {
	dated := slices.DeleteFunc(slices.Clone(all), func(n news) bool { return !dated(n.at) })
	slices.SortStableFunc(dated, func(a, b news) int { return strings.Compare(dateOf(b.at), dateOf(a.at)) })
	return dated[:min(len(dated), newestEntries)]
}

func dateOf(m *record.Meeting) string { return m.Minutes.Meeting.Date }

func dated(m *record.Meeting) bool { return prose.IsDay(dateOf(m)) }

// entry makes the entry of a piece of news, and says of which level it is.
func (m *maker) entry(n news) (entry, policy.Level) {
	t := n.tell()
	level := m.level(n.at)
	for _, q := range t.quoted {
		level = policy.Stricter(level, m.level(q))
	}
	e := entry{
		ID: m.urn(n.name), Title: t.title, Updated: instant(dateOf(n.at)),
		Author: person{n.at.GroupName()}, Rights: m.rights(level), Content: t.content,
		Links:    []link{{"alternate", "text/html", m.address(t.page)}},
		Category: category{m.Policy.Name(level)},
	}
	if t.place != "" && t.place != t.page {
		e.Links = append(e.Links, link{"related", "text/html", m.address(t.place)})
	}
	return e, level
}

func (m *maker) level(of *record.Meeting) policy.Level {
	level, ok := m.levels[of]
	if !ok {
		level = of.Level()
		m.levels[of] = level
	}
	return level
}

// rights says who may read what is of a level.
func (m *maker) rights(l policy.Level) string {
	name := m.Policy.Name(l)
	if rung, ok := m.Policy.Rung(l); ok && rung.Audience != "" {
		return m.Words.Say("news.rights_band", "level", name, "band", rung.Reads(m.Words.Say("common.band")))
	}
	return m.Words.Say("news.rights", "level", name)
}

func (m *maker) urn(name string) string { return "urn:uuid:" + permalink.UUID(m.Record.Site, name) }

func (m *maker) address(path string) string { return permalink.Address(m.Record.Site, path) }

// instant is a day as Atom has it.
func instant(date string) string { return date + "T00:00:00Z" }
