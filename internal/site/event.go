package site

import (
	"regexp"

	"minutebook/internal/record"
)

// meetingEvent tells machines of a meeting what its page tells people: schema.org's Event, as JSON-LD.
type meetingEvent struct {
	Context   string `json:"@context"`
	Type      string `json:"@type"`
	Name      string `json:"name"`
	URL       string `json:"url,omitempty"`
	About     string `json:"description"`
	Start     string `json:"startDate"` // the day, or day and time of the place
	End       string `json:"endDate,omitempty"`
	Status    string `json:"eventStatus"`
	Location  *named `json:"location,omitempty"`
	Organizer named  `json:"organizer"`
}

// named is a thing of schema.org that has a name.
type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// eventOf is a meeting's event; "" on a site that is not for everybody, and for a meeting of no day.
func (b *builder) eventOf(m *record.Meeting) string {
	about := m.Minutes.Meeting
	day := b.day(about.Date)
	if b.policy.Restricted(b.record.Site) || day.ISO == "" {
		return ""
	}
	e := meetingEvent{Context: "https://schema.org", Type: "Event", Name: b.meetingTitle(m), URL: b.absolute(m.Path), About: b.meetingSummary(m), Start: day.ISO,
		Status: "https://schema.org/EventScheduled", Organizer: named{"Organization", m.GroupName()}}
	if clock.MatchString(about.Start) {
		e.Start += "T" + about.Start
		if clock.MatchString(about.End) && about.End > about.Start {
			e.End = day.ISO + "T" + about.End
		}
	}
	if about.Venue != "" {
		e.Location = &named{"Place", about.Venue}
	}
	return jsonLD(e)
}

var clock = regexp.MustCompile(`^[0-2][0-9]:[0-5][0-9]$`)
