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
	if len(head) < 60 {
		return r.knownOwners(head) // nothing but the owner
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
	for _, b := range append(readBodies(r.m.Front.Bodies), readBodies(r.m.Front.Absent)...) {
		if len(all) < maxBodies {
			all = appendNew(all, b.Name)
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
