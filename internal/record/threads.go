package record

import (
	"regexp"
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
	all := titles{}
	for _, g := range l.record.Groups {
		byTitle := map[string]*Thread{}
		for _, m := range g.Meetings {
			all.follow(m, g, byTitle)
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

// titles are those that were asked about, for most come back.
type titles map[string]title

// title is what a title says besides when, and what two titles of one thread have in common.
type title struct{ standing, key string }

func (t titles) of(written string) title {
	known, ok := t[written]
	if !ok {
		known.standing = standing(written)
		known.key = keyOf(known.standing)
		t[written] = known
	}
	return known
}

// follow takes up the agenda of one meeting: of two items with the same title, the first.
func (t titles) follow(m *Meeting, g *Group, byTitle map[string]*Thread) {
	for _, item := range m.Minutes.AllItems() {
		says := t.of(item.Title)
		if says.key == "" || item.Head == nil || item.Stub { // that two items are withheld says not that they are of one matter
			continue
		}
		thread := byTitle[says.key]
		if thread == nil {
			thread = &Thread{Group: g}
			byTitle[says.key] = thread
		}
		if len(thread.Items) > 0 && thread.Items[len(thread.Items)-1].Meeting == m {
			continue
		}
		thread.Title = says.standing
		thread.Items = append(thread.Items, m.At(item))
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

var (
	// dated matches a word that says when, or which time: a number, a date, a quarter, a meeting's id.
	dated = regexp.MustCompile(`^[^\pL\pN]*(?:\d+(?:st|nd|rd|th)?|\d[\d./–-]*|Q[1-4]|[A-Z][A-Z&-]*_\d+[a-z]?)[^\pL\pN]*$`)
	// dangling matches a last word that led to one that was dropped.
	dangling = regexp.MustCompile(`(?i)^(?:[^\pL\pN]*|at|for|from|in|of|on|the|to)$`)
)

// standing is what a title says besides when: the words that are no month, number, date or meeting's id.
func standing(title string) string {
	words := slices.DeleteFunc(strings.Fields(title), func(w string) bool { return saysWhen(w) || month(w) })
	for len(words) > 0 && dangles(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), " ,;:–—-([")
}

// saysWhen says whether a word matches dated, all of which have a digit.
func saysWhen(word string) bool {
	return strings.ContainsAny(word, "0123456789") && dated.MatchString(word)
}

// dangles says whether a word matches dangling: one of letters that is longer than "from" cannot.
func dangles(word string) bool {
	return (len(word) <= len("from") || !plainLetter(rune(word[0]))) && dangling.MatchString(word)
}

// keyOf is what two titles of one thread have in common: the words that stand, in small letters.
func keyOf(standing string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(standing), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}

func month(word string) bool {
	word = strings.Trim(word, ",.;:()[]–—-")
	if len(word) < 3 {
		return false
	}
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); strings.EqualFold(word, name) || m != time.May && strings.EqualFold(word, name[:3]) {
			return true
		}
	}
	return false
}
