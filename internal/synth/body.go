package synth

import (
	"fmt"
	"strings"
	"time"
)

// The shape of an archive: enough groups that each meets for about ten years.
const (
	meetingsAGroup = 130
	fewestGroups   = 3
	mostGroups     = 40
	tenYears       = 3650 // days
	monthly        = 28
)

// body is the invented body, and what is going on in it while its meetings are written one by one.
type body struct {
	dice
	*lexicon
	groups     []*group
	interval   int // days between two meetings of a group
	written    int
	names      map[string]bool // capitals that stand for something already
	orgs       []string        // who acts and reports, by abbreviation
	terms      []term
	voices     []string // people who speak
	incidents  []*incident
	last       int // number of the newest incident
	amendments []*amendment
}

type group struct {
	id, name string
	style    style
	first    int // number of its first meeting
	members  []member
	guests   []member
	actions  []*action // those not closed, oldest first
}

type member struct{ name, category string }

type term struct{ short, long string }

// style is how a group's secretary writes.
type style int

const (
	plain  style = iota // "3. Title", tables in pieces: a PDF turned into Markdown
	hashes              // "## 3. Title", one table of people, actions with a status column
	bold                // "**3. Title**", likewise
)

// sitting is one meeting.
type sitting struct {
	group  *group
	number int
	date   time.Time
	next   time.Time
}

func (s sitting) id() string       { return fmt.Sprintf("%s_%d", s.group.id, s.number) }
func (s sitting) document() string { return s.id() + s.date.Format("_0201") }
func (s sitting) file() string {
	return fmt.Sprintf("content/%s/%d/%s.md", strings.ToLower(s.group.id), s.date.Year(), s.document())
}

func newBody(meetings int, seed uint64) *body {
	d := newDice(seed)
	b := &body{dice: d, lexicon: newLexicon(d), names: map[string]bool{"MP": true, "DP": true, "UCMP": true, "INC": true}, last: 400_000}
	for range min(max(fewestGroups, (meetings+meetingsAGroup-1)/meetingsAGroup), mostGroups) {
		b.groups = append(b.groups, b.newGroup())
	}
	each := (meetings + len(b.groups) - 1) / len(b.groups)
	b.interval = min(max(1, tenYears/each), monthly)
	for range 6 {
		b.orgs = append(b.orgs, b.abbreviation(pick(d, onsets)+pick(d, onsets)+"co", ""))
	}
	for range 60 {
		long := capital(b.noun(d)) + " " + capital(b.noun(d)) + " " + pick(d, []string{"Report", "Index", "Process", "Schedule"})
		b.terms = append(b.terms, term{b.abbreviation(initials(long), ""), long})
	}
	for range 40 {
		b.voices = append(b.voices, b.name(d))
	}
	return b
}

func (b *body) newGroup() *group {
	area := capital(b.noun(b.dice))
	g := &group{
		name:  area + " " + pick(b.dice, []string{"Operations", "Technical", "Change", "Security", "Users"}) + " Group",
		id:    b.abbreviation(area[:3], "G"),
		first: b.between(1, 40),
		style: []style{plain, plain, plain, hashes, bold}[b.between(0, 4)],
	}
	categories := []string{"Networks", "Large Users", "Small Users", "Other Parties"}
	for i := range b.between(7, 13) {
		g.members = append(g.members, member{b.name(b.dice), categories[i%len(categories)]})
	}
	for range b.between(4, 8) {
		g.guests = append(g.guests, member{name: b.name(b.dice)})
	}
	return g
}

// abbreviation is stem and suffix in capitals, made longer until nothing else is called so.
func (b *body) abbreviation(stem, suffix string) string {
	for {
		a := strings.ToUpper(stem + suffix)
		if !b.names[a] {
			b.names[a] = true
			return a
		}
		stem += pick(b.dice, []string{"b", "d", "k", "l", "r", "s", "t", "v"})
	}
}

func initials(words string) string {
	var s strings.Builder
	for _, w := range strings.Fields(words) {
		s.WriteString(w[:1])
	}
	return s.String()
}

// next is the next meeting in the order of their dates: the groups take turns.
func (b *body) next() sitting {
	turn, round := b.written%len(b.groups), b.written/len(b.groups)
	b.written++
	day := round*b.interval + turn*b.interval/len(b.groups)
	date := time.Date(2012, time.January, 9+day, 0, 0, 0, 0, time.UTC)
	g := b.groups[turn]
	return sitting{group: g, number: g.first + round, date: date, next: date.AddDate(0, 0, b.interval)}
}

// settings is the minutebook.yaml of the archive.
func (b *body) settings() string {
	var s strings.Builder
	s.WriteString("title: Made-up minutes\ndescription: An archive written by minutebook synth; nothing in it is true.\ngroups:\n")
	for _, g := range b.groups {
		fmt.Fprintf(&s, "  - {id: %s, name: %s}\n", g.id, g.name)
	}
	fmt.Fprintf(&s, "owners: [%s]\n", strings.Join(b.orgs, ", "))
	s.WriteString(conventions)
	return s.String()
}

const conventions = `kinds:
  - {kind: incident, pattern: '\b(INC\d{12})\b', canonical: '$1', label: Incident, plural: Incidents, page: true}
  - {kind: modification, pattern: '\b(?:UCMP|MP|DP) ?0*([1-9]\d*[A-Z]?)\b', canonical: 'MP$1', label: Modification, plural: Modifications, page: true}
  - {kind: measure, pattern: '\b(KPM\d+)\b', canonical: '$1', label: Measure, plural: Measures}
columns:
  id: [Action ID, Ref]
  action: [Action]
  raised: [Raised]
  target: [Target Date, Due]
  revised: [Revised Target]
  owner: [Owner]
  status: [Status]
  update: [Update]
`
