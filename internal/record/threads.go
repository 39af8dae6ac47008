package record

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"minutebook/internal/minutes"
)

// threadAt is the number of meetings from which on a title is a thread.
const threadAt = 3

// finishThreads follows the titles that come back on a group's agendas.
func (l *linker) finishThreads() {
	for _, g := range l.record.Groups {
		byTitle := map[string]*Thread{}
		for _, m := range g.Meetings {
			follow(m, g, byTitle)
		}
		for key, t := range byTitle {
			if len(t.Items) >= threadAt {
				l.threadKeys[t] = key
				g.Threads = append(g.Threads, t)
			}
		}
		slices.SortFunc(g.Threads, func(a, b *Thread) int { return natural(l.threadKeys[a], l.threadKeys[b]) })
		for _, t := range g.Threads {
			t.join()
		}
		l.record.Threads = append(l.record.Threads, g.Threads...)
	}
}

// follow takes up the agenda of one meeting: of two items with the same title, the first.
func follow(m *Meeting, g *Group, byTitle map[string]*Thread) {
	for _, item := range m.Minutes.AllItems() {
		key := subjectOf(item.Title)
		if key == "" || item.Head == nil {
			continue
		}
		t := byTitle[key]
		if t == nil {
			t = &Thread{Group: g}
			byTitle[key] = t
		}
		if len(t.Items) > 0 && t.Items[len(t.Items)-1].Meeting == m {
			continue
		}
		t.Title = item.Title
		t.Items = append(t.Items, Place{Meeting: m, Item: item, Block: item.Head})
	}
}

// join tells every item of a thread that it is one.
func (t *Thread) join() {
	for _, p := range t.Items {
		if p.Meeting.Threads == nil {
			p.Meeting.Threads = map[*minutes.Item]*Thread{}
		}
		p.Meeting.Threads[p.Item] = t
	}
}

// subjectOf is what a title says besides when: its words in small letters without months and whatever holds
// a digit.
func subjectOf(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) || month(w) })
	return strings.Join(words, " ")
}

func month(word string) bool {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); word == name || word == name[:3] && m != time.May {
			return true
		}
	}
	return false
}
