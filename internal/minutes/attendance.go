package minutes

import (
	"regexp"
	"strings"
)

var (
	peopleLabel  = regexp.MustCompile(`(?i)^\W*(?:list of\s+)?(?:(?:(?:non-)?voting|core|full|other|panel|committee|sub-committee|group|board|council|forum|invited|external)\s+){0,2}(?:attendees|attendance(?: and apologies)?|attended by|present|in attendance|(?:members|experts|delegates|councillors|representatives|directors)(?: present| in attendance| attending)?|participants|also (?:present|in attendance)|others?(?: present| in attendance| attending)|present by invitation|by invitation|observers|guests|apologies(?: received| for absence)?|absent|not present|regrets|distribution)\b\W*(?::|$)`)
	apologyText  = regexp.MustCompile(`(?i)^apologies\s+(?:for absence\s+)?(?:were|was|had been|have been)\s+(?:received|given|noted|sent)\s+(?:from|by|for)\s+(\S[^.]{2,400}\.?)$`)
	apologyLabel = regexp.MustCompile(`(?i)^\W*(?:apologies|absent|not present|regrets)\b`)
	attendedText = regexp.MustCompile(`(?i)^(?:the\s+(?:meeting|call)\s+was\s+attended\s+by|those\s+present\s+were|in\s+attendance\s+were)\s+(\S.{2,900})$`)
	guestLabel   = regexp.MustCompile(`(?i)^\W*(?:non-voting\b|(?:other\s+)?(?:participants|attendees)|in attendance|also (?:present|in attendance)|observers|guests|non-members|others?|(?:present )?by invitation)\b`)
	memberLabel  = regexp.MustCompile(`(?i)\bmembers?\b`)
	nameHead     = regexp.MustCompile(`(?i)^\W*(?:name|attendees?|(?:other\s+)?participants?|.*\bmembers?|person|delegate|observers?|guests?|apologies|(?:members\s+)?present|in attendance)\W*$`)
	bodyHead     = regexp.MustCompile(`(?i)^\W*(?:category|representing|organi[sz]ation|company|constituency|party|body|on behalf of|representation|sector|capacity)\W*$`)
	roleHead     = regexp.MustCompile(`(?i)^\W*(?:role|position|title|job title)\W*$`)
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
	for i := 0; i < len(r.m.Items) && i < 3; i++ {
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
	r.known = nil // who the attendance represents is known now
}

var attendanceItem = regexp.MustCompile(`(?i)\b(?:attend|present|apolog|welcome|introduction|participants|quorum|roll.call)`)

func (p *people) blocks(blocks []*Block) {
	listed := nobody
	for _, b := range blocks {
		switch b.Kind {
		case Paragraph, Heading:
			if b.Role == RoleBanner {
				continue
			}
			text := strings.TrimSpace(b.Text())
			switch {
			case p.sentence(text, b):
			case peopleLabel.MatchString(text):
				listed = p.labelled(b)
			case b.Kind == Heading:
				listed = nobody
			case listed != nobody && b.Role == RoleNone:
				p.prose(b, listed)
			}
		case List:
			if listed != nobody {
				p.list(b)
			}
		case Table:
			if p.r.isPeopleTable(b) {
				p.table(b)
			}
		}
	}
}

// awaited is who may stand in the paragraphs after a label.
type awaited int

const (
	nobody  awaited = iota
	bodies          // more bodies with their people, after a label with names on its line
	anybody         // names, after a label that stands alone
)

// sentence reads people from a sentence: "Apologies were received from ...", "The meeting was attended by ...".
func (p *people) sentence(text string, b *Block) bool {
	label, m := "Apologies", apologyText.FindStringSubmatch(text)
	if m == nil {
		label, m = "Attendees", attendedText.FindStringSubmatch(text)
	}
	if m == nil {
		return false
	}
	p.label(label)
	p.names(strings.TrimSuffix(strings.TrimSpace(m[1][:sentenceEnds(m[1])[0]]), "."), b)
	if b.Role == RoleNone || b.Role == RoleTitle {
		b.Role = RolePeople
	}
	return true
}

// peopleLines are the lines of a leaf, put together where one ends within brackets or with a comma.
func peopleLines(b *Block) []headLine {
	var all []headLine
	for _, l := range leafLines(b) {
		if n := len(all); n > 0 && !peopleLabel.MatchString(l.text) && !bodyNames.MatchString(l.text) {
			before := all[n-1].text
			if strings.Count(before, "(") > strings.Count(before, ")") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, " and") {
				all[n-1].text += " " + l.text
				continue
			}
		}
		all = append(all, l)
	}
	return all
}

