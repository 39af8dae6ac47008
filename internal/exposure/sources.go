package exposure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// Sources are the passages of the sources as they were read, uncut.
type Sources struct{ units *units }

// OfSources are the passages of an archive's documents, and its notices.
func OfSources(documents []edition.Source, p policy.Policy, notices ...Notice) Sources {
	return (*Known)(nil).OfSources(documents, p, notices...)
}

// OfSources is OfSources where some passages are known.
func (k *Known) OfSources(documents []edition.Source, p policy.Policy, notices ...Notice) Sources {
	all := newUnits(p, k)
	for _, s := range documents {
		if s.Page != nil {
			all.small(func(g *gatherer) { g.page(s.Page) })
		} else {
			id := s.Minutes.Meeting.ID
			if id == "" {
				id = s.Whole().Minutes.Meeting.ID
			}
			all.add(hash("meeting "+id), s.File(), s.Sum(), func(g *gatherer) { g.minutes(s.Whole().Minutes) })
		}
	}
	for _, n := range notices {
		all.small(func(g *gatherer) { g.notice(n) })
	}
	return Sources{all.finish()}
}

// withheldFrom are the passages of a document that a site's readers are not to see.
func (s Sources) withheldFrom(site policy.Site, shown Shown, u *unit) (all []saying) {
	seen := shown.units.by[u.document]
	for _, one := range u.said {
		if _, is := seen.level(one.words); !is && !site.Clearance.Permits(one.level) {
			all = append(all, one)
		}
	}
	return all
}

// nameFor names what is withheld of a document from a site.
func (s Sources) nameFor(site policy.Site, shown Shown, u *unit) string {
	seen := ""
	if one := shown.units.by[u.document]; one != nil {
		seen = one.is
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %q", u.is, seen, nameOf(s.units.policy, site.Clearance.Level())))
	return hex.EncodeToString(sum[:16])
}

// place gives exposures the lines of the sources: an edition's own lines differ where something was cut above.
func (s Sources) place(all List) {
	type place struct {
		file string
		key  key
	}
	lines := map[place]int{}
	for _, p := range s.units.parts {
		if !slices.ContainsFunc(all, func(e Exposure) bool { return e.File == p.file }) {
			continue
		}
		for _, p := range slices.Backward(s.units.passages(p)) {
			lines[place{p.file, p.key}] = p.line
		}
	}
	for i, e := range all {
		if line, ok := lines[place{e.File, e.key}]; ok {
			all[i].Line = line
		}
	}
}
