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
	if !s.statusWords("open", s.Statuses.Open, nil) || !s.statusWords("closed", s.Statuses.Closed, s.Statuses.Open) {
		return
	}
	own, err := minutes.NewStatuses(open, closed)
	if err != nil {
		s.fault("$.statuses", "list each word once, under open or under closed", "statuses cannot be read: %v", err)
		return
	}
	r.Statuses = own
}

// statusWords looks for what is no word in a list, and for what stands in the other list too; it says whether
// there is neither.
func (s *settings) statusWords(list string, words, other []string) bool {
	faults := len(s.faults)
	for i := range words {
		at := fmt.Sprintf("$.statuses.%s[%d]", list, i)
		if _, err := minutes.NewStatuses(words[i:i+1], nil); err != nil {
			s.fault(at, "write a word, such as Carried Forward", "status %v", err)
		} else if _, err := minutes.NewStatuses(other, words[i:i+1]); err != nil {
			s.fault(at, "list each word once, under open or under closed", "status %v", err)
		}
	}
	return len(s.faults) == faults
}

func without(all, these []string) []string {
	key := func(w string) string { return strings.TrimSpace(strings.ReplaceAll(w, "-", " ")) }
	return slices.DeleteFunc(slices.Clone(all), func(w string) bool {
		return slices.ContainsFunc(these, func(t string) bool { return strings.EqualFold(key(t), key(w)) })
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
