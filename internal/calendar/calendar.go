// Package calendar puts what the record of one edition says of days to come into calendars, as iCalendar
// (RFC 5545).
//
// What is written, below the web root:
//
//	calendars/meetings.ics      the meetings of every group, held and announced
//	groups/ID/meetings.ics      those of one group
//	owners/NAME/due.ics         the days on which the actions of an owner are due
//
// A calendar of meetings holds the newest 200, those to come among them: older ones are in the record, and a reader fetches the whole
// file each time. That of due dates holds what is open.
//
// A calendar is there without any event, too, for an address is permanent; as RFC 5545 wants a component in it,
// it then holds the time zone UTC, which no calendar shows.
//
// # Meetings
//
// A meeting held is an event from its start to its end in the time of wherever the reader is, for minutes name
// no zone; one of which they tell no start takes the whole day, and an end that is not after the start is left
// out. Its status is CONFIRMED. A superseded draft is
// none, nor is a meeting without a date.
//
// A meeting announced takes its whole day and is TENTATIVE. An announcement that names no series is of the series
// of its own meeting. For each series of a group the newest minutes that announce a meeting stand, all their
// dates, and what older ones announced falls; so does an announcement that the series has come to: one for a day not
// after its last meeting here. A meeting held keeps the UID of the announcement for its day.
//
// # Due dates
//
// An action that is not closed and is due on a day is an event of that whole day, for not every calendar shows
// a VTODO, and takes up no time (TRANSP:TRANSPARENT). Overdue ones stay. One that falls on several owners is
// the same event in the calendar of each.
//
// # Every event
//
//	UID          a UUID of the address and what it is of (internal/permalink): the same in every build
//	DTSTAMP      the day of the minutes that told it last, at 00:00:00Z
//	SEQUENCE     of a meeting 0 if announced, 1 if held; of an action how often its status or its day changed
//	URL          of the record, where the site has a url; else none, for RFC 5545 wants it absolute
//	DESCRIPTION  the words of the action, or what the meeting did in numbers; then the level, in words
//
// No event says who was at a meeting. Control characters become blanks; lines end with CRLF and are folded
// at 75 octets, never within a character.
package calendar

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

// Options say of which record, and how the calendars call things.
type Options struct {
	Record *record.Record
	Policy policy.Policy  // names the levels
	Words  *wording.Words // what the calendars say for themselves
	Title  string         // of the archive; "" for the words' own
}

// Calendar is one calendar.
type Calendar struct {
	Path  string // root-relative: "/owners/dcc/due.ics"
	Page  string // the page that it belongs to: "/owners/dcc/"
	Title string // "Due dates of DCC"
}

// Write writes every calendar of the record into the web root and returns them: that of all meetings,
// then those of the groups and the owners in the order of the record. An error names the file; what was
// written until then stays.
func Write(o Options, www *generation.Folder) ([]Calendar, error) {
	o.Title = cmp.Or(o.Title, o.Words.Say("frame.untitled"))
	m := &maker{o, map[*record.Meeting]policy.Level{}}
	var all []Calendar
	for _, c := range m.calendars() {
		all = append(all, c.Calendar)
		var b bytes.Buffer
		if err := m.file(c).SerializeTo(&b, ics.WithNewLineWindows); err != nil {
			return all, fmt.Errorf("write the calendar %s: %w", c.Path, err)
		}
		if err := www.Write(strings.TrimPrefix(c.Path, "/"), b.Bytes()); err != nil {
			return all, fmt.Errorf("write a calendar: %w", err)
		}
	}
	return all, nil
}

// maker makes the calendars of one record.
type maker struct {
	Options
	levels map[*record.Meeting]policy.Level // made when asked for
}

// calendar is a calendar with its events.
type calendar struct {
	Calendar
	events []*ics.VEvent
}

func (m *maker) calendars() []calendar {
	r := m.Record
	meetings := m.meetings(r.Groups...)
	all := []calendar{{Calendar{"/calendars/meetings.ics", "/meetings/", m.Words.Say("news.meetings")}, meetings}}
	for _, g := range r.Groups {
		all = append(all, calendar{Calendar{g.Path + "meetings.ics", g.Path, m.Words.Say("news.meetings_of", "group", g.Name)}, m.meetings(g)})
	}
	for _, o := range r.Owners {
		all = append(all, calendar{Calendar{o.Path + "due.ics", o.Path, m.Words.Say("news.due_dates", "owner", o.Name)}, m.due(o)})
	}
	return all
}

// file is the calendar as the library writes it.
func (m *maker) file(c calendar) *ics.Calendar {
	name := clean(m.Words.Say("news.title", "site", m.Title, "feed", c.Title))
	cal := ics.NewCalendar()
	cal.SetProductId("-//minutebook//minutebook//EN")
	cal.SetCalscale("GREGORIAN")
	cal.SetName(name) // NAME of RFC 7986, and what was used before it
	for _, e := range c.events {
		cal.AddVEvent(e)
	}
	if len(c.events) == 0 {
		utc := cal.AddTimezone("UTC").AddStandard()
		utc.AddProperty(ics.ComponentPropertyDtStart, "19700101T000000")
		utc.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0000")
		utc.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0000")
	}
	return cal
}
