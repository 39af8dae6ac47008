package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	meetingTail = regexp.MustCompile(`(?i)\s+(?:meeting|minutes).*$`)
	notIDRun    = regexp.MustCompile(`[^A-Za-z0-9]+`)
)

// nameGroup tells whose meeting it is: by front matter, document id, title, or the file's name.
func (r *reader) nameGroup(lines []headLine, m *Meeting) {
	prefix := ""
	if id := documentID.FindStringSubmatch(m.Document); id != nil {
		prefix = id[1]
	}
	if m.Group == "" {
		m.Group = prefix
	}
	if m.Group == "" {
		m.Group = r.groupIn(m.Title)
	}
	for i := 0; m.Group == "" && i < len(lines) && i < 20; i++ {
		m.Group = r.groupIn(lines[i].text)
	}
	if id := documentID.FindStringSubmatch(strings.ToUpper(stem(r.file))); m.Group == "" && id != nil {
		m.Group = id[1]
		r.say("warning", "group-from-file", 1, 1, "the text does not say which group met", "read as "+m.Group+" from the file's name")
	}
	if m.Group == "" {
		if m.Group = titleInitials(groupName(m.Title)); m.Group != "" {
			m.GroupName = groupName(m.Title)
			r.say("warning", "group-from-title", 1, 1, "group "+quote(m.GroupName)+" is not known", "called "+m.Group+" by its initials; add it to the archive's groups")
			return
		}
	}
	if g := r.group(m.Group); g != nil {
		m.Group, m.GroupName = g.ID, g.Name
		return
	}
	if m.Group != "" {
		r.say("warning", "unknown-group", 1, 1, "group "+quote(m.Group)+" is not known", "add it to the archive's groups")
		m.GroupName = groupName(m.Title)
	}
}

// titleInitials are the initials of a body's name of two to six words, "" for what is none.
func titleInitials(name string) string {
	list := strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' })
	initials := ""
	for _, w := range list {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(first) && first < utf8.RuneSelf {
			initials += string(first)
		} else if !smallWord(w) {
			return ""
		}
	}
	if len(initials) < 2 || len(initials) > 6 || !titleWord.MatchString(name) {
		return ""
	}
	return initials
}

// group finds a group by its id, name or alias.
func (r *reader) group(name string) *Group {
	for i := range r.rules.Groups {
		g := &r.rules.Groups[i]
		for _, n := range append([]string{g.ID, g.Name}, g.Aliases...) {
			if strings.EqualFold(n, strings.TrimSpace(name)) {
				return g
			}
		}
	}
	return nil
}

// groupIn is the id of the group that a line names; of several the longest name is meant.
func (r *reader) groupIn(text string) string {
	lower, best, length := strings.ToLower(text), "", 0
	for _, g := range r.rules.Groups {
		for _, n := range append([]string{g.ID, g.Name}, g.Aliases...) {
			if len(n) > length && containsWord(lower, strings.ToLower(n)) {
				best, length = g.ID, len(n)
			}
		}
	}
	return best
}

// groupName is a title without its last word "Meeting" or "Minutes".
func groupName(title string) string {
	t := strings.TrimSpace(meetingTail.ReplaceAllString(title, ""))
	if name, _, ok := strings.Cut(dashes.Replace(t+" "), " - "); ok && name != "" {
		t = strings.TrimSpace(name)
	}
	if documentID.MatchString(t) || days(t) != nil {
		return ""
	}
	return t
}

var dashes = strings.NewReplacer(" – ", " - ", " — ", " - ", " -- ", " - ")

// numberAfterGroup takes the meeting's number from a line of the head that gives it after the group: "PAB 33
// Minutes".
func (r *reader) numberAfterGroup(lines []headLine, m *Meeting) {
	if m.Number != "" || !shortID.MatchString(m.Group) {
		return
	}
	number := regexp.MustCompile(`\b` + regexp.QuoteMeta(m.Group) + `\s*(?:#|[Nn]o\.?|[Mm]eeting)?\s*(\d{1,4}x?)(?:[\s.,:)]|$)`)
	for _, l := range lines[:min(len(lines), 20)] {
		if found := number.FindStringSubmatch(l.text); found != nil && !isNextLine(l.text) {
			m.Number = found[1]
			return
		}
	}
}

// nameMeeting makes the meeting's id, which is never empty.
func (r *reader) nameMeeting(m *Meeting) {
	fileID := documentID.FindStringSubmatch(strings.ReplaceAll(stem(r.file), "-", "_"))
	if m.Document == "" && fileID != nil && (m.Group == "" || m.Group == fileID[1]) {
		m.Document = fileID[0]
		r.say("warning", "document-from-file", 1, 1, "the text does not give the document's id", "read as "+m.Document+" from the file's name")
	}
	if id := documentID.FindStringSubmatch(m.Document); id != nil && m.Number == "" {
		m.Number = id[2]
	}
	if m.Number == "" {
		r.numberByActions(m)
	}
	group := m.Group
	if !shortID.MatchString(group) {
		group = strings.Trim(notIDRun.ReplaceAllString(group, "-"), "-")
	}
	switch {
	case group != "" && m.Number != "":
		m.ID = group + "_" + strings.Map(idRune, m.Number)
	case group != "" && m.Date != "":
		m.ID = group + "_" + m.Date
		r.say("warning", "no-number", 1, 1, "the meeting has no number", "named "+m.ID+" by its date")
	default:
		r.nameByFile()
	}
}

// numberByActions takes the meeting's number from the first action that the text raises.
func (r *reader) numberByActions(m *Meeting) {
	for _, p := range r.everyPassage() {
		if text := p.block.Text(); p.block.Kind == Paragraph && r.leads(text) {
			if id := r.findActionID(text); id != nil && id.meeting != "" {
				m.Number = id.meeting
				r.warn("number-from-actions", p.block, "the meeting's number is not given", "read as "+m.Number+" from its first action")
				return
			}
		}
	}
}

// nameByFile names the meeting by its file, for want of anything better.
func (r *reader) nameByFile() {
	r.m.Meeting.ID = strings.Trim(strings.Map(idRune, stem(r.file)), "-")
	if r.m.Meeting.ID == "" {
		r.m.Meeting.ID = "untitled"
	}
	r.say("warning", "no-meeting-id", 1, 1, "which meeting this is cannot be told", "named "+r.m.Meeting.ID+" by its file; give group and number")
}

func idRune(c rune) rune {
	if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' || c == '.' {
		return c
	}
	return '-'
}

// nameSeries tells which of its group's series the meeting belongs to, if the title says so.
func (r *reader) nameSeries(lines []headLine, m *Meeting) {
	g := r.group(m.Group)
	if m.Series != "" || g == nil {
		return
	}
	for _, l := range lines {
		if !titleWord.MatchString(l.text) {
			continue
		}
		for _, s := range g.Series {
			if containsWord(strings.ToLower(l.text), strings.ToLower(s)+" meeting") || l.text == m.Title && containsWord(strings.ToLower(l.text), strings.ToLower(s)) {
				m.Series = s
				return
			}
		}
	}
}

func (r *reader) checkDate(m *Meeting) {
	if m.Date == "" {
		r.say("warning", "no-date", 1, 1, "the meeting's date cannot be told", "write it under the title, such as 24 May 2021")
		return
	}
	if id := documentID.FindStringSubmatch(m.Document); id != nil && id[3] != "" && id[3] != m.Date[8:]+m.Date[5:7] {
		r.say("advice", "date-and-document", 1, 1, "the meeting was on "+m.Date+", but its document is called "+m.Document, "the date holds")
	}
}
