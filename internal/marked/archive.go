package marked

import (
	"fmt"
	"time"
)

// Shape says how large an archive is to be.
type Shape struct {
	Meetings int  // 0 for 2 to 60, small archives more often
	Share    int  // of a hundred blocks, how many have a mark; 0 for 30
	Every    bool // a canary of every level in every field, in as few documents as that takes
}

// New is the archive of a seed.
func New(seed uint64, shape Shape) *Archive {
	m := &maker{dice: newDice(seed), a: &Archive{Seed: seed, people: "names"}, taken: map[string]bool{}, share: shape.Share}
	if m.share == 0 {
		m.share = 30
	}
	meetings := shape.Meetings
	if meetings == 0 {
		meetings = m.between(2, pick(m.dice, 5, 5, 10, 10, 20, 60))
	}
	if shape.Every {
		return m.every()
	}
	m.a.people = pick(m.dice, "names", "names", "organisations", "counts")
	m.a.stubs = pick(m.dice, Clear, Clear, White, Green, Amber, Red)
	m.begin(meetings)
	for i := range meetings {
		m.meeting(i)
	}
	for range m.between(0, 3) {
		m.page()
	}
	m.former()
	m.a.settle()
	return m.a
}

// maker makes an archive.
type maker struct {
	dice
	a      *Archive
	doc    *Document
	taken  map[string]bool
	share  int    // of a hundred blocks, how many have a mark
	force  *Level // that every mark is to have; nil for any
	banner *Level // that every document is to have; nil for any
	full   bool   // nothing is left to chance that a document may have or not
	raised int    // actions of the document that others may name

	held      []sitting
	meetings  []string // what documents name, each other's and of their own
	actions   []string
	incidents []string
	mods      []string
	papers    []*paper
	pages     []string
}

// sitting is one meeting.
type sitting struct {
	group, name, number string
	date                time.Time
	style               style
}

var bodies = []struct {
	id, name string
	style    style
}{{"HWC", "Harbour Watch Committee", hash}, {"DRG", "Dredging Group", bold}, {"LKB", "Lamp Keepers Board", plain}}

// begin settles what documents can name before any is written.
func (m *maker) begin(meetings int) {
	for i := range meetings {
		b := bodies[m.between(0, min(len(bodies), 1+meetings/4)-1)]
		s := sitting{b.id, b.name, fmt.Sprintf("%02d", i+1), time.Date(2022, time.January, 3+14*i, 0, 0, 0, 0, time.UTC), b.style}
		m.held = append(m.held, s)
		m.meetings = append(m.meetings, s.group+"_"+s.number)
		for n := range shared {
			m.actions = append(m.actions, fmt.Sprintf("%s %s/%02d", s.group, s.number, n+1))
		}
	}
	for i := range 6 {
		m.incidents = append(m.incidents, fmt.Sprintf("INC%012d", 101+i))
		m.mods = append(m.mods, fmt.Sprintf("%s%03d", pick(m.dice, "MP", "DP"), 160+i/2))
		m.papers = append(m.papers, m.newPaper())
	}
	for range m.between(0, 3) {
		w, _ := m.word("file name of a page")
		m.pages = append(m.pages, w+".md")
	}
}

// level draws that of a document: the open ones more often, as little can be marked in the others.
func (m *maker) level() Level {
	if m.banner != nil {
		return *m.banner
	}
	if m.percent(4) {
		return Nobody
	}
	return pick(m.dice, Clear, Clear, Clear, Clear, White, White, Green, Amber, Red)
}
