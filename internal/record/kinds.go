package record

import (
	"cmp"
	"slices"

	"minutebook/internal/minutes"
)

// addKinds notes which kinds of reference are records. Incidents and modifications always are; of the archive's
// own kinds those that have pages.
func (l *linker) addKinds(rules []minutes.KindRule) {
	l.paged[minutes.KindIncident], l.paged[minutes.KindModification] = true, true
	for _, rule := range rules {
		if rule.Page && !l.paged[rule.Kind] {
			l.paged[rule.Kind] = true
			l.record.Others = append(l.record.Others, Kind{Rule: rule, Path: l.registerOf(rule)})
		}
	}
}

// registerOf is the address of a kind's register, made of its plural. One that the site or another kind has
// already gets kind- before it.
func (l *linker) registerOf(rule minutes.KindRule) string {
	part := slug(cmp.Or(rule.Plural, string(rule.Kind)+"s"))
	taken := slices.Contains(siteNames, part) || slices.ContainsFunc(l.record.Others, func(k Kind) bool { return k.Path == "/"+part+"/" })
	if taken {
		part = "kind-" + slug(string(rule.Kind))
	}
	return "/" + part + "/"
}

// file puts a subject among those of its kind.
func (r *Record) file(s *Subject) {
	switch s.Kind {
	case minutes.KindIncident:
		r.Incidents = append(r.Incidents, s)
	case minutes.KindModification:
		r.Modifications = append(r.Modifications, s)
	default:
		i := slices.IndexFunc(r.Others, func(k Kind) bool { return k.Rule.Kind == s.Kind })
		r.Others[i].Subjects = append(r.Others[i].Subjects, s)
	}
}
