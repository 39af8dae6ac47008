package check

import (
	"regexp"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// saysWhen matches words of an action that say when, and dates that may be meant so.
var saysWhen = regexp.MustCompile(`(?i)\b(?:next|each|every|monthly|quarterly|weekly|annually|before|until|once|when|whenever|after|ahead of|in time|as soon as|at the|end of|from (?:now|this|the)|with effect)\b|\bby (?:the|then|mid|early|late|autumn|spring|summer|winter|end)\b|` +
	`\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`)

// dates finds the actions that nobody gave a date, and the tables that date a raising otherwise than its meeting.
func (c *checker) dates() {
	for _, a := range c.record.Actions {
		if c.undated(a) {
			c.advise("action-without-date", told(a.Meeting, c.raised[a.ID]), "action "+quote(a.ID)+" does not say by when it is to be done",
				"say by when, such as: by 8 March, or: at the next meeting")
		}
	}
	for _, m := range c.record.Meetings {
		for i := range m.Minutes.Updated {
			c.raisedOn(m, &m.Minutes.Updated[i])
		}
	}
}

// undated says whether an action that is not closed has neither a date nor words that stand for one, in the
// minutes that raised it and in every report.
func (c *checker) undated(a *record.Action) bool {
	if a.Place == nil || a.Status == minutes.Closed || a.Due != "" || a.DueMeeting != "" || a.Text == "" || saysWhen.MatchString(a.Text) {
		return false
	}
	for _, u := range a.Updates {
		if u.Target != "" || u.Revised != "" {
			return false
		}
	}
	told := c.raised[a.ID]
	return told != nil && told.Target == "" && told.Revised == ""
}

// raisedOn compares the day on which a row says that its action was raised with the day of that meeting.
func (c *checker) raisedOn(m *record.Meeting, row *minutes.Action) {
	raising := c.meetingOf(row.ID)
	if a := c.actions[row.ID]; a != nil && a.Meeting != nil {
		raising = a.Meeting
	}
	if raising == nil || raising == m || !prose.IsDay(row.Raised) {
		return
	}
	if held := raising.Minutes.Meeting.Date; held != "" && held != row.Raised {
		c.warn("raised-on-another-day", told(m, row), "action "+quote(row.ID)+" is said to be raised on "+row.Raised+", but "+of(raising)+" was held on "+held,
			"the date of the meeting holds; correct the table")
	}
}
