package minutes

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	peopleLabel   = regexp.MustCompile(`(?i)^\W*(?:list of\s+)?(?:attendees|attendance(?: and apologies)?|attended by|present|in attendance|members(?: present)?|participants|other participants|other attendees|also (?:present|in attendance)|others?(?: present| in attendance| attending)|present by invitation|by invitation|observers|guests|apologies(?: received| for absence)?|absent|not present|distribution)\b\W*(?::|$)`)
	apologyText   = regexp.MustCompile(`(?i)^apologies\s+(?:for absence\s+)?(?:were|was|had been|have been)\s+(?:received|given|noted|sent)\s+(?:from|by|for)\s+(\S[^.]{2,400}\.?)$`)
	apologyLabel  = regexp.MustCompile(`(?i)^\W*(?:apologies|absent|not present|regrets)\b`)
	guestLabel    = regexp.MustCompile(`(?i)^\W*(?:(?:other\s+)?(?:participants|attendees)|in attendance|also (?:present|in attendance)|observers|guests|non-members|others?|(?:present )?by invitation)\b`)
	memberLabel   = regexp.MustCompile(`(?i)\bmembers?\b`)
	nameHead      = regexp.MustCompile(`(?i)^\W*(?:name|attendees?|(?:other\s+)?participants?|.*\bmembers?|person|delegate|observers?|guests?|apologies)\W*$`)
	bodyHead      = regexp.MustCompile(`(?i)^\W*(?:category|representing|organi[sz]ation|company|constituency|party|body|on behalf of|representation|sector|capacity)\W*$`)
	roleHead      = regexp.MustCompile(`(?i)^\W*(?:role|position|title|job title)\W*$`)
	alternate     = regexp.MustCompile(`(?i)^(?:alternate|alternative|deputy|deputising|substitut\w*|standing in|on behalf of)\s*(?:for\s+|of\s+)?(.+)$`)
	partOf        = regexp.MustCompile(`(?i)^(?:for\s+)?(?:agenda\s+)?(?:items?|sections?|section|part)\s*(?:only\s+)?(.+)$`)
	itemNumbers   = regexp.MustCompile(`(\d{1,2}(?:\.\d{1,2})*[A-Za-z]?)(?:\s*(?:-|–|—|to)\s*(\d{1,2}(?:\.\d{1,2})*))?`)
	roleWords     = regexp.MustCompile(`(?i)\b(?:chair(?:man|woman|person)?|secretary|secretariat|minutes|minute[- ]taker|deputy chair|vice[- ]chair|lead|observer|presenter|facilitator|adviser|advisor|technical support)\b`)
	chairCategory = regexp.MustCompile(`(?i)\b(?:chair(?:man|woman|person)?)\s*$`)
	personName    = regexp.MustCompile(`^\p{Lu}[\pL'’.-]*(?:\s\p{Lu}[\pL'’.-]*){1,3}(?:\s*\([^)]*\))?$`)
	itemsOnly     = regexp.MustCompile(`^[\d\s.&–-]*(?:and\s+\d+)?$`)
	notNames      = regexp.MustCompile(`(?i)^(?:none|n/?a|nil|no apologies.*|tbc|-|–|there were no.*|all members.*|apologies)\.?$`)
)

// people reads the attendance: what label stood last, and so whose names follow.
type people struct {
	r         *reader
	apologies bool
	member    bool
	carried   string // the category of the row before
	seen      map[string]bool
}

// readAttendance reads who was there from the tables and lists before the agenda; from the first items
// where the head names nobody.
func (r *reader) readAttendance() {
	p := &people{r: r, member: true, seen: map[string]bool{}}
	p.blocks(r.m.Preamble)
	for i := 0; i < len(r.m.Items) && i < 2; i++ {
		it := r.m.Items[i]
		if (len(r.m.Attendance) == 0 || len(r.m.Apologies) == 0) && attendanceItem.MatchString(it.Title) {
			q := &people{r: r, member: true, seen: p.seen, apologies: apologyLabel.MatchString(it.Title)}
			q.blocks(it.Blocks)
			for _, sub := range it.Items {
				q.label(sub.Title)
				q.blocks(sub.Blocks)
			}
		}
	}
}

var attendanceItem = regexp.MustCompile(`(?i)\b(?:attend|present|apolog|welcome|introduction|participants|quorum)`)

func (p *people) blocks(blocks []*Block) {
	listed := false // a label just asked for names
	for _, b := range blocks {
		switch b.Kind {
		case Paragraph, Heading:
			if b.Role == RoleBanner {
				continue
			}
			text := strings.TrimSpace(b.Text())
			if m := apologyText.FindStringSubmatch(text); m != nil {
				p.label("Apologies")
				p.names(strings.TrimSuffix(m[1], "."), b)
				continue
			}
			if peopleLabel.MatchString(text) {
				listed = true
				p.labelled(b)
				continue
			}
			if b.Kind == Heading {
				listed = false
			}
			if listed && b.Role == RoleNone {
				p.prose(b)
			}
		case List:
			if listed {
				p.list(b)
			}
		case Table:
			if p.r.isPeopleTable(b) {
				p.table(b)
			}
		}
	}
}

