package check

import (
	"slices"
	"strconv"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// announcements compares the next meetings that are announced with each other and with those that were held.
func (c *checker) announcements() {
	for _, g := range c.record.Groups {
		wrong := map[*record.Meeting]bool{} // told of already
		for _, m := range g.Meetings {
			if before := c.numberBefore(m); before != nil && c.heldOtherwise(before, m) {
				wrong[before] = true
			}
		}
		last := map[string]*record.Meeting{} // the latest that announces each series
		for _, m := range g.Meetings {
			for series := range seriesOf(m.Minutes.Next) {
				if before := last[series]; before != nil && !wrong[m] && !wrong[before] {
					c.announcedOtherwise(g, series, before, m)
				}
				last[series] = m
			}
		}
	}
}

// numberBefore is the meeting with the number before a meeting's own, so that none between them can be missing
// from the archive.
func (c *checker) numberBefore(m *record.Meeting) *record.Meeting {
	n, err := strconv.Atoi(m.Minutes.Meeting.Number)
	if err != nil {
		return nil
	}
	return c.held[number{m.Group.ID, strconv.Itoa(n - 1)}]
}

// heldOtherwise warns where a meeting announced its next one for another day than that of the next.
func (c *checker) heldOtherwise(before, m *record.Meeting) bool {
	date, series := m.Minutes.Meeting.Date, m.Minutes.Meeting.Series
	var fitting []minutes.NextMeeting
	for _, n := range before.Minutes.Next {
		if n.Series == series || n.Series == "" || series == "" {
			fitting = append(fitting, n)
		}
	}
	if len(fitting) == 0 || date <= before.Minutes.Meeting.Date {
		return false
	}
	for _, n := range fitting {
		again := slices.ContainsFunc(m.Minutes.Next, func(other minutes.NextMeeting) bool { return other.Date == n.Date })
		if n.Date == date || again || heldOn(m.Group, n.Date) != nil {
			return false // as announced, or a meeting that came between
		}
	}
	c.warn("next-contradiction", c.announcement(before, fitting[0]), "the next "+named(fitting[0].Series)+" is announced for "+fitting[0].Date+", but "+of(m)+" was held on "+date,
		"both are kept; correct the wrong day")
	return true
}

// announcedOtherwise warns where two documents announce a meeting of one series that is still to come for
// different days. What was moved and then held as announced last is no contradiction.
func (c *checker) announcedOtherwise(g *record.Group, series string, before, m *record.Meeting) {
	first, second := coming(before, m, series), coming(m, m, series)
	if len(first) == 0 || len(second) == 0 {
		return
	}
	for _, n := range first {
		if slices.ContainsFunc(second, func(other minutes.NextMeeting) bool { return other.Date == n.Date }) {
			return
		}
	}
	for _, n := range second {
		if heldOn(g, n.Date) != nil {
			return
		}
	}
	c.warn("next-contradiction", c.announcement(m, second[0]), "the next "+named(series)+" is announced for "+second[0].Date+" here and for "+first[0].Date+" in "+line(before, first[0].Line),
		"both are kept; correct the wrong day")
}

// coming are the meetings of a series that one document announces and that come after another's meeting.
func coming(m, after *record.Meeting, series string) []minutes.NextMeeting {
	var all []minutes.NextMeeting
	for _, n := range m.Minutes.Next {
		if n.Series == series && n.Date > after.Minutes.Meeting.Date {
			all = append(all, n)
		}
	}
	return all
}

// seriesOf are the series that some announcements name. Ranging over it comes to the same in any order.
func seriesOf(next []minutes.NextMeeting) map[string]bool {
	all := map[string]bool{}
	for _, n := range next {
		all[n.Series] = true
	}
	return all
}

func heldOn(g *record.Group, date string) *record.Meeting {
	i, ok := slices.BinarySearchFunc(g.Meetings, date, func(m *record.Meeting, date string) int {
		switch held := m.Minutes.Meeting.Date; {
		case held < date:
			return -1
		case held > date:
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return g.Meetings[i]
}

func (c *checker) announcement(m *record.Meeting, n minutes.NextMeeting) at {
	if n.Series == "" {
		return at{m.Minutes.File, n.Line, 1}
	}
	where := c.find(m.Minutes.File, n.Line, "Next "+n.Series)
	if where.column == 1 {
		where = c.find(m.Minutes.File, n.Line, "next "+n.Series)
	}
	return where
}

func named(series string) string {
	if series == "" {
		return "meeting"
	}
	return series + " meeting"
}
