package site

import (
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// answer is what became of an action: its status with days, and how its due date moved.
func (b *builder) answer(a *record.Action) string {
	said := []string{b.outcome(a)}
	if moved := b.movedInAll(a); moved != "" {
		said = append(said, moved)
	}
	return strings.Join(said, " ")
}

// outcome is the status of an action in a sentence. A day that the minutes do not tell is left out of it.
func (b *builder) outcome(a *record.Action) string {
	say := func(key string, places ...any) string { return b.words.Say("action."+key, places...) }
	since := openSince(a)
	day, age := together(b.day(since).Text), b.age(since, lastTold(a))
	switch status := b.actionStatus(a); {
	case status.Class == "closed":
		return b.closing(a)
	case status.Class == "overdue" && a.Due != "" && age != "":
		return say("overdue", "due", together(b.day(a.Due).Text), "day", day, "age", age)
	case status.Class == "overdue" && a.Due != "" && day != "":
		return say("overdue_open", "due", together(b.day(a.Due).Text), "day", day)
	case status.Class == "overdue" && a.Due != "":
		return say("overdue_since", "due", together(b.day(a.Due).Text))
	case status.Class == "unknown" && day != "":
		return say("untold_raised", "day", day)
	case status.Class == "unknown":
		return say("untold")
	case age != "":
		return say("open", "day", day, "age", age)
	case day != "":
		return say("open_since", "day", day)
	}
	return say("open_undated")
}

// closing is how a closed action ended.
func (b *builder) closing(a *record.Action) string {
	day := together(b.day(a.Closed).Text)
	n, ok := days(a.Raised, a.Closed)
	switch {
	case day == "":
		return b.words.Say("action.closed_undated")
	case ok && n == 0:
		return b.words.Say("action.closed_at_once", "day", day)
	case ok:
		return b.words.Say("action.closed_after", "day", day, "age", b.age(a.Raised, a.Closed))
	}
	return b.words.Say("action.closed", "day", day)
}

// movedInAll says how often the due date moved, and from where to where; "" where it did not.
func (b *builder) movedInAll(a *record.Action) string {
	var first, last *record.Update
	n := 0
	for _, u := range a.Updates {
		if u.Moved != nil {
			if first == nil {
				first = u
			}
			last, n = u, n+1
		}
	}
	if n == 0 {
		return ""
	}
	return b.words.Count("action.moved", n, "from", together(b.day(first.Moved.From).Text), "to", together(b.day(last.Moved.To).Text))
}

// openSince is when an action that is not closed was raised, or last opened again; "" for one that is closed.
func openSince(a *record.Action) string {
	if a.Status == minutes.Closed {
		return ""
	}
	for _, u := range slices.Backward(a.Updates) {
		if u.Again {
			return u.Date
		}
	}
	return a.Raised
}

// lastTold is the day of the last report on an action; "" for none.
func lastTold(a *record.Action) string {
	if len(a.Updates) == 0 {
		return ""
	}
	return a.Updates[len(a.Updates)-1].Date
}

// age is the time between two days in words, "32 days"; "" for no day.
func (b *builder) age(from, to string) string {
	n, ok := days(from, to)
	if !ok || n == 0 {
		return ""
	}
	return together(b.words.Count("count.days", n))
}
