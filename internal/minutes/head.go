package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
	keyValue    = regexp.MustCompile(`(?i)^(date(?: of meeting)?|meeting date|time|venue|location|place|held at|held via|version|status|document status|meeting(?: (?:number|no\.?|reference|ref|id))?|document(?: (?:reference|ref|id|name))?|reference|committee|group|title|subject|start(?: time)?|end(?: time)?|series)\s*[:–|]\s*(.+)$`)
	versionWord = regexp.MustCompile(`(?i)\b(final|draft|approved|confirmed|unconfirmed|unapproved)\b`)
	versionNo   = regexp.MustCompile(`(?i)\bv(?:ersion)?\.?\s*(\d+(?:\.\d+)*)\b`)
	placeWord   = regexp.MustCompile(`(?i)^(?:via\s+|by\s+|held\s+(?:via|by|at|in|on)\s+)?(?:teleconference|tele-conference|conference call|microsoft teams|ms teams|teams(?: meeting)?|zoom|webex|skype.*|online|virtual(?: meeting)?|video\s?conference|hybrid.*)\b`)
	heldAt      = regexp.MustCompile(`(?i)^(?:held\s+)?(?:via|by|at|in|on)\s+`)
	meetingNo   = regexp.MustCompile(`(?i)\bmeeting\s*(?:no\.?|number|#|ref\.?)?\s*[:#]?\s*(\d{1,4}x?)\b|\b(\d{1,4})(?:st|nd|rd|th)\s+(?:\pL+\s+){0,4}meeting\b|\bno\.?\s*(\d{1,4}x?)\b|#(\d{1,4}x?)\b`)
	titleWord   = regexp.MustCompile(`(?i)\b(?:meeting|minutes|committee|sub-committee|group|panel|board|forum)\b`)
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
	r.nameGroup(lines, m)
	r.nameMeeting(m)
	r.nameSeries(lines, m)
	r.checkDate(m)
}

// headLines are the lines before the agenda, without banners and without the tables of people; none after
// the people begin.
func (r *reader) headLines() []headLine {
	var lines []headLine
	for _, b := range r.m.Preamble {
		switch b.Kind {
		case Paragraph, Heading, Quote, List:
			b.Walk(func(in *Block) {
				if in.Role != RoleBanner {
					lines = append(lines, barLines(leafLines(in))...)
				}
			})
		case Table:
			if !r.isPeopleTable(b) {
				lines = append(lines, tableLines(b)...)
			}
		}
		if n := len(lines); n > 0 && peopleLabel.MatchString(lines[n-1].text) || n > 200 {
			break
		}
	}
	return lines
}

// barLines parts the lines of the head at bars: "24 May 2021 | 10:00 - 12:00 | Teams".
func barLines(lines []headLine) []headLine {
	var all []headLine
	for _, l := range lines {
		for _, part := range strings.Split(l.text, " | ") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, headLine{text: part, block: l.block})
			}
		}
	}
	return all
}

func leafLines(b *Block) []headLine {
	var lines []headLine
	var s strings.Builder
	flush := func() {
		if text := strings.TrimSpace(s.String()); text != "" {
			lines = append(lines, headLine{text: text, block: b})
		}
		s.Reset()
	}
	for i, sp := range b.Spans {
		if sp.Break || i > 0 && sp.Line != b.Spans[i-1].Line && !sp.Joined && !b.Spans[i-1].Joined {
			flush()
		}
		if !sp.Break {
			s.WriteString(sp.Text)
		}
	}
	flush()
	return lines
}

func tableLines(table *Block) []headLine {
	var lines []headLine
	for _, row := range table.Blocks {
		if n := len(row.Blocks); n == 0 || n > 4 {
			continue
		}
		for i := 0; i+1 < len(row.Blocks); i += 2 {
			key, value := strings.TrimRight(strings.TrimSpace(row.Blocks[i].Text()), ":"), strings.TrimSpace(row.Blocks[i+1].Text())
			if row.Blocks[i].Role == RoleBanner || row.Blocks[i+1].Role == RoleBanner {
				continue
			}
			if key != "" && value != "" {
				lines = append(lines, headLine{text: key + ": " + value, block: row.Blocks[i+1]})
			} else if key+value != "" {
				lines = append(lines, headLine{text: key + value, block: row.Blocks[i]})
			}
		}
		if len(row.Blocks) == 1 {
			lines = append(lines, leafLines(row.Blocks[0])...)
		}
	}
	return lines
}

