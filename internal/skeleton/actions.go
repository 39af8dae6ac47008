package skeleton

import (
	"slices"
	"strings"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// chooseActions takes the open actions that the meeting goes through: those of its series that its readers know as
// they are.
func (d *draft) chooseActions() {
	known := map[string]*record.Action{}
	for _, a := range d.record.Actions {
		known[a.ID] = a
	}
	for _, a := range d.Whole.Actions {
		switch {
		case a.Group != d.group.ID || a.Status == minutes.Closed:
		case follower(a) != nil && !d.sameSeries(follower(a)):
			d.elsewhere = append(d.elsewhere, a.ID)
		case known[a.ID] == nil || !alike(a, known[a.ID]):
			d.stricter = append(d.stricter, a.ID)
		default:
			d.actions = append(d.actions, known[a.ID])
		}
	}
}

// follower is the meeting of the action's group that told of it last; nil where none did.
func follower(a *record.Action) *record.Meeting {
	for i := len(a.Updates) - 1; i >= 0; i-- {
		if m := a.Updates[i].Meeting; m.Group.ID == a.Group {
			return m
		}
	}
	if a.Meeting != nil && a.Meeting.Group.ID == a.Group {
		return a.Meeting
	}
	return nil
}

// sameSeries says whether a meeting may be of the new one's series: one that tells no series may be of any.
func (d *draft) sameSeries(m *record.Meeting) bool {
	series := m.Minutes.Meeting.Series
	return series == d.series || series == "" || d.series == ""
}

// alike says whether readers who know less know what a row says of an action: its words, where no minutes are known
// that raised it, on whom it falls, and when it is due.
func alike(whole, known *record.Action) bool {
	return known.Status == whole.Status && slices.Equal(known.Owners, whole.Owners) && known.Due == whole.Due &&
		known.DueMeeting == whole.DueMeeting && (known.Text == whole.Text || whole.Meeting != nil)
}

// form is how the group's minutes write their table of actions.
type form struct {
	head  []string
	at    minutes.ActionColumns
	day   func(time.Time) string
	below bool // reports stand in a row of their own
}

// actionsTable writes the actions in the form of the newest table that the readers know.
func (d *draft) actionsTable() {
	if len(d.actions) == 0 {
		return
	}
	f := d.form()
	d.out.WriteString(tableHead(f.head))
	for _, a := range d.actions {
		for _, cells := range f.rows(d, a) {
			d.out.WriteString(row(cells))
		}
	}
	d.out.WriteString("\n")
}

func (d *draft) form() form {
	all := d.meetings(d.record)
	for i := len(all) - 1; i >= 0; i-- {
		if !d.sameSeries(all[i]) {
			continue
		}
		if f, ok := d.formIn(all[i].Minutes); ok {
			return f
		}
	}
	c := d.Rules.Columns
	f := form{day: layout("02/01/2006"), at: minutes.ActionColumns{ID: -1, Action: -1, Raised: -1, Target: -1, Revised: -1, Owner: -1, Status: -1, Update: -1}}
	for _, column := range []struct {
		names []string
		at    *int
	}{{c.ID, &f.at.ID}, {c.Action, &f.at.Action}, {c.Raised, &f.at.Raised}, {c.Target, &f.at.Target}, {c.Revised, &f.at.Revised},
		{c.Owner, &f.at.Owner}, {c.Status, &f.at.Status}, {c.Update, &f.at.Update}} {
		if len(column.names) > 0 {
			*column.at = len(f.head)
			f.head = append(f.head, cell(column.names[0]))
		}
	}
	return f
}

// formIn is the form of the first table of a document that reports on an action.
func (d *draft) formIn(m *minutes.Minutes) (f form, found bool) {
	rows := map[*minutes.Block]*minutes.Action{}
	for i := range m.Updated {
		rows[m.Updated[i].Block] = &m.Updated[i]
	}
	m.Walk(func(b *minutes.Block) {
		if found || b.Kind != minutes.Table || !slices.ContainsFunc(b.Blocks, func(r *minutes.Block) bool { return rows[r] != nil }) {
			return
		}
		at, ok := d.Rules.ActionColumns(b)
		if !ok || at.Action == at.ID {
			return
		}
		f, found = form{head: cellsOf(b.Blocks[0]), at: at, day: layout("02/01/2006")}, true
		for _, r := range b.Blocks {
			if told := rows[r]; told != nil {
				f.below = f.below || told.UpdateRow != nil && told.UpdateRow.Kind == minutes.Row
				f.learn(r, told)
			}
		}
	})
	return f, found
}

// learn takes the form of days from a row.
func (f *form) learn(r *minutes.Block, told *minutes.Action) {
	for _, c := range []struct {
		at  int
		iso string
	}{{f.at.Raised, told.Raised}, {f.at.Target, told.Target}, {f.at.Revised, told.Revised}} {
		if c.at < 0 || c.at >= len(r.Blocks) {
			continue
		}
		if day := formOf(r.Blocks[c.at].Text(), c.iso); day != nil {
			f.day = day
		}
	}
}

// tableIn says whether an item holds a table that reports on actions.
func (d *draft) tableIn(it *minutes.Item) bool {
	for _, b := range slices.Concat(it.Blocks, it.Tail) {
		if _, ok := d.Rules.ActionColumns(b); ok {
			return true
		}
	}
	return false
}

// rows are the rows of one action: it is as open as it was, and due when it was.
func (f form) rows(d *draft, a *record.Action) [][]string {
	cells := make([]string, len(f.head))
	put := func(at int, text string) {
		if at >= 0 && at < len(cells) {
			cells[at] = cell(text)
		}
	}
	put(f.at.ID, d.spelling(a))
	put(f.at.Action, a.Text)
	put(f.at.Raised, f.date(a.Raised))
	put(f.at.Target, f.due(d, a))
	put(f.at.Owner, strings.Join(a.Owners, " and "))
	if a.Status != minutes.Open {
		return [][]string{cells}
	}
	switch {
	case f.below || f.at.Status < 0 && f.at.Update < 0:
		report := make([]string, len(f.head))
		report[0] = "Status: Open."
		return [][]string{cells, report}
	case f.at.Status >= 0:
		put(f.at.Status, "Open")
	default:
		put(f.at.Update, "Status: Open.")
	}
	return [][]string{cells}
}

// spelling is an action's id as the rules find it.
func (d *draft) spelling(a *record.Action) string {
	for _, shape := range d.Rules.ActionIDs {
		if shape.Finds(a.ID) {
			return a.ID
		}
	}
	if a.Written != "" {
		return a.Written
	}
	return a.ID
}

func (f form) date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return f.day(t)
}

// due is when an action is due: the meeting where that is its day, or where no day is known.
func (f form) due(d *draft, a *record.Action) string {
	if a.Due == "" {
		return a.DueMeeting
	}
	for _, m := range d.record.Meetings {
		if m.ID == a.DueMeeting && m.Minutes.Meeting.Date == a.Due {
			return a.DueMeeting
		}
	}
	return f.date(a.Due)
}
