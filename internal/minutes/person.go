package minutes

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	trailing      = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]`)
	alternate     = regexp.MustCompile(`(?i)^(?:(?:alternate|alternative|deputy|deputising|proxy|substitut\w*|standing in|attending|acting)\s+(?:for|of)|on behalf of)\s+(.+)$`)
	standIn       = regexp.MustCompile(`(?i)^(?:alternate|alternative|deputy|substitute|proxy|represented by)\b`)
	partOf        = regexp.MustCompile(`(?i)^(?:for\s+)?(?:agenda\s+)?(?:items?|sections?|section|part)\s*(?:only\s+)?(.+)$`)
	itemNumbers   = regexp.MustCompile(`(\d{1,2}(?:\.\d{1,2})*[A-Za-z]?)(?:\s*(?:-|–|—|to)\s*(\d{1,2}(?:\.\d{1,2})*))?`)
	roleWords     = regexp.MustCompile(`(?i)\b(?:chair(?:man|woman|person)?|convenor|convener|president|secretary|secretariat|clerk|treasurer|minutes|minute[- ]taker|deputy chair|vice[- ]chair|lead|observer|presenter|facilitator|adviser|advisor|technical support|director|officer|executive|counsel|by (?:phone|telephone|video))\b`)
	guestRole     = regexp.MustCompile(`(?i)\b(?:presenter|secretariat|(?:meeting|minutes?) secretary|minute[- ]taker|observer|participant|in attendance|guest|invitee|invited|visitor|non-member)\b`)
	memberEnd     = regexp.MustCompile(`(?i)^(.*?)\s*\bmembers?$`)
	ownBody       = regexp.MustCompile(`(?i)^(?:the\s+)?(?:panel|group|committee|sub-committee|board|council|forum|full|voting)?$`)
	chairCategory = regexp.MustCompile(`(?i)\b(?:chair(?:man|woman|person)?)\s*$`)
	personName    = regexp.MustCompile(`^\p{Lu}[\pL'’.-]*(?:\s\p{Lu}[\pL'’.-]*){1,3}(?:\s*\([^)]*\))?$`)
	itemsOnly     = regexp.MustCompile(`^[\d\s.&–-]*(?:and\s+\d+)?$`)
	notNames      = regexp.MustCompile(`(?i)^(?:none|n/?a|nil|no apologies.*|tbc|-|–|there were no.*|all members.*|apologies|(?:the|\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|several|some|no)\s+(?:\pL+\s+)?members? of the (?:public|press).*)\.?$`)
	nameDashes    = regexp.MustCompile(`\s+(?:–|—|--|-)\s+|,\s+`)
	bodyAfterOf   = regexp.MustCompile(`^(\p{Lu}[\pL'’.-]*(?:\s\p{Lu}[\pL'’.-]*){1,3}) (?:of|from|representing) (?:the )?(\S.*)$`)
)

var (
	chairHints  = newHints("chair")
	memberHints = newHints("member")
)

// add reads one person: "Jane Doe (alternate for X)", "Jane Doe (agenda item 6 & 7)", "Jane Doe, DCC",
// "Jane Doe (JD) – Chair".
func (p *people) add(text, body, role string, line int) {
	text = strings.Trim(strings.Join(strings.Fields(text), " "), " .;*")
	if text == "" || len(text) > 200 || notNames.MatchString(text) {
		return
	}
	a := Attendee{Representing: body, Member: p.member, Line: line}
	if p.isPlainMember(body) {
		a.Representing, a.Member = "", true
	}
	p.roleCell(&a, role)
	plain := strings.TrimSpace(withoutTrailing(text))
	notes := nameDashes.Split(plain, -1)
	a.Name = strings.TrimSpace(notes[0])
	if m := bodyAfterOf.FindStringSubmatch(a.Name); m != nil {
		a.Name, notes = m[1], append([]string{"", m[2]}, notes[1:]...)
	}
	for _, m := range trailingNotes(text) {
		if note := strings.TrimSpace(m[1]); note != initialsOf(a.Name) {
			p.note(&a, note)
		}
	}
	for _, note := range notes[1:] {
		p.note(&a, strings.TrimSpace(note))
	}
	p.chair(&a)
	p.keep(a)
}

// trailingNotes are what stands in brackets in a text.
func trailingNotes(text string) [][]string {
	if !strings.ContainsAny(text, "([") {
		return nil
	}
	return trailing.FindAllStringSubmatch(text, -1)
}

func withoutTrailing(text string) string {
	if !strings.ContainsAny(text, "([") {
		return text
	}
	return trailing.ReplaceAllString(text, "")
}

// chair takes a category such as "Operations Group Chair" for a role.
func (p *people) chair(a *Attendee) {
	if !chairHints.in(a.Representing) || !chairCategory.MatchString(a.Representing) || a.Role != "" {
		return
	}
	a.Role = "Chair"
	if own := chairCategory.ReplaceAllString(a.Representing, ""); p.isOwn(own) {
		a.Representing, a.Member = "", a.Member || p.r.group(strings.TrimSpace(own)) != nil
	}
}

// isOwn says whether words name no body but the one that meets.
func (p *people) isOwn(words string) bool {
	words = strings.TrimSpace(words)
	return ownBody.MatchString(words) || p.r.group(words) != nil || strings.EqualFold(words, p.r.m.Meeting.Group)
}

// isPlainMember says whether words say no more than that someone is a member: "SSC Member".
func (p *people) isPlainMember(words string) bool {
	if !memberHints.in(words) {
		return false
	}
	m := memberEnd.FindStringSubmatch(words)
	return m != nil && p.isOwn(m[1])
}

// keep adds a person to those present or those who sent apologies, once.
func (p *people) keep(a Attendee) {
	key := a.Name + "\x00" + a.Representing
	if a.Name == "" || p.seen[key] {
		return
	}
	p.seen[key] = true
	if p.apologies {
		p.r.m.Apologies = append(p.r.m.Apologies, a)
	} else {
		p.r.m.Attendance = append(p.r.m.Attendance, a)
	}
}

// initialsOf is "RD" for "Rae Dunn".
func initialsOf(name string) string {
	initials := ""
	for _, w := range strings.Fields(name) {
		initials += w[:1]
	}
	return strings.ToUpper(initials)
}

// roleCell reads a cell of roles: "Presenter (items 3 and 4)". A plain member's role is "".
func (p *people) roleCell(a *Attendee, cell string) {
	for _, m := range trailingNotes(cell) {
		p.note(a, strings.TrimSpace(m[1]))
	}
	role := strings.TrimSpace(withoutTrailing(cell))
	if p.isPlainMember(role) {
		return
	}
	if guestRole.MatchString(role) {
		a.Member = false
	}
	if role != "" {
		a.Role = role
	}
}

// note reads what stands in brackets or behind a dash after a name.
func (p *people) note(a *Attendee, note string) {
	if parts := strings.Split(note, ", "); len(parts) > 1 && !partOf.MatchString(note) {
		for i, part := range parts {
			if itemsOnly.MatchString(part) && i > 0 {
				a.Items = append(a.Items, itemList(part)...) // "items 3, 5"
			} else {
				p.note(a, strings.TrimSpace(part))
			}
		}
		return
	}
	if m := alternate.FindStringSubmatch(note); m != nil {
		a.AlternateFor = strings.TrimSpace(m[1])
		return
	}
	if m := partOf.FindStringSubmatch(note); m != nil && itemNumbers.MatchString(m[1]) {
		a.Items = append(a.Items, itemList(m[1])...)
		return
	}
	switch {
	case note == "" || p.isPlainMember(note):
	case standIn.MatchString(note) || guestRole.MatchString(note) || roleWords.MatchString(note):
		a.Member = a.Member && !guestRole.MatchString(note)
		if a.Role == "" {
			a.Role = note
		}
	case a.Representing == "":
		a.Representing = note
	case a.Role == "":
		a.Role = note
	}
}

// itemList is "6 & 7" or "3-5" as numbers.
func itemList(s string) []string {
	var all []string
	for _, m := range itemNumbers.FindAllStringSubmatch(s, 20) {
		all = append(all, m[1])
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if m[2] == "" || strings.Contains(m[1]+m[2], ".") || to-from > 30 {
			if m[2] != "" {
				all = append(all, m[2])
			}
			continue
		}
		for n := from + 1; n <= to; n++ {
			all = append(all, itoa(n))
		}
	}
	return all
}
