package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// numbers finds what is wrong with the numbers of the actions raised.
func (c *checker) numbers() {
	known := map[number][]int{} // of every action that is raised or reported on
	for _, a := range c.record.Actions {
		if n, _, action, ok := parts(a.ID); ok {
			if i, err := strconv.Atoi(action); err == nil {
				known[n] = append(known[n], i)
			}
		}
	}
	for _, m := range c.record.Meetings {
		own := number{m.Group.ID, strings.ToLower(m.Minutes.Meeting.Number)}
		c.gaps(m, own, known)
		for i := range m.Minutes.Raised {
			c.raisedAgain(m, &m.Minutes.Raised[i])
		}
	}
}

// lateStart is the highest number with which a meeting that lost its first actions may begin; one that begins
// higher goes on counting from somewhere.
const lateStart = 3

// gaps finds the numbers missing among those of one meeting. Those that begin where the meeting before ended
// are numbered through.
func (c *checker) gaps(m *record.Meeting, own number, known map[number][]int) {
	here := map[int]*minutes.Action{}
	for i := range m.Minutes.Raised {
		a := &m.Minutes.Raised[i]
		if n, _, action, ok := parts(a.ID); ok && n == own {
			if i, err := strconv.Atoi(action); err == nil && here[i] == nil {
				here[i] = a
			}
		}
	}
	all := slices.Compact(slices.Sorted(slices.Values(known[own])))
	before := 0
	if len(all) > 0 && (all[0] > lateStart || c.goesOn(m, all[0], known)) {
		before = all[0] - 1
	}
	for _, n := range all {
		if a := here[n]; a != nil && n > before+1 {
			c.warn("action-gap", told(m, a), missing(a.ID, before, n), "correct the number, or look for what was lost")
		}
		before = n
	}
}

func missing(id string, before, n int) string {
	lost := fmt.Sprintf("number %02d is", before+1)
	if n > before+2 {
		lost = fmt.Sprintf("numbers %02d to %02d are", before+1, n-1)
	}
	return "before action " + quote(id) + " the " + lost + " missing"
}

// goesOn says whether a number is the one after the last of the group's meeting before.
func (c *checker) goesOn(m *record.Meeting, first int, known map[number][]int) bool {
	if m.Previous == nil {
		return false
	}
	before := known[number{m.Group.ID, strings.ToLower(m.Previous.Minutes.Meeting.Number)}]
	return len(before) > 0 && slices.Max(before)+1 == first
}

// raisedAgain finds an action whose number was raised by another meeting, in other words.
func (c *checker) raisedAgain(m *record.Meeting, a *minutes.Action) {
	first := c.actions[a.ID]
	if first == nil || first.Meeting == nil || first.Meeting == m || sameWords(first.Text, a.Text) {
		return
	}
	where := of(first.Meeting)
	if raising := c.raised[a.ID]; raising != nil {
		where = line(first.Meeting, raising.Line)
	}
	c.warn("action-raised-again", told(m, a), "action "+quote(a.ID)+" was raised at "+where+" with other words",
		"read as a report on that; give the new action a number of this meeting")
}

// sameWords says whether two texts of an action begin with the same words, as a report that raises it again does.
func sameWords(a, b string) bool {
	x, y := words(a), words(b)
	n := min(len(x), len(y), 5)
	return n == 0 || slices.Equal(x[:n], y[:n])
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
