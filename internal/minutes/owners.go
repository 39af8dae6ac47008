package minutes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	ownerField = regexp.MustCompile(`(?i)\b(?:action\s+)?owners?\s*[:–-]\s*([^.;()\[\]]{2,60})`)
	ownerVerb  = regexp.MustCompile(`\s(?:to|will|shall|should|must|agreed to|is to|are to)\s`)
	topicEnd   = regexp.MustCompile(`(?:: | – | — | - )`)
	ownerSplit = regexp.MustCompile(`\s*(?:,|;|/|&|\band\b|\bwith\b)\s*`)
	ownerTail  = regexp.MustCompile(`(?i)^(?:members?|representatives?|team|teams|’s|'s|colleagues|staff|attendees|commercial|to|all)?(?:\s+(?:members?|representatives?|team|colleagues))?$`)
	memberTail = regexp.MustCompile(`(?i)\s+(?:members?|attendees)$`)
	ownerRole  = regexp.MustCompile(`(?i)^(?:\S+ )?(?:vice[- ]|deputy )?(?:chair|secretary)$`)
	article    = regexp.MustCompile(`(?i)^(?:the|an?|all)\s+`)

	dueLead   = regexp.MustCompile(`(?i)\b(?:by|before|no later than|not later than|due(?:\s+(?:date|by|on))?\s*:?|deadline\s*:?|until|on or before|target(?:\s+date)?\s*:)\s+(?:the\s+)?(?:close of (?:business|play)\s+(?:on\s+)?)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?`)
	byMeeting = regexp.MustCompile(`(?i)\b(?:by|at|for|before|in|to)\s+(?:the\s+)?(?:[\pL'’-]+\s+){0,4}?meeting\b[\s,(:–-]*`)
	nextOne   = regexp.MustCompile(`(?i)\b(?:by|at|for|before)\s+the\s+next\s+(?:[\pL-]+\s+){0,2}?meeting\b`)
)

// ownersAndDue reads from an action's words on whom it falls and by when.
func (r *reader) ownersAndDue(a *Action, b *Block) {
	if a.Owners == nil {
		a.Owners = r.owners(a.Text)
	}
	if len(a.Owners) == 0 {
		r.advise("action-without-owner", b, "action "+quote(a.ID)+" does not say who is to do it", "begin it with the owner, such as: The DCC to ...")
	}
	r.due(a)
	if a.Due != "" && r.m.Meeting.Date != "" && a.Due < r.m.Meeting.Date {
		r.warn("due-before-meeting", b, "action "+quote(a.ID)+" is due on "+a.Due+", before the meeting of "+r.m.Meeting.Date, "kept as written")
	}
}

// owners are the bodies or people before the verb: "Topic: SECAS and the DCC to work ..." falls on both.
func (r *reader) owners(text string) []string {
	if m := ownerField.FindStringSubmatch(text); m != nil {
		return r.ownerList(m[1])
	}
	head := text[:min(len(text), 300)]
	m := ownerVerb.FindStringIndex(head)
	for m != nil {
		subject := head[:m[0]]
		if all := topicEnd.FindAllStringIndex(subject, -1); len(all) > 0 {
			subject = subject[all[len(all)-1][1]:]
		}
		if found := r.ownerList(subject); len(found) > 0 {
			return found
		}
		next := ownerVerb.FindStringIndex(head[m[1]:])
		if next == nil {
			break
		}
		m = []int{next[0] + m[1], next[1] + m[1]}
	}
	if name, _, ok := strings.Cut(head, ":"); ok && len(name) < 60 {
		return r.knownOwners(name)
	}
	if end := topicEnd.FindStringIndex(head); end != nil {
		return r.knownOwners(head[:end[0]])
	}
	return nil
}

// ownerList are the owners that a phrase names; nil where one part of it is none.
func (r *reader) ownerList(phrase string) []string {
	var all []string
	for _, part := range ownerSplit.Split(strings.Trim(phrase, " .:*()[]"), -1) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		owner := r.owner(part)
		if owner == "" {
			return nil
		}
		all = appendNew(all, owner)
	}
	return all
}

