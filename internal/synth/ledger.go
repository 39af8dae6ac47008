package synth

import (
	"fmt"
	"time"
)

// What lives longer than a meeting: actions of a group, incidents and amendments of the whole body.

type action struct {
	id     string
	text   string
	owner  string
	raised time.Time
	target time.Time
	left   int // meetings that it still lives
}

type incident struct {
	id       string
	occurred time.Time
	left     int // meetings that still speak of it
}

type amendment struct {
	number int
	part   string
	title  string
	age    int // mentions so far: it grows from a draft proposal into a modification
}

// raise opens an action of this meeting, number n of it.
func (b *body) raise(w *writer, n int) *action {
	number := fmt.Sprintf("%02d", n)
	if b.percent(4) {
		number = "CONF " + number
	}
	owner := pick(b.dice, b.orgs)
	if b.percent(8) {
		owner = w.group.id
	}
	a := &action{
		id:     fmt.Sprintf("%d/%s", w.number, number),
		owner:  owner,
		text:   owner + " " + w.phrase(pick(b.dice, tasks)),
		raised: w.date,
		target: w.date.AddDate(0, 0, b.between(10, 80)),
		left:   min(b.between(1, 12), b.between(1, 12)),
	}
	w.group.actions = append(w.group.actions, a)
	return a
}

// due is a group's actions that this meeting reports on: those that close now, and most of the others.
func (b *body) due(g *group) (reported []*action) {
	var live []*action
	for _, a := range g.actions {
		a.left--
		if a.left <= 0 || b.percent(55) {
			reported = append(reported, a)
		}
		if a.left > 0 {
			live = append(live, a)
		}
	}
	g.actions = live
	return reported
}

// incident is one that this meeting speaks of: a new one, or one of those still spoken of.
func (b *body) incident(date time.Time) *incident {
	b.forget(date)
	if len(b.incidents) > 0 && b.percent(60) {
		i := pick(b.dice, b.incidents)
		i.left--
		return i
	}
	b.last += b.between(7, 900)
	i := &incident{id: fmt.Sprintf("INC%012d", b.last), occurred: date.AddDate(0, 0, -b.between(3, 40)), left: b.between(0, 4)}
	b.incidents = append(b.incidents, i)
	return i
}

const spokenOf = 240 // days

// forget drops what is no longer spoken of.
func (b *body) forget(date time.Time) {
	kept := b.incidents[:0]
	for _, i := range b.incidents {
		if i.left > 0 && i.occurred.AddDate(0, 0, spokenOf).After(date) {
			kept = append(kept, i)
		}
	}
	b.incidents = kept
}

const amendmentsAtOnce = 24

// amendment is one that this meeting speaks of: often a recent one, now and then a new one.
func (b *body) amendment() *amendment {
	if n := len(b.amendments); n > 0 && b.percent(75) {
		a := pick(b.dice, b.amendments)
		a.age++
		return a
	}
	a := &amendment{number: 20, title: capital(b.adjective(b.dice)) + " " + capital(b.noun(b.dice))}
	if n := len(b.amendments); n > 0 {
		a.number = b.amendments[n-1].number + 1
		if last := b.amendments[n-1]; b.percent(20) && last.part != "B" {
			a.number, a.title, a.part = last.number, last.title+" - Part 2", string("AB"[len(last.part)])
		}
	}
	b.amendments = append(b.amendments, a)
	if len(b.amendments) > amendmentsAtOnce {
		b.amendments = b.amendments[1:]
	}
	return a
}

// spelling is how this mention writes it: DP23 at first, then MP23 or MP 23, at times UCMP0023.
func (a *amendment) spelling(d dice) string {
	switch {
	case a.age < 3 && a.part == "":
		return fmt.Sprintf("DP%d", a.number)
	case d.percent(20):
		return fmt.Sprintf("UCMP%04d%s", a.number, a.part)
	case d.percent(20):
		return fmt.Sprintf("MP %d%s", a.number, a.part)
	}
	return fmt.Sprintf("MP%d%s", a.number, a.part)
}

// misspelt is the group's prefix with two letters changed over, as a tired secretary types it.
func (b *body) misspelt(id string) string {
	wrong := id[:1] + id[2:3] + id[1:2] + id[3:]
	if b.names[wrong] {
		return id
	}
	return wrong
}

// misread is an incident's number with two digits changed over.
func misread(id string) string {
	n := len(id)
	return id[:n-2] + id[n-1:] + id[n-2:n-1]
}
