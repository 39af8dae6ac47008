package skeleton

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/prose"
)

var (
	minutesItem  = regexp.MustCompile(`(?i)\bminutes\b|\b(?:previous|last) meeting\b`)
	actionsItem  = regexp.MustCompile(`(?i)\bactions?\b|\boutstanding\b|\bmatters arising\b`)
	otherItem    = regexp.MustCompile(`(?i)\b(?:any other|a\.?o\.?b\b|other business)`)
	openingItem  = regexp.MustCompile(`(?i)\b(?:welcome|introductions?|apologies|attendance|quorum|declarations?|conflicts? of interest)\b`)
	closingItem  = regexp.MustCompile(`(?i)^\W*clos(?:e|ing|ure)\b`)
	nextItem     = regexp.MustCompile(`(?i)\bnext\s+(?:[\pL-]+\s+){0,3}meetings?\b`)
	whenTail     = regexp.MustCompile(`(?i)\s*(?:[–—,:-]|\bfor|\bin|\bof)\s*(?:(?:q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|\d{4}|/|&|and)\s*)+$`)
	meetingNamed = regexp.MustCompile(`\b[A-Z][A-Z&-]*_\d+[a-z]?(?:_\d{4})?\b`)
)

// entry is an item of the new agenda.
type entry struct {
	title string
	model *minutes.Item // the item of the last agenda that it repeats; nil where it is new
	subs  []entry
	kind  entryKind
}

type entryKind int

const (
	standing entryKind = iota
	ofMinutes
	ofActions
	ofNext
)

// agenda writes the items with what is known of them.
func (d *draft) agenda() {
	d.items = d.entries()
	announced := false
	for i, e := range d.items {
		d.paragraph(d.heading(e, fmt.Sprint(i+1)))
		switch e.kind {
		case ofMinutes:
			d.paragraph("Minutes of " + d.last.ID + d.heldOn() + ".")
		case ofActions:
			d.actionsTable()
		case ofNext:
			d.paragraph(d.nextLine())
			announced = true
		}
		for j, sub := range e.subs {
			d.paragraph(d.heading(sub, fmt.Sprintf("%d.%d", i+1, j+1)))
		}
	}
	if !announced {
		d.paragraph(d.nextLine())
	}
}

func (d *draft) heldOn() string {
	if d.last.Minutes.Meeting.Date == "" {
		return ""
	}
	return ", " + prose.Day(d.last.Minutes.Meeting.Date)
}

// entries are the items of the new agenda: minutes and actions come first where the last agenda did not have them.
func (d *draft) entries() []entry {
	var all []entry
	has := map[entryKind]bool{}
	other := false
	if d.last != nil {
		for _, it := range d.last.Minutes.Items {
			if e, ok := d.repeated(it, has); ok {
				all = append(all, e)
				has[e.kind] = true
				other = other || otherItem.MatchString(e.title)
			}
		}
	}
	at := 0 // after the opening
	for at < len(all) && openingItem.MatchString(all[at].title) {
		at++
	}
	if !has[ofMinutes] && d.last != nil {
		all = slices.Insert(all, at, entry{title: "Minutes of the Last Meeting", kind: ofMinutes})
	}
	if at < len(all) && all[at].kind == ofMinutes {
		at++
	}
	if !has[ofActions] && len(d.actions) > 0 {
		all = slices.Insert(all, at, entry{title: "Actions Outstanding", kind: ofActions})
	}
	if !other {
		end := len(all) // before the close
		for end > 0 && (all[end-1].kind == ofNext || closingItem.MatchString(all[end-1].title)) {
			end--
		}
		all = slices.Insert(all, end, entry{title: "Any Other Business"})
	}
	return all
}

// repeated is an item of the last agenda as the next one has it; !ok where it does not come back.
func (d *draft) repeated(it *minutes.Item, has map[entryKind]bool) (entry, bool) {
	e := entry{title: d.title(it), model: it}
	switch {
	case nextItem.MatchString(it.Title):
		e.kind = ofNext
	case !has[ofMinutes] && minutesItem.MatchString(it.Title):
		e.kind, e.title = ofMinutes, meetingNamed.ReplaceAllString(e.title, d.last.ID)
		return e, true
	case !has[ofActions] && (actionsItem.MatchString(it.Title) || d.tableIn(it)):
		e.kind = ofActions
		return e, true
	case otherItem.MatchString(it.Title):
	case !d.comesBack(it):
		return entry{}, false
	}
	for _, sub := range it.Items {
		if d.last.Threads[sub] != nil && d.comesBack(sub) {
			e.subs = append(e.subs, entry{title: d.title(sub), model: sub})
		}
	}
	return e, true
}

// comesBack says whether an item stands on every agenda: it is a thread of the record. Where the group has none yet,
// every title may be one that names nothing and has no number.
func (d *draft) comesBack(it *minutes.Item) bool {
	if it.Title == "" || it.Head == nil {
		return false
	}
	for _, r := range d.last.Minutes.References {
		if r.Block == it.Head {
			return false
		}
	}
	if len(d.last.Group.Threads) > 0 {
		return d.last.Threads[it] != nil
	}
	return !strings.ContainsAny(d.title(it), "0123456789")
}

// title is an item's title without the month that it was about.
func (d *draft) title(it *minutes.Item) string {
	if short := whenTail.ReplaceAllString(it.Title, ""); short != "" {
		return short
	}
	return it.Title
}

// heading is the line of an item, written as the last agenda writes that item, or its first one.
func (d *draft) heading(e entry, number string) string {
	if d.headings {
		return strings.Repeat("#", 2+strings.Count(number, ".")) + " " + number + ". " + e.title
	}
	model := e.model
	if model == nil && d.last != nil && len(d.last.Minutes.Items) > 0 {
		model = d.last.Minutes.Items[0]
	}
	if model != nil && model.Head != nil {
		source := d.source(model.Head)
		if at := strings.Index(source, model.Title); at >= 0 {
			before, after := source[:at], source[at+len(model.Title):]
			return strings.Replace(before, model.Number, number, 1) + e.title + after
		}
	}
	if strings.Contains(number, ".") {
		return number + " " + e.title
	}
	return number + ". " + e.title
}
