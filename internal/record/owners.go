package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// finishOwners gathers what falls on whom. An owner is named as the first action in the order of the record
// spells it.
func (l *linker) finishOwners() {
	known := l.bodies()
	owners := map[string]*Owner{}
	for _, a := range l.record.Actions {
		for _, name := range a.Owners {
			k := strings.ToLower(name)
			if owners[k] == nil {
				owners[k] = &Owner{Name: name, Group: known[k], Person: l.people[k]}
			}
			if o := owners[k]; !slices.Contains(a.OwnedBy, o) {
				a.OwnedBy = append(a.OwnedBy, o)
				o.Actions = append(o.Actions, a)
			}
		}
	}
	l.record.Owners = slices.SortedFunc(maps.Values(owners), func(a, b *Owner) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Name, b.Name))
	})
}

// bodies are the groups of the record by id and by name, in small letters.
func (l *linker) bodies() map[string]*Group {
	known := map[string]*Group{}
	for _, g := range l.record.Groups {
		known[strings.ToLower(g.Name)] = g
	}
	for _, g := range l.record.Groups {
		known[strings.ToLower(g.ID)] = g
	}
	return known
}
