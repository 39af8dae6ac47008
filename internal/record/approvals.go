package record

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	approvingVerbs = []string{"ACCEPTED", "ADOPTED", "AGREED", "APPROVED", "CONFIRMED", "ENDORSED", "RATIFIED", "RESOLVED"}
	aboutMinutes   = regexp.MustCompile(`(?i)\bminutes\b`)
	minutesItem    = regexp.MustCompile(`(?i)\bminutes\b|\b(?:previous|last) meeting\b`)
)

// approve finds which decisions approve the minutes of an earlier meeting. The first that does stands.
func (l *linker) approve() {
	for _, d := range l.record.Decisions {
		for _, m := range l.approved(d) {
			if m.Approval == nil {
				m.Approval = d
				d.Approves = append(d.Approves, m)
			}
		}
	}
}

// approved are the meetings whose minutes a decision approves; nil where it approves none.
func (l *linker) approved(d *Decision) []*Meeting {
	if d.Item == nil || !slices.Contains(approvingVerbs, d.Verb) || !aboutMinutes.MatchString(d.Text) || !minutesItem.MatchString(d.Item.Title) {
		return nil
	}
	if len(d.Meetings) > 0 {
		return earlier(d.Meeting, d.Meetings)
	}
	var named []*Meeting
	for _, id := range meetingID.FindAllString(d.Item.Title, -1) {
		if m := l.named[id]; m != nil {
			named = append(named, m)
		}
	}
	if len(named) > 0 {
		return earlier(d.Meeting, named)
	}
	if p := d.Meeting.Previous; p != nil && follows(p.Minutes.Meeting.Number, d.Meeting.Minutes.Meeting.Number) {
		return []*Meeting{p}
	}
	return nil
}

// meetingID finds what may be the id of a meeting.
var meetingID = regexp.MustCompile(`\b[A-Z][A-Z&-]*_\d+[a-z]?\b`)

// earlier are those of the meetings that the same group held before m.
func earlier(m *Meeting, all []*Meeting) []*Meeting {
	var kept []*Meeting
	for _, other := range all {
		if other != m && other.Group == m.Group && !before(m, other) {
			kept = append(kept, other)
		}
	}
	return kept
}

// follows says whether two numbers of meetings are neighbours, so that none between them can be missing from
// the edition.
func follows(before, after string) bool {
	a, errA := strconv.Atoi(strings.TrimLeft(before, "0"))
	b, errB := strconv.Atoi(strings.TrimLeft(after, "0"))
	return errA == nil && errB == nil && b == a+1
}
