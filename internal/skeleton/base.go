package skeleton

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// findGroup finds the group in the settings, else among those that the record knows.
func (d *draft) findGroup() error {
	for _, g := range d.Rules.Groups {
		for _, name := range append([]string{g.ID, g.Name}, g.Aliases...) {
			if strings.EqualFold(name, d.Group) {
				d.group = g
				return nil
			}
		}
	}
	for _, g := range d.Whole.Groups {
		if strings.EqualFold(g.ID, d.Group) && len(g.Meetings) > 0 {
			d.group = minutes.Group{ID: g.ID, Name: g.Name}
			return nil
		}
	}
	return fmt.Errorf("%w: %q is neither in the settings nor in the minutes; add it to groups: in minutebook.yaml", ErrGroup, d.Group)
}

// meetings are those of the group in a record, by date.
func (d *draft) meetings(r *record.Record) []*record.Meeting {
	for _, g := range r.Groups {
		if g.ID == d.group.ID {
			return g.Meetings
		}
	}
	return nil
}

func (d *draft) lastOf(r *record.Record) *record.Meeting {
	all := d.meetings(r)
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

// findDate takes the day asked for, or the first day after the last meeting that the minutes announce, of its own
// series if they announce one.
func (d *draft) findDate(last *record.Meeting) error {
	after := ""
	if last != nil {
		after = last.Minutes.Meeting.Date
	}
	if d.Date == "" {
		own, any := "", ""
		for _, n := range d.announced(after) {
			any = cmp.Or(any, n.Date)
			if n.Series == last.Minutes.Meeting.Series {
				own = cmp.Or(own, n.Date)
			}
		}
		if d.Date = cmp.Or(own, any); d.Date == "" {
			return fmt.Errorf("%w: no minutes of the %s announce its next meeting; give --date YYYY-MM-DD", ErrDate, d.group.ID)
		}
	}
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		return fmt.Errorf("%w: write %q as YYYY-MM-DD", ErrDate, d.Date)
	}
	if d.Date <= after {
		return fmt.Errorf("%w: %s is not after %s, the day of %s", ErrDate, d.Date, after, last.ID)
	}
	d.meeting.Date = d.Date
	return nil
}

// announced are the meetings after a day that the group's minutes announce, by date; the newest minutes are believed.
func (d *draft) announced(after string) []minutes.NextMeeting {
	all := d.meetings(d.Whole)
	said := map[string]bool{} // series of which newer minutes speak
	var found []minutes.NextMeeting
	for i := len(all) - 1; i >= 0; i-- {
		here := map[string]bool{}
		for _, n := range all[i].Minutes.Next {
			if !said[n.Series] && n.Date > after {
				found = append(found, n)
			}
			here[n.Series] = true
		}
		for s := range here {
			said[s] = true
		}
	}
	byDate(found)
	return found
}

// findSeries tells the series of the meeting: what is announced for its day, else that of the last. It returns the
// last minutes of that series, or the last of all.
func (d *draft) findSeries(last *record.Meeting) *record.Meeting {
	if last == nil {
		return nil
	}
	d.series = last.Minutes.Meeting.Series
	for _, n := range d.announced("") {
		if n.Date == d.Date {
			d.series = n.Series
		}
	}
	all := d.meetings(d.Whole)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Minutes.Meeting.Series == d.series {
			return all[i]
		}
	}
	return last
}

// read opens what the readers of the last minutes know.
func (d *draft) read(last *record.Meeting) {
	if last == nil {
		levels := d.Rules.Policy.Levels()
		d.level = levels[len(levels)-1]
		d.record = d.Readable(d.level)
		d.meeting.Document = d.meeting.ID + "_" + dayMonth(d.Date)
		return
	}
	d.level = last.Minutes.Classification.Level
	d.record = d.Readable(d.level)
	for _, m := range d.record.Meetings {
		if m.ID == last.ID {
			d.last = m
		}
	}
	d.lines = strings.Split(strings.ReplaceAll(d.last.Text(), "\r\n", "\n"), "\n")
	d.meeting.Document = d.document(d.last.Minutes.Meeting)
}
