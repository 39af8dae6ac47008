package skeleton

import (
	"fmt"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// finish reads the skeleton back. What the text does not tell of the meeting the front matter does; a level other than
// the one that its words came from is refused.
func (d *draft) finish() (Skeleton, error) {
	s := Skeleton{Meeting: d.meeting.ID, File: d.file(), Level: d.Rules.Policy.Name(d.level), Actions: len(d.actions),
		Stricter: d.stricter, Elsewhere: d.elsewhere}
	m := d.readBack(&s)
	if !d.hasItems(m) {
		d.headings = true
		d.out.Reset()
		d.write()
		m = d.readBack(&s)
	}
	switch {
	case m.Classification.Strictest != d.level:
		return Skeleton{}, fmt.Errorf("%w: its level would be %s, not %s; see what minutebook check says of the last minutes", ErrUnlike,
			d.Rules.Policy.Name(m.Classification.Strictest), s.Level)
	case m.Meeting.ID != d.meeting.ID || m.Meeting.Date != d.Date:
		return Skeleton{}, fmt.Errorf("%w: it would be %s of %s", ErrUnlike, m.Meeting.ID, m.Meeting.Date)
	case !d.hasItems(m):
		return Skeleton{}, fmt.Errorf("%w: %d of its %d items would be read", ErrUnlike, len(m.Items), len(d.items))
	case len(m.Updated) != len(d.actions):
		return Skeleton{}, fmt.Errorf("%w: %d of its %d actions would be read", ErrUnlike, len(m.Updated), len(d.actions))
	}
	return s, nil
}

// readBack reads the text, with what it does not tell in its front matter.
func (d *draft) readBack(s *Skeleton) *minutes.Minutes {
	body := strings.TrimRight(d.out.String(), "\n") + "\n"
	read := func() *minutes.Minutes {
		s.Text = append(d.front.Marshal(), body...)
		return minutes.Parse(s.File, s.Text, d.Rules)
	}
	m := read()
	if d.amend(m) {
		m = read()
	}
	return m
}

// hasItems says whether the items that were written are read.
func (d *draft) hasItems(m *minutes.Minutes) bool {
	if len(m.Items) != len(d.items) {
		return false
	}
	for i, it := range m.Items {
		if it.Title != d.items[i].title || len(it.Items) != len(d.items[i].subs) {
			return false
		}
	}
	return true
}

// amend puts into the front matter what was read otherwise, or had to be guessed.
func (d *draft) amend(m *minutes.Minutes) (changed bool) {
	guessed := map[finding.Code]bool{}
	for _, f := range m.Findings {
		guessed[f.Code] = true
	}
	for _, o := range []struct {
		field     *string
		was, want string
		guessed   bool
	}{
		{&d.front.Group, m.Meeting.Group, d.group.ID, guessed["group-from-file"] || guessed["group-from-title"]},
		{&d.front.Number, m.Meeting.Number, d.Number, guessed["number-from-actions"]},
		{&d.front.Date, m.Meeting.Date, d.Date, false},
		{&d.front.Series, m.Meeting.Series, d.series, false},
		{&d.front.Document, m.Meeting.Document, d.meeting.Document, guessed["document-from-file"]},
	} {
		if o.want != "" && *o.field != o.want && (o.was != o.want || o.guessed) {
			*o.field, changed = o.want, true
		}
	}
	return changed
}
