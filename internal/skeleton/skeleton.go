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
	"errors"
	"fmt"
	"strings"

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
