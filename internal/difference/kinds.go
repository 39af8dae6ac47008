package difference

import (
	"reflect"
	"strings"
)

type meeting struct {
	ID, Group, Date, Start, End, Venue, Version, Classification string
	Items                                                       []struct{ Number, Title string }
	Attendees, Apologies                                        int
}

func (m meeting) entry() Entry { return Entry{m.ID, m.Date} }

func meetings(was, is site) ([]Change, error) {
	before, after, err := tables(was, is, "meetings", func(m meeting) string { return m.ID })
	if err != nil {
		return nil, err
	}
	return []Change{
		{"new meeting", "new meetings", after.without(before, meeting.entry)},
		{"meeting with other particulars", "meetings with other particulars", after.both(before, func(a, b meeting) bool { return !reflect.DeepEqual(a, b) }, meeting.entry)},
		{"meeting gone", "meetings gone", before.without(after, meeting.entry)},
	}, nil
}

type action struct {
	ID, Text, Status, Due string
	DueMeeting            string `json:"due_meeting"`
	Owners                []string
	Updates               []struct{ Meeting, Status, Text string }
}

func (a action) entry() Entry { return Entry{a.ID, a.Text} }
func (a action) closed() bool { return a.Status == "closed" }

func actions(was, is site) ([]Change, error) {
	before, after, err := tables(was, is, "actions", func(a action) string { return a.ID })
	if err != nil {
		return nil, err
	}
	var opened, born []Entry
	for _, e := range after.without(before, action.entry) {
		if after.by[e.ID].closed() {
			born = append(born, e)
		} else {
			opened = append(opened, e)
		}
	}
	other := func(a, b action) bool { return a.closed() == b.closed() && !reflect.DeepEqual(a, b) }
	return []Change{
		{"action opened", "actions opened", opened},
		{"action closed", "actions closed", sorted(append(after.both(before, func(a, b action) bool { return !a.closed() && b.closed() }, action.entry), born...))},
		{"action opened again", "actions opened again", after.both(before, func(a, b action) bool { return a.closed() && !b.closed() }, action.entry)},
		{"action reported on or changed", "actions reported on or changed", after.both(before, other, action.entry)},
		{"action gone", "actions gone", before.without(after, action.entry)},
	}, nil
}

type decision struct{ Meeting, Item, Verb, Text string }

func (d decision) key() string {
	return strings.Join([]string{d.Meeting, d.Item, d.Verb, d.Text}, "\x00")
}
func (d decision) entry() Entry {
	if d.Item == "" {
		return Entry{d.Meeting, d.Text}
	}
	return Entry{d.Meeting + ", item " + d.Item, d.Text}
}

func decisions(was, is site) ([]Change, error) {
	before, after, err := tables(was, is, "decisions", decision.key)
	if err != nil {
		return nil, err
	}
	return []Change{
		{"decision", "decisions", after.without(before, decision.entry)},
		{"decision gone", "decisions gone", before.without(after, decision.entry)},
	}, nil
}

type subject struct{ ID, Title string }

func (s subject) entry() Entry { return Entry{s.ID, s.Title} }

// subjects are incidents, modifications and the archive's own kinds of reference.
func subjects(was, is site) ([]Change, error) {
	var all []Change
	for _, name := range kinds(was, is) {
		before, after, err := tables(was, is, name, func(s subject) string { return s.ID })
		if err != nil {
			return nil, err
		}
		all = append(all,
			Change{"new in " + name, "new in " + name, after.without(before, subject.entry)},
			Change{"gone from " + name, "gone from " + name, before.without(after, subject.entry)})
	}
	return all, nil
}
