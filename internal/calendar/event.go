package calendar

import (
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"minutebook/internal/permalink"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// summaryLength is about how many characters of an action's words stand in the title of its event.
const summaryLength = 120

// event is what every event begins with. name is of what it is, path the address of its page, told the date of
// the minutes that tell it.
func (m *maker) event(name, title, path, told string) *ics.VEvent {
	site := m.Record.Site
	e := ics.NewEvent(permalink.UUID(site, name))
	stamp, _ := time.Parse(time.DateOnly, told) // the caller knows that it is one
	e.SetDtStampTime(stamp)
	e.SetSummary(clean(title))
	if permalink.Host(site) != "" {
		e.SetURL(permalink.Address(site, path))
	}
	return e
}

// describe sets the description: the parts that are there, a line each.
func describe(e *ics.VEvent, parts ...string) {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, clean(p))
		}
	}
	e.SetDescription(strings.Join(there, "\n"))
}

// allDay makes an event of one whole day; its end is the next one, as RFC 5545 has it.
func allDay(e *ics.VEvent, date string) {
	day, _ := time.Parse(time.DateOnly, date) // the caller knows that it is one
	e.SetAllDayStartAt(day)
	e.SetAllDayEndAt(day.AddDate(0, 0, 1))
}

// clock is HH:MM of a date as iCalendar has a local time; "" for what is none.
func clock(date, hour string) string {
	t, err := time.Parse("2006-01-02 15:04", date+" "+hour)
	if err != nil {
		return ""
	}
	return t.Format("20060102T150405")
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
		return m.Words.Say("news.level_band", "level", name, "band", rung.Reads(m.Words.Say("common.band")))
	}
	return m.Words.Say("news.level", "level", name)
}

// clean is a text as a property may hold it. The library escapes and folds; it expects UTF-8 without control
// characters but the newline.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, s)
}