// headLine reads one line of the head. What is said first stands.
func (r *reader) headLine(l *headLine, m *Meeting) {
	if len(l.text) > 300 {
		return
	}
	used := false
	set := func(field *string, value string) {
		if used = used || value != ""; *field == "" {
			*field = value
		}
	}
	key, value := "", l.text
	if kv := keyValue.FindStringSubmatch(l.text); kv != nil {
		key, value = strings.ToLower(kv[1]), strings.Trim(kv[2], " *")
	}
	if id := documentID.FindStringSubmatch(l.text); id != nil && (m.Document == "" || id[3] != "") && r.ownID(id[1], m) {
		m.Document, used = id[0], true
	}
	if found := days(value); len(found) > 0 && found[0].year != 0 && !isNextLine(l.text) {
		set(&m.Date, found[0].iso(0))
	}
	undated := withoutDays(value)
	if start, end := clockTimes(undated); start != "" {
		set(&m.Start, start)
		set(&m.End, end)
	} else if t := clockStart.FindStringSubmatch(undated); t != nil && (t[2] != "" || t[3] != "") {
		set(&m.Start, clock(t[1], t[2], t[3]))
	} else if strings.HasPrefix(key, "time") || strings.HasPrefix(key, "start") || strings.HasPrefix(key, "end") {
		if t := clockTime.FindStringSubmatch(value); t != nil {
			if strings.HasPrefix(key, "end") {
				set(&m.End, clock(t[1]+t[4], t[2], t[3]+t[5]))
			} else {
				set(&m.Start, clock(t[1]+t[4], t[2], t[3]+t[5]))
			}
		}
	}
	switch {
	case key == "venue" || key == "location" || key == "place" || strings.HasPrefix(key, "held"):
		set(&m.Venue, value)
	case key == "" && placeWord.MatchString(l.text) && len(l.text) < 80:
		set(&m.Venue, heldAt.ReplaceAllString(l.text, ""))
	case key == "version" || strings.HasSuffix(key, "status"):
		m.Version = mergeVersion(m.Version, version(value, true))
		used = true
	case key == "" && len(l.text) < 80:
		if v := version(l.text, false); v != "" {
			m.Version = mergeVersion(m.Version, v)
			used = used || m.Title != ""
		}
	}
	if key == "meeting number" || key == "meeting no" || key == "meeting no." || key == "meeting" {
		if n := regexpNumber.FindString(value); n != "" && len(value) < 8 {
			set(&m.Number, n)
		}
	}
	if m.Title == "" && (key == "" || titleKey(key)) && titleWord.MatchString(value) && !peopleLabel.MatchString(l.text) && version(l.text, false) == "" {
		m.Title = value
	}
	if l.used = used || m.Title == value; l.used {
		if l.block.Role == RoleNone && l.block.Kind != Cell {
			l.block.Role = RoleTitle
		}
	}
	if m.Number == "" && !isNextLine(l.text) {
		if n := meetingNo.FindStringSubmatch(undated); n != nil && (l.text == m.Title || n[1]+n[2] != "") {
			m.Number, l.used = strings.ToLower(n[1]+n[2]+n[3]+n[4]), true
		}
	}
}

func titleKey(key string) bool {
	return key == "title" || key == "committee" || key == "group" || key == "subject"
}

var regexpNumber = regexp.MustCompile(`^\d{1,4}x?$`)

func withoutDays(s string) string {
	for _, d := range days(s) {
		s = s[:d.start] + strings.Repeat(" ", d.end-d.start) + s[d.end:]
	}
	return s
}

// ownID says whether a meeting's id in the head can be this document's: the first one that stands there,
// unless the front matter names another group.
func (r *reader) ownID(prefix string, m *Meeting) bool {
	return r.m.Front.Group == "" || r.m.Front.Group == prefix || m.Document == ""
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
	} else if field && regexp.MustCompile(`^\d+(?:\.\d+)*$`).MatchString(text) {
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

// unlabelledVenue takes the line after the time for the place, if it says nothing else.
func (r *reader) unlabelledVenue(lines []headLine, m *Meeting) {
	if m.Venue != "" {
		return
	}
	for i, l := range lines {
		if i == 0 || l.used || l.block.Kind == Cell || peopleLabel.MatchString(l.text) ||
			strings.HasSuffix(l.text, ":") || len(l.text) > 120 || keyValue.MatchString(l.text) {
			continue
		}
		before := lines[i-1].text
		start, _ := clockTimes(withoutDays(before))
		if start != "" || len(days(before)) > 0 && m.Start == "" {
			m.Venue = l.text
			if l.block.Role == RoleNone {
				l.block.Role = RoleTitle
			}
			return
		}
	}
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
	t := regexp.MustCompile(`(?i)\s+(?:meeting|minutes).*$`).ReplaceAllString(title, "")
	if documentID.MatchString(t) || days(t) != nil {
		return ""
	}
	return t
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
		group = strings.Trim(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(group, "-"), "-")
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
		if text := p.block.Text(); p.block.Kind == Paragraph && actionLead.MatchString(text) {
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

// isHeadLine says whether a heading belongs to the document's head rather than to its agenda.
func (r *reader) isHeadLine(text string) bool {
	if peopleLabel.MatchString(text) || version(text, false) != "" || documentID.MatchString(text) || strings.HasSuffix(text, ":") {
		return true
	}
	if found := days(text); len(found) > 0 && len(text) < 60 {
		return true
	}
	if start, _ := clockTimes(text); start != "" {
		return true
	}
	lower := strings.ToLower(text)
	return r.group(text) != nil || contents.MatchString(text) || keyValue.MatchString(text) || saysClassified.MatchString(text) || namesLevel.MatchString(text) ||
		r.groupIn(text) != "" && (strings.Contains(lower, "minutes") || strings.HasSuffix(lower, "meeting")) || isNextLine(text)
}

var contents = regexp.MustCompile(`(?i)^(?:minutes(?: of (?:the )?meeting)?|meeting minutes|agenda|contents|table of contents|meeting details)$`)
