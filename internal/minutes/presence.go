package minutes

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Presence is who was there without their names: what a site shows that shows no people. Where the front matter gives it,
// that holds; otherwise it is counted from the attendance.
type Presence struct {
	People, Members, Apologies int
	Bodies                     []Body // that those present represent, most first, then by name
	Absent                     []Body // that those who sent apologies represent
}

// Body is whom people represent, and how many do.
type Body struct {
	Name   string
	People int
}

// readPresence counts the attendance, or takes the front matter's word.
func (r *reader) readPresence() {
	p := &r.m.Presence
	p.People, p.Apologies = len(r.m.Attendance), len(r.m.Apologies)
	for _, a := range r.m.Attendance {
		if a.Member {
			p.Members++
		}
	}
	p.Bodies, p.Absent = bodiesOf(r.m.Attendance), bodiesOf(r.m.Apologies)
	front := r.m.Front
	if !front.SaysPresence() {
		return
	}
	*p = Presence{People: count(front.Present), Members: count(front.Members), Apologies: count(front.Apologies),
		Bodies: readBodies(front.Bodies), Absent: readBodies(front.Absent)}
}

// SaysPresence says whether front matter tells who was there.
func (f Front) SaysPresence() bool {
	return f.Present+f.Members+f.Apologies+f.Bodies+f.Absent != ""
}

// Stated is front matter that also says what the head of the document says, for a head of which lines are cut.
func (m *Minutes) Stated(f Front) Front {
	g := m.Meeting
	for _, of := range []struct {
		field *string
		value string
	}{{&f.Level, m.Classification.Written}, {&f.Group, g.Group}, {&f.Number, g.Number}, {&f.Document, g.Document}, {&f.Title, g.Title}, {&f.Date, g.Date},
		{&f.Start, g.Start}, {&f.End, g.End}, {&f.Venue, g.Venue}, {&f.Version, g.Version}, {&f.Series, g.Series}} {
		if *of.field == "" {
			*of.field = of.value
		}
	}
	return f
}

func count(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 || n > 10000 {
		return 0
	}
	return n
}

func bodiesOf(people []Attendee) []Body {
	at := map[string]int{}
	var all []Body
	for _, a := range people {
		name := strings.Join(strings.FieldsFunc(a.Representing, func(c rune) bool { return c == ';' || c == ' ' }), " ")
		if name == "" {
			continue
		}
		if _, ok := at[name]; !ok {
			at[name] = len(all)
			all = append(all, Body{Name: name})
		}
		all[at[name]].People++
	}
	slices.SortFunc(all, func(a, b Body) int { return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Name, b.Name)) })
	return all
}

var bodyPeople = regexp.MustCompile(`^(.*\S)\s+\((\d{1,4})\)$`)

// readBodies reads "HDC (3); TIDAS (1)".
func readBodies(s string) []Body {
	var all []Body
	for _, part := range strings.Split(s, ";") {
		part = strings.Join(strings.Fields(part), " ")
		if m := bodyPeople.FindStringSubmatch(part); m != nil {
			all = append(all, Body{m[1], count(m[2])})
		} else if part != "" {
			all = append(all, Body{part, 1})
		}
	}
	return all
}

// Counted is the front matter of minutes whose attendance is to be cut: it says how many there were, and nothing of their
// bodies. Represented says those too.
func (p Presence) Counted(f Front) Front {
	f.Present, f.Members, f.Apologies = strconv.Itoa(p.People), strconv.Itoa(p.Members), strconv.Itoa(p.Apologies)
	f.Bodies, f.Absent = "", ""
	return f
}

// Represented is Counted with the bodies that people represent.
func (p Presence) Represented(f Front) Front {
	f = p.Counted(f)
	f.Bodies, f.Absent = writeBodies(p.Bodies), writeBodies(p.Absent)
	return f
}

func writeBodies(bodies []Body) string {
	var all []string
	for _, b := range bodies {
		all = append(all, fmt.Sprintf("%s (%d)", b.Name, b.People))
	}
	return strings.Join(all, "; ")
}

// readPeople finds the text that a site without people does not show: whatever names those who were there or sent
// apologies, and before the agenda all that follows the first of it, since names that no rule has read may stand there.
func (r *reader) readPeople() {
	passages := r.everyPassage()
	c := r.newCoverage(passages)
	named := map[int]bool{}
	for _, list := range [][]Attendee{r.m.Attendance, r.m.Apologies} {
		for _, a := range list {
			named[c.at(a.Line)] = true
		}
	}
	begun := false
	for i, p := range passages {
		b := p.block
		people := named[i] || b.Role == RolePeople || b.Kind == Table && r.isPeopleTable(b)
		if p.item == nil && len(c.items) > 0 {
			begun = begun || people
			people = people || (begun || b.Kind == Table) && !r.isOfHead(b)
		}
		if !people || p.item != nil && b == p.item.Head {
			continue
		}
		r.m.People = append(r.m.People, r.src.lines(b.Line, c.end(i)))
		r.m.PeopleInHead = r.m.PeopleInHead || b.Role == RoleTitle || b.Role == RoleBanner
	}
}

// isOfHead says whether a block of the preamble tells of the meeting or its level.
func (r *reader) isOfHead(b *Block) bool {
	head := false
	b.Walk(func(in *Block) {
		head = head || in.Role == RoleTitle || in.Role == RoleBanner || in.Role == RoleNext
	})
	return head || isFurniture(b)
}