// labelled reads a label such as "Apologies:" and the names that stand on its line or under it. It says who
// may follow.
func (p *people) labelled(b *Block) awaited {
	after := anybody
	for _, l := range peopleLines(b) {
		label, names, ok := strings.Cut(l.text, ":")
		switch {
		case !peopleLabel.MatchString(l.text):
			after = bodies
			p.line(l.text, l.block)
		case ok && strings.Trim(names, " *") != "":
			after = bodies
			p.label(label)
			p.names(strings.Trim(names, " *"), l.block)
		default:
			after = anybody
			p.label(label)
		}
	}
	if b.Role == RoleNone {
		b.Role = RolePeople
	}
	return after
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

var (
	bodyNames   = regexp.MustCompile(`^\**([A-Z][\pL/& -]{1,40}?)(?::\**|\s+(?:–|—|--|-)\s)\s*([A-Z][\pL'’.-]*\s+[\pL'’].*)$`)
	prosePeople = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?:\s+(?:\p{Lu}[\pL.'’-]*|d[aeiou]|del?|v[ao]n|der|ten|bin|al|of)){1,5}\s*(?:\([^)]*\))?\s*(?:[,;]|$|[–-]|and\b)`)
)

// line reads one line of people, which may begin with the body they represent.
func (p *people) line(text string, at *Block) {
	m := bodyNames.FindStringSubmatch(text)
	switch {
	case m == nil || !strings.Contains(m[0][:len(m[0])-len(m[2])], ":") && !p.isBody(m[1]):
		p.names(text, at)
	case apologyLabel.MatchString(m[1]):
		p.label(m[1])
		p.names(m[2], at)
	default:
		p.bodyNames(strings.Trim(m[2], " *"), strings.Trim(m[1], " *"), at)
	}
}

// isBody says whether what stands before a dash is a body or a category rather than a name.
func (p *people) isBody(text string) bool {
	return chairCategory.MatchString(text) || memberLabel.MatchString(text) || p.r.isKnownOwner(text) || p.r.group(text) != nil
}

// prose reads a paragraph of names under a label.
func (p *people) prose(b *Block, who awaited) {
	text := strings.TrimSpace(b.Text())
	m := bodyNames.FindStringSubmatch(firstOf(b))
	listsBodies := m != nil && (p.isBody(m[1]) || strings.Contains(m[0][:len(m[0])-len(m[2])], ":") && !keyValue.MatchString(text))
	listsNames := who == anybody && len(text) < 2000 && prosePeople.MatchString(firstOf(b)) && !fullStop.MatchString(text) && !allStrong(b)
	if !listsBodies && !listsNames {
		return
	}
	for _, l := range peopleLines(b) {
		p.line(strings.TrimSuffix(l.text, "."), b)
	}
	b.Role = RolePeople
}

// fullStop matches the end of a sentence, not of initials: "K. Hart" is a name.
var fullStop = regexp.MustCompile(`\pL{4}\.\s`)

func firstOf(b *Block) string {
	first, _ := firstLine(b)
	return first
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
	parts := []string{text}
	switch {
	case strings.ContainsRune(text, ';'):
		parts = nil
		for _, part := range splitOutside(text, ";") {
			parts = append(parts, p.apart(part, "?")...)
		}
	case strings.ContainsRune(text, ','):
		parts = splitOutside(text, ",")
	}
	for _, part := range parts {
		part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "and "))
		if m := fromWord.FindStringSubmatch(part); m != nil {
			p.label(m[1])
			part = m[2]
		}
		for _, one := range splitOutside(part, " and ") {
			p.add(one, p.carried, "", at.Line)
		}
	}
}

// fromWord matches a label within a line: "...; apologies from Jane Doe".
var fromWord = regexp.MustCompile(`(?i)^(apologies|regrets|in attendance)\s*(?:received\s+)?(?:from|:)\s*(\S.*)$`)

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
				p.entry(b)
			case b.Kind == List:
				p.list(b)
			}
		}
	}
	if list.Role == RoleNone {
		list.Role = RolePeople
	}
}

// entry reads an entry of a list: one person, or a body with its people.
func (p *people) entry(b *Block) {
	text := b.Text()
	if category, names, ok := strings.Cut(text, ": "); ok {
		p.bodyNames(names, strings.Trim(category, " *"), b)
		return
	}
	p.add(text, p.carried, "", b.Line)
}
