package figures

import (
	"cmp"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// NoOwner stands for the name of the series of actions that fall on nobody.
const NoOwner = ""

// mostOwners have a series of their own.
const mostOwners = 5

// OpenByOwner is the number of open actions at the end of each period, by owner: the five who had most of them over
// time, then Others. It runs from the first of the meetings to the last, or to asOf if that is later.
func OpenByOwner(actions []*record.Action, meetings []*record.Meeting, asOf string) Course {
	return open(actions, meetings, asOf, ownerOf)
}

// Open is the same without the owners: one series, of the given name.
func Open(name string, actions []*record.Action, meetings []*record.Meeting, asOf string) Course {
	return open(actions, meetings, asOf, func(*record.Action) string { return name })
}

func open(actions []*record.Action, meetings []*record.Meeting, asOf string, name func(*record.Action) string) Course {
	c := Course{Periods: periods(spanOf(meetings, asOf))}
	if len(c.Periods) == 0 {
		return c
	}
	at := map[string]int{}
	for _, a := range actions {
		n := name(a)
		if _, ok := at[n]; !ok {
			at[n] = len(c.Series)
			c.Series = append(c.Series, Series{n, make([]int, len(c.Periods))})
		}
		for i, open := range openAt(a, c.Periods) {
			if open {
				c.Series[at[n]].Values[i]++
			}
		}
	}
	c.Series = foremost(c.Series, mostOwners)
	return c
}

func ownerOf(a *record.Action) string {
	if len(a.OwnedBy) == 0 {
		return NoOwner
	}
	return a.OwnedBy[0].Name
}

// spanOf is from the first dated meeting to the last, or to asOf.
func spanOf(meetings []*record.Meeting, asOf string) (first, last string) {
	for _, m := range meetings {
		if date := m.Minutes.Meeting.Date; date != "" {
			first, last = cmp.Or(first, date), date
		}
	}
	return first, max(last, asOf)
}

// turn is a day on which an action was opened or closed.
type turn struct {
	day  string
	open bool
}

// turns are those of one action, in order.
func turns(a *record.Action) []turn {
	all := []turn{{begun(a), true}}
	last := all[0]
	for _, u := range a.Updates {
		if u.Turned {
			last = turn{max(last.day, u.Date), u.Status != minutes.Closed}
			all = append(all, last)
		}
	}
	if closed := a.Status == minutes.Closed; closed == last.open {
		all = append(all, turn{max(last.day, a.Closed), !closed}) // it was raised so
	}
	return all
}

// begun is the day an action was raised, or first told of; "" where nobody knows.
func begun(a *record.Action) string {
	day := a.Raised
	for _, u := range a.Updates {
		if u.Date != "" && (day == "" || u.Date < day) {
			day = u.Date
		}
	}
	return day
}

// openAt says of the end of each period whether the action is open. Whatever comes after the last one is held
// by it.
func openAt(a *record.Action, all []Period) []bool {
	coming, open := turns(a), false
	at := make([]bool, len(all))
	for i, p := range all {
		for len(coming) > 0 && (coming[0].day <= p.To || i == len(all)-1) {
			open, coming = coming[0].open, coming[1:]
		}
		at[i] = open
	}
	return at
}

// Ages counts the open actions by how long they have been open on a day, the youngest first; those of no known
// beginning last, if there are any. They are those under one month, three, six and twelve, and the older
// ones; without names. All numbers are 0 if none is open; nil if asOf is no date.
func Ages(actions []*record.Action, asOf string) []Count {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return nil
	}
	counts := make([]Count, 6)
	for _, a := range actions {
		if a.Status != minutes.Closed {
			counts[ageOf(begun(a), day)].N++
		}
	}
	if last := len(counts) - 1; counts[last].N == 0 {
		return counts[:last]
	}
	return counts
}

// ageOf is the index in Ages.
func ageOf(begun string, asOf time.Time) int {
	from, err := time.Parse(time.DateOnly, begun)
	if err != nil {
		return 5
	}
	for i, months := range []int{1, 3, 6, 12} {
		if from.AddDate(0, months, 0).After(asOf) {
			return i
		}
	}
	return 4
}