// knownOwners are the owners of a phrase if it names only known ones.
func (r *reader) knownOwners(phrase string) []string {
	found := r.ownerList(phrase)
	for _, f := range found {
		if !r.isKnownOwner(f) {
			return nil
		}
	}
	return found
}

func (r *reader) isKnownOwner(name string) bool {
	for _, known := range r.bodies() {
		if strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}

// maxBodies is how many bodies are looked for in an action's words.
const maxBodies = 300

// bodies are the owners known by name: the rules', the groups, and whoever the attendance represents.
func (r *reader) bodies() []string {
	if r.known != nil {
		return r.known
	}
	all := append([]string{}, r.rules.Owners...)
	if r.m.Meeting.Group != "" {
		all = append(all, r.m.Meeting.Group)
	}
	for _, g := range r.rules.Groups {
		all = append(all, g.ID)
	}
	for _, list := range [][]Attendee{r.m.Attendance, r.m.Apologies} {
		for _, a := range list {
			if a.Representing != "" && len(all) < maxBodies {
				all = appendNew(all, a.Representing)
			}
		}
	}
	r.known = all
	return all
}

func appendNew(all []string, s string) []string {
	for _, have := range all {
		if have == s {
			return all
		}
	}
	return append(all, s)
}

// owner is one body or person: a known one with what may follow it ("OPSG members"), a group by its name,
// or one to four words in capitals.
func (r *reader) owner(part string) string {
	part = article.ReplaceAllString(strings.TrimSpace(part), "")
	for _, name := range []string{part, memberTail.ReplaceAllString(part, "")} {
		if g := r.group(name); g != nil {
			return g.ID
		}
	}
	for _, known := range r.bodies() {
		if len(part) >= len(known) && strings.EqualFold(part[:len(known)], known) {
			rest := strings.TrimSpace(part[len(known):])
			if rest == "" || ownerTail.MatchString(rest) {
				return known
			}
		}
	}
	switch strings.TrimSuffix(strings.ToLower(part), " members") {
	case "members", "group", "committee", "panel", "sub-committee", "board":
		return r.m.Meeting.Group
	}
	if ownerRole.MatchString(part) {
		return part
	}
	return properName(part)
}

// properName is a phrase of one to four capitalised words, "" for any other.
func properName(part string) string {
	list := strings.Fields(part)
	if len(list) == 0 || len(list) > 4 || len(part) > 60 {
		return ""
	}
	for _, w := range list {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) {
			return ""
		}
	}
	return part
}

// due reads the date or the meeting by which an action is to be done.
func (r *reader) due(a *Action) {
	for _, m := range dueLead.FindAllStringIndex(a.Text, 20) {
		rest := a.Text[m[1]:min(len(a.Text), m[1]+60)]
		if found := days(rest); len(found) > 0 && found[0].start <= 1 {
			a.Due = found[0].after(r.m.Meeting.Date)
			break
		}
		if end := monthEnd.FindStringSubmatch(rest); end != nil && strings.HasPrefix(strings.ToLower(rest), "end of") {
			a.Due = endOfMonth(end, r.m.Meeting.Date)
			break
		}
	}
	for _, m := range byMeeting.FindAllStringIndex(a.Text, 20) {
		if id := documentID.FindStringSubmatchIndex(a.Text[m[1]:]); id != nil && id[0] <= 2 {
			a.DueMeeting = r.meetingID(a.Text[m[1]+id[2]:m[1]+id[3]], a.Text[m[1]+id[4]:m[1]+id[5]])
			return
		}
	}
	for _, m := range dueLead.FindAllStringIndex(a.Text, 20) {
		if id := documentID.FindStringSubmatchIndex(a.Text[m[1]:]); id != nil && id[0] == 0 {
			a.DueMeeting = r.meetingID(a.Text[m[1]+id[2]:m[1]+id[3]], a.Text[m[1]+id[4]:m[1]+id[5]])
			return
		}
	}
	if a.Due == "" && nextOne.MatchString(a.Text) {
		a.Due = r.nextDate()
	}
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
