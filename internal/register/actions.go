package register

import (
	"cmp"
	"path"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

func actions(r *record.Record) *Register {
	reg := of("actions", "/actions/", r.Actions, func(a *record.Action) string { return a.Raised })
	reg.Facets = append(reg.Facets, byStatus(r))
	byGroups(reg, r, r.Actions, "Actions", groupOf(r))
	reg.Facets = append(reg.Facets, byOwner(r))
	reg.byYears("Actions")
	reg.views([2]string{"group", "status"}, [2]string{"owner", "status"}, [2]string{"group", "year"})
	return reg
}

// byStatus are the states of actions that somebody asks for. What nobody told the status of counts as open.
func byStatus(r *record.Record) Facet {
	value := func(slug, label, title string, holds func(*record.Action) bool) Value {
		return Value{Slug: slug, Label: label, Title: title, records: pick(r.Actions, holds), lasting: true}
	}
	alone := func(v Value) Value { v.alone = true; return v }
	return Facet{Name: "status", Label: "Status", bare: true, Values: []Value{
		value("open", "Open", "Open actions", func(a *record.Action) bool { return a.Status != minutes.Closed }),
		value("overdue", "Overdue", "Overdue actions", func(a *record.Action) bool { return a.Overdue(r.AsOf) }),
		value("closed", "Closed", "Closed actions", func(a *record.Action) bool { return a.Status == minutes.Closed }),
		alone(value("due-next", "Due next meeting", "Actions due by the next meeting", r.DueNext)),
		alone(value("changed", "Changed last meeting", "Actions changed at the last meeting", r.ChangedLast)),
		alone(value("silent", "No longer reported", "Open actions that are no longer reported", func(a *record.Action) bool { return a.Silent != nil })),
		alone(value("unknown", "Not told", "Actions whose status is not told", func(a *record.Action) bool { return a.Status == minutes.Unknown })),
	}}
}

// groupOf finds the group of an action.
func groupOf(r *record.Record) func(*record.Action) []*record.Group {
	of := map[string]*record.Group{}
	for _, g := range r.Groups {
		of[g.ID] = g
	}
	return func(a *record.Action) []*record.Group {
		if g := of[a.Group]; g != nil {
			return []*record.Group{g}
		}
		return nil
	}
}

// byOwner is the facet of owners, by name.
func byOwner(r *record.Record) Facet {
	of := gather(r.Actions, func(a *record.Action) []*record.Owner { return a.OwnedBy })
	f := Facet{Name: "owner", Label: "Owner"}
	for _, o := range r.Owners {
		f.Values = append(f.Values, Value{Slug: path.Base(o.Path), Label: o.Name, Title: "Actions of " + cmp.Or(o.Name, "nobody"), records: of[o]})
	}
	return f
}
