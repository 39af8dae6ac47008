// Package skeleton turns the record of a group into the minutes of its next meeting as they stand before anybody
// has met: what the secretary would otherwise copy by hand.
//
// They are written as the group's last minutes are, which are those of the same series where a group has several:
//
//	front matter   the keys that the last minutes have
//	banner         as it stands there
//	head           the lines of the title, with the new date, document and number; a draft
//	attendance     the tables and lists of people, their members in the place of alternates, without whoever came for
//	               single items; the apologies without names
//	agenda         the items that come back, numbered anew: those of the record's threads, or where the group has
//	               none yet the titles without an id or a number. One names the last minutes, one holds the
//	               actions, with a row for each open action in the columns of the last table; the others are empty
//	next meeting   as far as the minutes announce one
//
// A group without minutes gets the same parts in the plainest form, at the strictest level of the policy.
//
// Nothing of a stricter document gets in: the level is that of the last minutes, and every word comes from the record
// as the readers of that level know it. An open action goes in only if they know it as it is, in all that its row
// says; the others are left out, and their ids are told apart. Read back, the skeleton has the level, the meeting and
// the date that were asked for, and reports every action of its table as open and due when it was: whatever the
// record says of an action stays as it was.
package skeleton

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// Request says which meeting is next.
type Request struct {
	Whole *record.Record // of all documents whose level can be told
	// Readable is the record of those whose level the readers of the given one may read.
	Readable func(policy.Level) *record.Record
	Rules    *minutes.Rules
	Untold   map[string]string // files of the documents whose level cannot be told, by the id of their meeting
	Group    string            // its id, or its name or alias
	Number   string            // "30", "37x"
	Date     string            // YYYY-MM-DD; "" for the day that the minutes announce
}

// Skeleton is a document to be filled in.
type Skeleton struct {
	Meeting   string // its id
	File      string // where it belongs, a path below the archive
	Text      []byte
	Level     string   // name of its level
	Actions   int      // rows of its table of actions
	Stricter  []string // ids of open actions that it may not hold, in their order
	Elsewhere []string // ids of open actions that other series of the group follow
}

// What a request may ask in vain.
var (
	ErrThere  = errors.New("the meeting has minutes already")
	ErrGroup  = errors.New("no such group")
	ErrNumber = errors.New("no number of a meeting")
	ErrDate   = errors.New("no day for the meeting")
	ErrUnlike = errors.New("the skeleton would not be read as what it is")
)

// New makes the skeleton of a meeting. It depends on the request alone.
func New(q Request) (Skeleton, error) {
	d, err := draftOf(q)
	if err != nil {
		return Skeleton{}, err
	}
	d.write()
	return d.finish()
}

// draft is a skeleton in the making.
type draft struct {
	Request
	group     minutes.Group
	last      *record.Meeting // the minutes that it is written after, as its readers know them; nil for a group without
	record    *record.Record  // what its readers know
	level     policy.Level
	series    string
	meeting   minutes.Meeting // id, number, document and date
	lines     []string        // of the last minutes
	front     minutes.Front
	stricter  []string
	elsewhere []string
	actions   []*record.Action
	items     []entry
	headings  bool // items are headings, whatever the last minutes have
	out       strings.Builder
}

func draftOf(q Request) (*draft, error) {
	d := &draft{Request: q}
	if err := d.findGroup(); err != nil {
		return nil, err
	}
	if !number(d.Number) {
		return nil, fmt.Errorf("%w: write %q as 30 or 37x", ErrNumber, d.Number)
	}
	d.meeting.Group, d.meeting.Number = d.group.ID, d.Number
	d.meeting.ID = d.group.ID + "_" + d.Number
	if err := d.isThere(); err != nil {
		return nil, err
	}
	last := d.lastOf(d.Whole)
	if err := d.findDate(last); err != nil {
		return nil, err
	}
	last = d.findSeries(last)
	d.read(last)
	d.chooseActions()
	return d, nil
}

// isThere refuses a meeting that has minutes.
func (d *draft) isThere() error {
	for _, m := range d.Whole.Meetings {
		if strings.EqualFold(m.ID, d.meeting.ID) {
			return fmt.Errorf("%w: %s is %s", ErrThere, m.ID, m.Minutes.File)
		}
	}
	for id, file := range d.Untold {
		if strings.EqualFold(id, d.meeting.ID) {
			return fmt.Errorf("%w: %s is %s", ErrThere, id, file)
		}
	}
	return nil
}

// number says whether s is the number of a meeting, as minutes write it.
func number(s string) bool {
	digits := strings.TrimSuffix(s, "x")
	return digits != "" && len(digits) <= 4 && strings.Trim(digits, "0123456789") == ""
}

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
	d.level = last.Level()
	d.record = d.Readable(d.level)
	for _, m := range d.record.Meetings {
		if m.ID == last.ID {
			d.last = m
		}
	}
	d.lines = strings.Split(strings.ReplaceAll(d.last.Text, "\r\n", "\n"), "\n")
	d.meeting.Document = d.document(d.last.Minutes.Meeting)
}

// document names the new document as the last one is named.
func (d *draft) document(last minutes.Meeting) string {
	switch {
	case last.Document == "":
		return ""
	case strings.HasSuffix(last.Document, "_"+dayMonth(last.Date)):
		return d.meeting.ID + "_" + dayMonth(d.Date)
	}
	return d.meeting.ID
}

func dayMonth(iso string) string {
	if len(iso) != len(time.DateOnly) {
		return ""
	}
	return iso[8:] + iso[5:7]
}

// file is where the document belongs: beside the last minutes, in a folder of its own year where they have one.
func (d *draft) file() string {
	name := cmp.Or(d.meeting.Document, d.meeting.ID) + ".md"
	if d.last == nil {
		return path.Join(d.folder(), name)
	}
	before, own := d.last.Minutes.File, d.last.Minutes.Meeting
	if stem := strings.TrimSuffix(path.Base(before), path.Ext(before)); !strings.HasPrefix(stem, own.ID) {
		renamed := strings.NewReplacer(pairs(own.Document, d.meeting.Document, own.ID, d.meeting.ID, own.Date, d.Date)...).Replace(stem)
		if renamed != stem {
			name = versionTail.ReplaceAllString(renamed, "") + ".md"
		}
	} else if stem == own.ID || strings.HasPrefix(stem, own.ID) && !strings.HasPrefix(stem, own.ID+"_"+dayMonth(own.Date)) {
		name = d.meeting.ID + ".md"
	}
	folders := strings.Split(path.Dir(before), "/")
	for i, f := range folders {
		if len(own.Date) >= 4 && f == own.Date[:4] {
			folders[i] = d.Date[:4]
		}
	}
	return path.Join(append(folders, name)...)
}

// folder is where the minutes of a group without minutes belong: a folder of its own where other groups have one.
func (d *draft) folder() string {
	top := "content"
	for _, g := range d.Whole.Groups {
		last := g.Latest()
		if last == nil {
			continue
		}
		dir := path.Dir(last.Minutes.File)
		if !strings.HasPrefix(dir+"/", top+"/") {
			top = "." // a bare archive
		}
		for i, f := range strings.Split(dir, "/") {
			if strings.EqualFold(f, g.ID) && i > 0 {
				return path.Join(top, strings.ToLower(d.group.ID))
			}
		}
	}
	return top
}

// pairs leaves out what stands for nothing.
func pairs(words ...string) []string {
	var kept []string
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] != "" && words[i+1] != "" {
			kept = append(kept, words[i], words[i+1])
		}
	}
	return kept
}
