package check

import (
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// reports finds the actions that were never raised, and those that a table passes over.
func (c *checker) reports() {
	unraised := map[string]bool{}
	for _, m := range c.record.Meetings {
		for i := range m.Minutes.Updated {
			row := &m.Minutes.Updated[i]
			if a := c.actions[row.ID]; a == nil || a.Place != nil || unraised[row.ID] {
				continue
			}
			if raising := c.judged(row.ID); raising != nil && raising != m {
				unraised[row.ID] = true
				c.warn("action-never-raised", told(m, row), "action "+quote(row.ID)+" is reported on, but the minutes of "+of(raising)+" do not raise it",
					"known from its reports only; correct the id, or those minutes")
			}
		}
		c.mentions(m)
		c.passedOver(m)
	}
}

// judged is the meeting whose minutes ought to raise an action; nil where they are not here, raise nothing, or
// may have left out what is confidential.
func (c *checker) judged(id string) *record.Meeting {
	raising := c.meetingOf(id)
	if raising == nil {
		return nil
	}
	if _, part, _, _ := parts(id); !c.parts[partOf{raising, part}] {
		return nil
	}
	return raising
}

// mentions finds what the text of a meeting says of actions that nobody raised or reported on.
func (c *checker) mentions(m *record.Meeting) {
	for _, ref := range m.Minutes.References {
		if ref.Kind != minutes.KindAction || c.actions[ref.ID] != nil {
			continue
		}
		if raising := c.judged(ref.ID); raising != nil {
			c.warn("no-such-action", at{m.Minutes.File, ref.Line, ref.Column}, "action "+quote(ref.ID)+" is spoken of, but the minutes of "+of(raising)+" do not raise it",
				"kept as text; correct the id")
		}
	}
}

// passedOver finds the open actions that a meeting of their series left out. It stands at the item that goes
// through the actions. What stricter minutes told of last has no place in these.
func (c *checker) passedOver(m *record.Meeting) {
	if len(m.PassedOver) == 0 {
		return
	}
	where := reviewOf(m)
	for _, a := range m.PassedOver {
		last, level := lastTold(a)
		if level < m.Minutes.Classification.Level {
			continue
		}
		c.warn("action-passed-over", where, "action "+quote(a.ID)+" was open at "+of(last)+" and is missing here",
			"it stays open; add a row for it, or say that it is closed")
	}
}

// reviewOf is where a meeting goes through the actions of its group.
func reviewOf(m *record.Meeting) at {
	for _, u := range m.Updates {
		switch {
		case u.Action.Group != m.Group.ID:
		case u.Item != nil && u.Item.Head != nil:
			return at{m.Minutes.File, u.Item.Head.Line, u.Item.Head.Column}
		case u.Block != nil:
			return at{m.Minutes.File, u.Block.Line(), u.Block.Column()}
		}
	}
	return at{m.Minutes.File, 1, 1}
}

// lastTold is the meeting of an action's own group that told of it last, before it was passed over, and the level of what
// it told.
func lastTold(a *record.Action) (*record.Meeting, policy.Level) {
	for i := len(a.Updates) - 1; i >= 0; i-- {
		if u := a.Updates[i]; u.Meeting.Group.ID == a.Group {
			return u.Meeting, u.Level()
		}
	}
	if a.Place != nil {
		return a.Meeting, a.Place.Level()
	}
	return a.Meeting, a.Meeting.Level()
}
