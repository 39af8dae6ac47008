package register

import (
	"path"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

func actions(r *record.Record, w *wording.Words) *Register {
	reg := of("actions", "/actions/", r.Actions, func(a *record.Action) string { return a.Raised }, w)
	reg.Facets = append(reg.Facets, byStatus(r, w))
	byGroups(reg, r, r.Actions, "register.actions_by_group", groupOf(r))
	reg.Facets = append(reg.Facets, byOwner(r, w))
	reg.byYears("register.actions_by_year")
	reg.views([2]string{"group", "status"}, [2]string{"owner", "status"}, [2]string{"group", "year"})
	return reg
}

// byStatus are the states of actions that somebody asks for. What nobody told the status of counts as open.
func byStatus(r *record.Record, w *wording.Words) Facet {
	value := func(slug, label, title string, holds func(*record.Action) bool) Value {
		return Value{Slug: slug, Label: w.Say(label), Title: w.Say(title), records: pick(r.Actions, holds), lasting: true}
	}
	alone := func(v Value) Value { v.alone = true; return v }
	return Facet{Name: "status", Label: w.Say("register.status"), bare: true, Values: []Value{
		value("open", "register.open", "register.actions_open", func(a *record.Action) bool { return a.Status != minutes.Closed }),
		value("overdue", "register.overdue", "register.actions_overdue", func(a *record.Action) bool { return a.Overdue(r.AsOf) }),
		value("closed", "register.closed", "register.actions_closed", func(a *record.Action) bool { return a.Status == minutes.Closed }),
		alone(value("due-next", "register.due_next", "register.actions_due_next", r.DueNext)),
		alone(value("changed", "register.changed", "register.actions_changed", r.ChangedLast)),
		alone(value("silent", "register.silent", "register.actions_silent", func(a *record.Action) bool { return a.Silent != nil })),
		alone(value("unknown", "register.untold", "register.actions_untold", func(a *record.Action) bool { return a.Status == minutes.Unknown })),
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
func byOwner(r *record.Record, w *wording.Words) Facet {
	of := gather(r.Actions, func(a *record.Action) []*record.Owner { return a.OwnedBy })
	f := Facet{Name: "owner", Label: w.Say("register.owner")}
	for _, o := range r.Owners {
		f.Values = append(f.Values, Value{Slug: path.Base(o.Path), Name: o.Name, Label: o.Name, Title: w.Say("register.actions_by_owner", "owner", o.Name), records: of[o]})
	}
	return f
}
