package marked

import (
	"fmt"
	"strings"
)

// Sentences of plain English around what matters: %s.
var said = []string{
	"The Dockmaster said that the %s had been moved twice.",
	"A member asked why the %s is dark at night.",
	"Nobody could say when the %s would be mended.",
	"The Chair thanked the crew of the %s for their patience.",
	"It was noted that the %s falls to the harbour and not to the town.",
	"The %s was seen, as some will recall, from the north pier.",
}

// sentence is one with a word of its own, and now and then names something that other documents name, too.
func (m *maker) sentence(p *part, field string) string {
	w, c := m.word(field)
	p.words = append(p.words, c)
	text := fmt.Sprintf(pick(m.dice, said...), w)
	if m.percent(35) {
		text += " " + m.mention(p)
	}
	return text
}

// mention is a sentence that leads elsewhere.
func (m *maker) mention(p *part) string {
	switch m.between(0, 8) {
	case 0:
		return "Action " + pick(m.dice, m.actions...) + " came up."
	case 1:
		return "Compare " + pick(m.dice, m.incidents...) + " of last year."
	case 2:
		return "This is for " + pick(m.dice, m.mods...) + " to solve."
	case 3:
		return "It was told in " + pick(m.dice, m.meetings...) + " already."
	case 4:
		return "See [the paper](" + m.link(p) + ")."
	case 5:
		return "There is [a drawing][" + m.label(p) + "] of it."
	case 6:
		return "The " + pick(m.dice, "Night Tide Register (NTR)", "North Tower Rota (NTR)", "Lamp Oil Tally (LOT)") + " was read."
	case 7:
		return pick(m.dice, m.incidents...) + " and " + pick(m.dice, m.incidents...) + " have one cause."
	}
	return "The HWC **" + pick(m.dice, "NOTED", "AGREED", "DEFERRED") + "** the report on " + pick(m.dice, m.mods...) + "."
}

// link is the address of a paper, or of a plain page, as a document writes it.
func (m *maker) link(p *part) string {
	if m.percent(20) && len(m.pages) > 0 {
		return pick(m.dice, m.pages...)
	}
	paper := pick(m.dice, m.papers...)
	p.papers = append(p.papers, paper)
	return paper.path
}

// label is that of a link definition of the document.
func (m *maker) label(p *part) string {
	def := pick(m.dice, m.doc.ends...)
	p.uses = append(p.uses, def.uses[0])
	return def.uses[0]
}

// newPaper is a file with a name and a content of its own.
func (m *maker) newPaper() *paper {
	name, a := m.word("name of a paper")
	text, b := m.word("content of a paper")
	p := &paper{path: "papers/" + name + ".txt", text: "A paper of " + text + ".\n", words: []*Canary{a, b}}
	a.paper, b.paper = p, p
	m.a.papers = append(m.a.papers, p)
	return p
}

// definitions are the link definitions of a document, which parts of any level may use, or none.
func (m *maker) definitions() {
	for i := range 2 {
		p := &part{kind: definition, uses: []string{fmt.Sprintf("drawing-%d", i+1)}}
		if m.percent(50) {
			w, c := m.word("address in a link definition")
			p.words = []*Canary{c}
			p.texts = []string{"[" + p.uses[0] + "]: https://example.org/" + w}
		} else {
			file := m.newPaper()
			p.papers = []*paper{file}
			p.texts = []string{"[" + p.uses[0] + "]: " + file.path}
		}
		m.doc.ends = append(m.doc.ends, p)
	}
}

// raise is an action of this meeting: one that other documents name, too, or one with an id that stands nowhere else.
func (m *maker) raise(p *part) string {
	owner, c := m.word("owner of an action")
	todo, d := m.word("words of an action")
	id := fmt.Sprintf("%s %s/%02d", m.doc.group, m.doc.number, m.raised+1)
	if m.raised >= shared || m.percent(40) {
		id = m.ownAction(p)
	} else {
		m.raised++
	}
	if m.percent(50) {
		owner = "dockmaster"
	} else {
		p.words = append(p.words, c)
	}
	p.words = append(p.words, d)
	return fmt.Sprintf("ACTION %s: The %s to mend the %s by %d May 2025.", id, capital(owner), todo, m.between(1, 28))
}

// shared is how many actions of a meeting others may name.
const shared = 3

// ownAction is the id of an action that stands nowhere else.
func (m *maker) ownAction(p *part) string {
	meeting := m.doc.group + " " + m.doc.number + "/"
	id := meeting + m.number(meeting, 3)
	p.words = append(p.words, &Canary{Field: "id of an action", Spelt: spellings(id)})
	return id
}

// spellings are the forms of an id that a site could have: as it is written, in addresses, in names.
func spellings(id string) []string {
	low := strings.ToLower(id)
	flat := strings.NewReplacer(" ", "-", "/", "-", "_", "-").Replace(low)
	return []string{low, flat, strings.ReplaceAll(flat, "-", "_")}
}

// nobody is a word that nobody is shown.
func (m *maker) nobody(field string) string {
	w, c := m.word(field)
	m.doc.never = append(m.doc.never, c)
	return w
}

// term is an abbreviation that is spelt out.
func (m *maker) term(p *part) string {
	w := m.say(p, "words of a term")
	letters := strings.ToUpper(m.syllables(1)[:1] + m.syllables(1)[:1] + m.syllables(1)[:1])
	long := capital(strings.ToLower(letters[:1])+m.syllables(2)) + " " + capital(w) + " " + capital(strings.ToLower(letters[1:2])+m.syllables(2))
	return long + " (" + letters[:1] + "Z" + letters[1:2] + ")"
}

func (m *maker) incident(p *part) string {
	id := "INC9" + m.number("INC", 11)
	p.words = append(p.words, &Canary{Field: "id of an incident", Spelt: []string{strings.ToLower(id)}})
	return id
}

func (m *maker) mod(p *part) string {
	n := m.number("MP", 5)
	p.words = append(p.words, &Canary{Field: "id of a modification", Spelt: []string{"mp" + n, "mp " + n}})
	return "MP" + n
}
