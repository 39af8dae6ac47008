package minutes

import (
	"regexp"
	"strings"
)

// headLine is one line of what stands before the attendance: a line of a paragraph or heading, or a row of
// a table of keys and values as "key: value".
type headLine struct {
	text  string
	block *Block
	used  bool // it says something known
}

var (
	documentID  = regexp.MustCompile(`\b([A-Z][A-Z&-]*[A-Z])_(\d{1,4}[a-z]?)(?:_(\d{4}))?\b`)
	keyValue    = regexp.MustCompile(`(?i)^(date(?: of meeting)?|meeting date|time|venue|location|where|when|place|held at|held via|version|status|document status|meeting(?: (?:number|no\.?|reference|ref|id))?|document(?: (?:reference|ref|id|name))?|reference|committee|group|title|subject|start(?: time)?|end(?: time)?|series)\s*[:–|]\s*(.+)$`)
	versionWord = regexp.MustCompile(`(?i)\b(final|draft|approved|confirmed|unconfirmed|unapproved)\b`)
	versionNo   = regexp.MustCompile(`(?i)\bv(?:ersion)?\.?\s*(\d+(?:\.\d+)*)\b`)
	bareVersion = regexp.MustCompile(`^\d+(?:\.\d+)*$`)
	placeWord   = regexp.MustCompile(`(?i)^(?:via\s+|by\s+|held\s+(?:via|by|at|in|on)\s+)?(?:teleconference|tele-conference|conference call|microsoft teams|ms teams|teams(?: meeting)?|zoom|webex|skype.*|online|virtual(?: meeting)?|video\s?conference|hybrid.*)\b`)
	// placeInLine finds how people met in a line that gives the time, too: "10:00 to 12:00 by teleconference".
	placeInLine = regexp.MustCompile(`(?i)\d.*\b(?:via|by|on|over)\s+((?:a\s+)?(?:tele-?conference|conference call|video\s?conference|(?:microsoft |ms )?teams|zoom|webex|skype)\b(?: meeting| call)?)`)
	heldVia     = regexp.MustCompile(`(?i)^(?:held\s+)?(?:via|by)\s+`)
	heldAt      = regexp.MustCompile(`(?i)^(?:held\s+)?(?:via|by|at|in|on)\s+`)
	meetingNo   = regexp.MustCompile(`(?i)\bmeeting\s*(?:no\.?|number|#|ref\.?)?\s*[:#]?\s*(\d{1,4}x?)\b|\b(\d{1,4})(?:st|nd|rd|th)\s+(?:\pL+\s+){0,4}meeting\b|\bno\.?\s*(\d{1,4}x?)\b|#(\d{1,4}x?)\b`)
	titleWord   = regexp.MustCompile(`(?i)\b(?:meeting|minutes|committee|sub-committee|group|panel|board|forum|council|assembly|trustees|directors)\b`)
	shortID     = regexp.MustCompile(`^[A-Z][A-Z&]{1,11}$`)
)

// readHead reads what the lines before the agenda say of the meeting. Front matter stands above them, the
// file's name below.
func (r *reader) readHead() {
	lines := r.headLines()
	m := &r.m.Meeting
	m.Title = r.m.Front.Title
	for i := range lines {
		r.headLine(&lines[i], m)
	}
	r.unlabelledVenue(lines, m)
	r.applyFront(m)
	r.readDraft(lines, m)
	r.nameGroup(lines, m)
	r.numberAfterGroup(lines, m)
	r.nameMeeting(m)
	r.nameSeries(lines, m)
	r.checkDate(m)
}

// headLine reads one line of the head. What is said first stands.
func (r *reader) headLine(l *headLine, m *Meeting) {
	if len(l.text) > longestHeadLine {
		return
	}
	key, value := l.keyValue()
	undated := withoutDays(value)
	r.headID(l, m)
	if day := l.day(value); day != "" {
		l.set(&m.Date, day)
	}
	l.times(m, key, undated)
	l.venue(m, key, value)
	l.version(m, key, value)
	if strings.HasPrefix(key, "meeting") && plainNumber.MatchString(value) {
		l.set(&m.Number, strings.ToLower(value))
	}
	if m.Title == "" && (key == "" || titleKey(key)) && titleWord.MatchString(value) && !peopleLabel.MatchString(l.text) &&
		(version(l.text, false) == "" || words(value) > 3) {
		m.Title = value
	}
	l.used = l.used || m.Title == value
	if m.Number == "" && !isNextLine(l.text) {
		if n := meetingNo.FindStringSubmatch(undated); n != nil && (l.text == m.Title || n[1]+n[2] != "") {
			l.set(&m.Number, strings.ToLower(n[1]+n[2]+n[3]+n[4]))
		}
	}
	if l.used && l.block.Role == RoleNone && l.block.Kind != Cell {
		l.block.Role = RoleTitle
	}
}

// longestHeadLine is how long a line of the head may be, in bytes; a longer one is prose.
const longestHeadLine = 300

// keyValue parts "Date: 24 May 2021"; a line without a key is all value.
func (l *headLine) keyValue() (key, value string) {
	if kv := keyValue.FindStringSubmatch(l.text); kv != nil {
		return strings.ToLower(kv[1]), strings.Trim(kv[2], " *")
	}
	return "", l.text
}

