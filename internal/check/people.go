package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// person is everybody of one name.
type person struct {
	name    string // as first written
	key     string
	bodies  map[string]bool
	present map[*record.Meeting]bool // or sent apologies: two who did at one meeting are two people
	first   at                       // without its column
	times   int
	order   int
}

// people finds names so much alike that they may be one person's: for the same body, and never at one meeting.
func (c *checker) people() {
	all := c.everybody()
	style := initials(all) > fewInitials
	told := map[[2]*person]bool{}
	for _, near := range neighbours(all) {
		for i, a := range near {
			for _, b := range near[i+1:] {
				if a.order > b.order {
					a, b = b, a
				}
				if told[[2]*person{a, b}] || !alike(a.key, b.key, !style) || !mayBeOne(a, b) {
					continue
				}
				told[[2]*person{a, b}] = true
				if a.times < b.times {
					a, b = b, a
				}
				c.advise("near-identical-names", c.find(b.first.file, b.first.line, b.name), quote(b.name)+" may be "+quote(a.name)+" of "+place(a.first), "two people for now; correct the spelling if they are one")
			}
		}
	}
}

// fewInitials is how many people may be written with an initial before that is taken for the archive's style.
const fewInitials = 3

func initials(all []*person) (n int) {
	for _, p := range all {
		if first, _, _ := strings.Cut(p.key, " "); utf8.RuneCountInString(first) == 1 {
			n++
		}
	}
	return n
}

func place(a at) string { return fmt.Sprintf("%s:%d", a.file, a.line) }

// everybody is each name of the archive's attendances, in the order in which they are first written.
func (c *checker) everybody() []*person {
	byKey := map[string]*person{}
	for _, m := range c.record.Meetings {
		add := func(name, body string, line int, present bool) {
			key := plainName(name)
			if key == "" {
				return
			}
			p := byKey[key]
			if p == nil {
				p = &person{name: name, key: key, bodies: map[string]bool{}, present: map[*record.Meeting]bool{}, order: len(byKey)}
				p.first = at{m.Minutes.File, line, 1}
				byKey[key] = p
			}
			p.times++
			if body != "" {
				p.bodies[strings.ToLower(body)] = true
			}
			if present {
				p.present[m] = true
			}
		}
		for _, list := range [][]minutes.Attendee{m.Minutes.Attendance, m.Minutes.Apologies} {
			for _, a := range list {
				add(a.Name, a.Representing, a.Line, true)
				add(a.AlternateFor, a.Representing, a.Line, false)
			}
		}
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b *person) int { return cmp.Compare(a.order, b.order) })
}

// crowd bounds how many names that share a neighbour are compared with each other.
const crowd = 30

// neighbours puts names together that come out the same without one letter, or with their parts in another
// order, or with the first name an initial, so that only few have to be compared.
func neighbours(all []*person) [][]*person {
	of := map[string][]*person{}
	var keys []string
	put := func(key string, p *person) {
		if of[key] == nil {
			keys = append(keys, key)
		}
		if len(of[key]) < crowd {
			of[key] = append(of[key], p)
		}
	}
	for _, p := range all {
		near := map[string]bool{p.key: true}
		for i, r := range p.key {
			near[p.key[:i]+p.key[i+utf8.RuneLen(r):]] = true
		}
		words := strings.Fields(p.key)
		if initial, _ := utf8.DecodeRuneInString(words[0]); len(words) > 1 {
			near["initial "+string(initial)+" "+words[len(words)-1]] = true
		}
		slices.Sort(words)
		near["sorted "+strings.Join(words, " ")] = true
		for _, key := range slices.Sorted(maps.Keys(near)) {
			put(key, p)
		}
	}
	var groups [][]*person
	for _, key := range keys {
		if len(of[key]) > 1 {
			groups = append(groups, of[key])
		}
	}
	return groups
}

// mayBeOne says whether nothing speaks against two names being one person's.
func mayBeOne(a, b *person) bool {
	for m := range a.present {
		if b.present[m] {
			return false
		}
	}
	if len(a.bodies) == 0 || len(b.bodies) == 0 {
		return true
	}
	for body := range a.bodies {
		if b.bodies[body] {
			return true
		}
	}
	return false
}

// plainName is a name in small letters without titles; "" for less than two words.
func plainName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) })
	words = slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains([]string{"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "cllr"}, w)
	})
	if len(words) < 2 {
		return ""
	}
	return strings.Join(words, " ")
}
