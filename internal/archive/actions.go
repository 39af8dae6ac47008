package archive

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// statuses are the words for an action that is open, and for one that is closed.
type statuses struct {
	Open   []string `yaml:"open"`
	Closed []string `yaml:"closed"`
}

// actions reads how a body writes its actions: the shapes of their ids, the words of their status and those before
// a report.
func (s *settings) actions(r *minutes.Rules) {
	if len(s.Actions) > 0 {
		r.ActionIDs = nil
	}
	for i, p := range s.Actions {
		at := fmt.Sprintf("$.actions[%d]", i)
		re := s.pattern(at, p)
		if re == nil {
			continue
		}
		shape, err := minutes.NewActionShape(re)
		if err != nil {
			s.fault(at, "name its groups group, meeting, part and number; number must be there, such as (?P<number>\\d{4})",
				"pattern %q is no shape of an action's id: %v", p, err)
			continue
		}
		r.ActionIDs = append(r.ActionIDs, shape)
	}
	s.statuses(r)
	for i, w := range s.Updates {
		if strings.TrimSpace(w) == "" {
			s.fault(fmt.Sprintf("$.updates[%d]", i), "write the word before a report, such as Update", "a word that is empty")
		}
	}
	if len(s.Updates) > 0 {
		r.Updates = s.Updates
	}
}

// statuses replaces the words of the lists that are given. A word that moves to the other list leaves its own.
func (s *settings) statuses(r *minutes.Rules) {
	open, closed := r.Statuses.Open, r.Statuses.Closed
	if len(s.Statuses.Open) > 0 {
		open, closed = s.Statuses.Open, without(closed, s.Statuses.Open)
	}
	if len(s.Statuses.Closed) > 0 {
		if closed = s.Statuses.Closed; len(s.Statuses.Open) == 0 {
			open = without(open, closed)
		}
	}
	own, err := minutes.NewStatuses(open, closed)
	if err != nil {
		s.fault("$.statuses", "list each word once, under open or under closed", "statuses cannot be read: %v", err)
		return
	}
	r.Statuses = own
}

func without(all, these []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(w string) bool {
		return slices.ContainsFunc(these, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), w) })
	})
}

func (s *settings) columns(c *minutes.Columns) {
	into := map[string]*[]string{"id": &c.ID, "action": &c.Action, "raised": &c.Raised, "target": &c.Target,
		"revised": &c.Revised, "owner": &c.Owner, "status": &c.Status, "update": &c.Update}
	for _, name := range slices.Sorted(maps.Keys(s.Columns)) {
		if into[name] == nil {
			s.fault("$.columns."+name, "one of id, action, raised, target, revised, owner, status, update",
				"column %q is not known", name)
			continue
		}
		*into[name] = s.Columns[name]
	}
}