// day is the date that the value of a line gives, "" for none; the next meeting's is none.
func (l *headLine) day(value string) string {
	if found := days(value); len(found) > 0 && found[0].year != 0 && !isNextLine(l.text) {
		return found[0].iso(0)
	}
	return ""
}

// set gives a field its value, if nothing gave it one before.
func (l *headLine) set(field *string, value string) {
	if l.used = l.used || value != ""; *field == "" {
		*field = value
	}
}

// headID takes a document's id from a line; one with its four digits stands above one without.
func (r *reader) headID(l *headLine, m *Meeting) {
	id := documentID.FindStringSubmatch(l.text)
	if id == nil || strings.HasSuffix(l.text, ".") && l.block.Kind == Cell || m.Document != "" && !strings.HasPrefix(id[0], m.Document+"_") {
		return
	}
	m.Document, l.used = id[0], true
}

func (l *headLine) times(m *Meeting, key, text string) {
	if start, end := clockTimes(text); start != "" {
		l.set(&m.Start, start)
		l.set(&m.End, end)
		return
	}
	if t := clockStart.FindStringSubmatch(text); t != nil && t[2]+t[3] != "" {
		l.set(&m.Start, clock(t[1], t[2], t[3]))
		return
	}
	t := clockTime.FindStringSubmatch(text)
	switch {
	case t == nil:
	case strings.HasPrefix(key, "end"):
		l.set(&m.End, clock(t[1]+t[4], t[2], t[3]+t[5]))
	case strings.HasPrefix(key, "time") || strings.HasPrefix(key, "start"):
		l.set(&m.Start, clock(t[1]+t[4], t[2], t[3]+t[5]))
	}
}

func (l *headLine) version(m *Meeting, key, value string) {
	said := ""
	switch {
	case key == "version" || strings.HasSuffix(key, "status"):
		said = version(value, true)
	case key == "" && len(l.text) < 80:
		said = version(l.text, false)
	}
	if said != "" {
		m.Version, l.used = mergeVersion(m.Version, said), true
	}
}

func titleKey(key string) bool {
	return key == "title" || key == "committee" || key == "group" || key == "subject"
}

var plainNumber = regexp.MustCompile(`^\d{1,4}x?$`)

func withoutDays(s string) string {
	for _, d := range days(s) {
		s = s[:d.start] + strings.Repeat(" ", d.end-d.start) + s[d.end:]
	}
	return s
}

// version is "Final", "Draft", "Draft v0.2", "v1.0", from a line that says so; "" where it does not. A
// line that is no status field must be about minutes.
func version(text string, field bool) string {
	word, number := "", ""
	if m := versionWord.FindStringSubmatch(text); m != nil {
		word = strings.ToUpper(m[1][:1]) + strings.ToLower(m[1][1:])
	}
	if m := versionNo.FindStringSubmatch(text); m != nil {
		number = "v" + m[1]
	} else if field && bareVersion.MatchString(text) {
		number = "v" + text
	}
	about := strings.Contains(strings.ToLower(text), "minutes")
	if !field && !about && len(strings.Fields(text)) > 3 || word == "" && number == "" {
		return ""
	}
	return strings.TrimSpace(word + " " + number)
}

func mergeVersion(old, add string) string {
	switch {
	case old == "":
		return add
	case add == "" || strings.Contains(old, add):
		return old
	case strings.HasPrefix(add, "v") && !strings.Contains(old, "v"):
		return old + " " + add
	case strings.HasPrefix(old, "v") && !strings.HasPrefix(add, "v"):
		return strings.TrimSpace(strings.Fields(add)[0] + " " + old)
	}
	return old
}

func (r *reader) applyFront(m *Meeting) {
	f := r.m.Front
	for _, o := range []struct{ to, from *string }{
		{&m.Group, &f.Group}, {&m.Number, &f.Number}, {&m.Document, &f.Document}, {&m.Title, &f.Title}, {&m.Start, &f.Start},
		{&m.End, &f.End}, {&m.Venue, &f.Venue}, {&m.Version, &f.Version}, {&m.Series, &f.Series},
	} {
		if *o.from != "" {
			*o.to = *o.from
		}
	}
	if f.Date == "" {
		return
	}
	if found := days(f.Date); len(found) == 1 && found[0].year != 0 {
		m.Date = found[0].iso(0)
	} else {
		r.say("warning", "no-date", 1, 1, "front matter's date "+quote(f.Date)+" is no date", "write it as YYYY-MM-DD; left out")
	}
}

// isHeadLine says whether a heading belongs to the document's head rather than to its agenda.
func (r *reader) isHeadLine(text string) bool {
	if peopleLabel.MatchString(text) || version(text, false) != "" || documentID.MatchString(text) || strings.HasSuffix(text, ":") {
		return true
	}
	if found := days(text); len(found) > 0 && len(text) < 60 {
		return true
	}
	if start, _ := clockTimes(text); start != "" || len(days(text)) > 0 && clockTime.MatchString(text) {
		return true
	}
	lower := strings.ToLower(text)
	return r.group(text) != nil || contents.MatchString(text) || keyValue.MatchString(text) || saysClassified.MatchString(text) || namesLevel.MatchString(text) ||
		r.groupIn(text) != "" && (strings.Contains(lower, "minutes") || strings.HasSuffix(lower, "meeting")) || isNextLine(text)
}

var contents = regexp.MustCompile(`(?i)^(?:minutes(?: of (?:the )?meeting)?|meeting minutes|agenda|contents|table of contents|meeting details)$`)