// labelled reads a label such as "Apologies:" and the names that stand on its line or under it.
func (p *people) labelled(b *Block) {
	for _, l := range leafLines(b) {
		label, names, ok := strings.Cut(l.text, ":")
		if peopleLabel.MatchString(l.text) {
			if !ok {
				p.label(l.text)
				continue
			}
			p.label(label)
			p.names(strings.Trim(names, " *"), l.block)
			continue
		}
		p.names(l.text, l.block)
	}
	if b.Role == RoleNone {
		b.Role = RolePeople
	}
}

func (p *people) label(text string) {
	text = strings.Trim(text, " *:")
	switch {
	case apologyLabel.MatchString(text):
		p.apologies, p.member = true, true
	case guestLabel.MatchString(text) && !memberLabel.MatchString(text) && !strings.EqualFold(text, "attendees"):
		p.apologies, p.member = false, false
	default:
		p.apologies, p.member = false, true
	}
	p.carried = ""
}

var bodyNames = regexp.MustCompile(`^\**[A-Z][\pL/& -]{1,40}:\**\s*[A-Z][\pL'’-]+\s+[A-Z]`)

var prosePeople = regexp.MustCompile(`^[\pL][\pL.'’-]*(?:\s+[\pL'’][\pL.'’-]*){1,4}\s*(?:\([^)]*\))?\s*(?:[,;]|$|[–-]|and\b)`)

// prose reads a paragraph of names under a label.
func (p *people) prose(b *Block) {
	text := strings.TrimSpace(b.Text())
	if bodyNames.MatchString(text) {
		for _, l := range leafLines(b) {
			body, names, _ := strings.Cut(l.text, ":")
			p.bodyNames(strings.Trim(names, " *"), strings.Trim(body, " *"), b)
		}
		b.Role = RolePeople
		return
	}
	first, _ := firstLine(b)
	if len(text) < 2000 && prosePeople.MatchString(first) && !strings.Contains(text, ". ") {
		for _, l := range leafLines(b) {
			p.names(strings.TrimSuffix(l.text, "."), b)
		}
		b.Role = RolePeople
	}
}

// bodyNames reads names that stand after the body they represent.
func (p *people) bodyNames(text, body string, at *Block) {
	before := p.carried
	p.carried = body
	p.names(text, at)
	p.carried = before
}

// names reads names on one line, parted by commas outside brackets, semicolons or "and".
func (p *people) names(text string, at *Block) {
	if !strings.ContainsRune(text, ',') && !strings.ContainsRune(text, ';') {
		for _, part := range splitOutside(text, " and ") {
			p.add(part, p.carried, "", at.Line)
		}
		return
	}
	sep := ","
	if strings.ContainsRune(text, ';') {
		sep = ";"
	}
	for _, part := range splitOutside(text, sep) {
		part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "and "))
		for _, one := range splitOutside(part, " and ") {
			p.add(one, p.carried, "", at.Line)
		}
	}
}

// splitOutside splits at a separator that stands in no brackets.
func splitOutside(s, sep string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')' && depth > 0:
			depth--
		case depth == 0 && strings.HasPrefix(s[i:], sep):
			parts = append(parts, s[from:i])
			from = i + len(sep)
		}
	}
	return append(parts, s[from:])
}

func (p *people) list(list *Block) {
	for _, item := range list.Blocks {
		for _, b := range item.Blocks {
			switch {
			case b.Kind == Paragraph && peopleLabel.MatchString(b.Text()):
				p.labelled(b)
			case b.Kind == Paragraph:
				if category, name, ok := strings.Cut(b.Text(), ": "); ok {
					p.add(name, category, "", b.Line)
				} else {
					p.add(b.Text(), "", "", b.Line)
				}
			case b.Kind == List:
				p.list(b)
			}
		}
	}
	if list.Role == RoleNone {
		list.Role = RolePeople
	}
}

var trailing = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]`)

// add reads one person: "Jane Doe (alternate for X)", "Jane Doe (agenda item 6 & 7)", "Jane Doe, DCC".
func (p *people) add(text, body, role string, line int) {
	text = strings.Trim(strings.Join(strings.Fields(text), " "), " .;*")
	if text == "" || len(text) > 200 || notNames.MatchString(text) {
		return
	}
	a := Attendee{Representing: body, Role: role, Member: p.member, Line: line}
	for _, m := range trailing.FindAllStringSubmatch(text, -1) {
		p.note(&a, strings.TrimSpace(m[1]))
	}
	a.Name = strings.TrimSpace(trailing.ReplaceAllString(text, ""))
	for _, sep := range []string{" – ", " - ", ", ", " — "} {
		if name, rest, ok := strings.Cut(a.Name, sep); ok {
			a.Name = strings.TrimSpace(name)
			p.note(&a, strings.TrimSpace(rest))
		}
	}
	if chairCategory.MatchString(a.Representing) && a.Role == "" {
		a.Role = "Chair"
		if p.r.group(strings.TrimSpace(chairCategory.ReplaceAllString(a.Representing, ""))) != nil || strings.EqualFold(a.Representing, "chair") {
			a.Representing = ""
		}
	}
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

// note reads what stands in brackets after a name.
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
	case note == "":
	case roleWords.MatchString(note):
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
