package minutes

import "regexp"

// moved matches what a report says before the day, or the meeting, that an action is due at from then on: "the target
// date was moved to", "action 49/07 was deferred until".
var moved = regexp.MustCompile(`(?i)\b(?:actions?|target|due|deadline|dates?)\b[^.;:]{0,80}?\b(?:moved|revised|extended|deferred|postponed|put\s+back|put\s+off|rescheduled)\s+(?:[\pL-]+\s+){0,4}?(?:to|until|till)\s+(?:the\s+)?` + weekday)

// movedTo is the date or the id of the meeting that a report moves an action to; "" where it moves it to none.
func (r *reader) movedTo(report string) string {
	for _, m := range moved.FindAllStringIndex(report, 20) {
		rest := report[m[1]:min(len(report), m[1]+60)]
		if found := days(rest); len(found) > 0 && found[0].start <= 1 {
			if date := found[0].after(r.m.Meeting.Date); date != "" {
				return date
			}
		}
		if at := documentID.FindStringSubmatchIndex(rest); at != nil && at[0] == 0 {
			return r.meetingID(group(rest, at, 1), group(rest, at, 2))
		}
	}
	return ""
}
