package minutes

import (
	"regexp"
	"strings"
)

var (
	dueLead   = regexp.MustCompile(`(?i)\b(?:by(?:\s+when\s*:)?|before|no later than|not later than|due(?:\s+(?:date|by|on))?\s*:?|deadline\s*:?|until|on or before|target(?:\s+date)?\s*:)\s+(?:the\s+)?(?:close of (?:business|play)\s+(?:on\s+)?)?` + weekday)
	dueAtEnd  = regexp.MustCompile(`(?i)(?:\b(?:on|for)\s+|[(\[–—-]\s*)` + weekday + `$`)
	wasOn     = regexp.MustCompile(`(?i)\b(?:\pL+ed|held|shown|sent|given|taken)\s+(?:on|for)\s+` + weekday + `$`)
	nextOne   = regexp.MustCompile(`(?i)\b(?:by|at|for|before)\s+the\s+next\s+(?:[\pL-]+\s+){0,2}?meeting\b`)
	toMeeting = regexp.MustCompile(`(?i)\b(?:by|at|to|for|in|before|until)\s[^.;:]{0,60}$|\b(?:by|at|to|for|in|before|until)\s*$`)
	// meetingBefore lets a meeting of an unknown group be one: "at the July meeting (ABC_17)", "by ABC_17".
	meetingBefore = regexp.MustCompile(`(?i)\bmeeting\b[\s,(:–-]*$|\b(?:by|before|until)\s+$`)
	inBrackets    = regexp.MustCompile(`[(\[][^()\[\]]{0,40}$`)
)

var nextHints = newHints("next")

const weekday = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?`

// due reads the date or the meeting by which an action is to be done.
func (r *reader) due(a *Action) {
	if a.Due == "" {
		a.Due = r.dueDate(a.Text)
	}
	if a.DueMeeting == "" {
		a.DueMeeting = r.dueMeeting(a.Text)
	}
	if a.Due == "" && a.DueMeeting == "" && nextHints.in(a.Text) && nextOne.MatchString(a.Text) {
		a.Due = r.nextDate()
	}
}

// dueDate is the date after "by" and the like, or one that the action ends with: "... on 8 September."
func (r *reader) dueDate(text string) string {
	for _, m := range dueLeads(text) {
		rest := text[m[1]:min(len(text), m[1]+60)]
		if found := days(rest); len(found) > 0 && found[0].start <= 1 {
			return found[0].after(r.m.Meeting.Date)
		}
		if end := monthEnd.FindStringSubmatch(rest); end != nil && strings.HasPrefix(strings.ToLower(rest), "end of") {
			return endOfMonth(end, r.m.Meeting.Date)
		}
	}
	found := days(text)
	if len(found) == 0 {
		return ""
	}
	last := found[len(found)-1]
	if strings.Trim(text[last.end:], " .)]") != "" || !dueAtEnd.MatchString(text[:last.start]) || wasOn.MatchString(text[:last.start]) {
		return ""
	}
	if date := last.after(r.m.Meeting.Date); date > r.m.Meeting.Date {
		return date
	}
	return ""
}

// dueLeads are the places of the words that lead to when something is due. A day or a month follows.
func dueLeads(text string) [][]int {
	if !strings.ContainsAny(text, "0123456789") && !monthHints.in(text) {
		return nil
	}
	return dueLead.FindAllStringIndex(text, 20)
}

// dueMeeting is the later meeting that an action names in brackets or after "by", "at", "to", "for" or "in".
func (r *reader) dueMeeting(text string) string {
	if !strings.Contains(text, "_") {
		return ""
	}
	for _, m := range documentID.FindAllStringSubmatchIndex(text, 20) {
		before := text[:m[0]]
		if !toMeeting.MatchString(before) && !inBrackets.MatchString(before) {
			continue
		}
		id := r.meetingID(group(text, m, 1), group(text, m, 2))
		if r.isLater(id) || r.group(group(text, m, 1)) == nil && meetingBefore.MatchString(before) {
			return id
		}
	}
	return ""
}

// isLater says whether a meeting of this group comes after this one; of another group it may.
func (r *reader) isLater(id string) bool {
	name, number, _ := strings.Cut(id, "_")
	if name != r.m.Meeting.Group {
		return r.group(name) != nil // whose numbers tell nothing here
	}
	own := atoi(strings.TrimRight(r.m.Meeting.Number, "x"))
	return own == 0 || atoi(strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz")) > own
}

func (r *reader) meetingID(prefix, number string) string {
	if g := r.group(prefix); g != nil {
		prefix = g.ID
	}
	return prefix + "_" + strings.ToLower(number)
}

// nextDate is the day of the next meeting of this one's series, "" where none is announced.
func (r *reader) nextDate() string {
	best := ""
	for _, n := range r.m.Next {
		if r.m.Meeting.Series != "" && n.Series != r.m.Meeting.Series {
			continue
		}
		if best == "" || n.Date < best {
			best = n.Date
		}
	}
	return best
}

func endOfMonth(m []string, meeting string) string {
	d := day{month: monthNumber(m[1]), day: 28}
	if m[2] != "" {
		d.year = atoi(m[2])
	} else if s := (day{month: d.month, day: 28}).after(meeting); s != "" {
		d.year = atoi(s[:4])
	} else {
		return ""
	}
	for last := 31; last > 28; last-- {
		if e := (day{year: d.year, month: d.month, day: last}); e.exists() {
			return e.iso(0)
		}
	}
	return d.iso(0)
}
