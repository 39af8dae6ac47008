package index

import (
	"slices"
)

// maxGrouped is how many hits of a group are shown.
const maxGrouped = 3

// grouped are the hits of one meeting, best first.
type grouped struct {
	slot  uint32 // of the meeting and one; 0 for what belongs to none
	best  []candidate
	total int
}

// groups puts rows together by meeting, in the order of the best hit of each.
func (t *tally) groups(rows []uint32, o order) []grouped {
	all := make([]grouped, len(t.x.meetings.values)+1)
	for _, row := range rows {
		slot := t.x.meetings.first[row]
		g := &all[slot]
		g.slot = slot
		g.total++
		g.add(t.candidate(row, o), o)
	}
	all = slices.DeleteFunc(all, func(g grouped) bool { return g.total == 0 })
	slices.SortFunc(all, func(a, b grouped) int { return o.compare(a.best[0], b.best[0]) })
	return all
}

func (g *grouped) add(c candidate, o order) {
	i, _ := slices.BinarySearchFunc(g.best, c, o.compare)
	if i == maxGrouped {
		return
	}
	g.best = slices.Insert(g.best, i, c)
	g.best = g.best[:min(len(g.best), maxGrouped)]
}

// showGroups turns groups into one page of Results.
func (x *Index) showGroups(all []grouped, p plan, r *Results) error {
	q := r.Query
	r.Pages = pages(len(all), q.Size)
	r.Groups = []Group{}
	from := min(len(all), (q.Page-1)*q.Size)
	for _, g := range all[from:min(len(all), from+q.Size)] {
		out := Group{Total: g.total, Shown: len(g.best)}
		if g.slot > 0 {
			out.Meeting = x.meetings.values[g.slot-1]
			if err := x.describe(&out); err != nil {
				return err
			}
		}
		for _, c := range g.best {
			h, err := x.hit(c.row, &p)
			if err != nil {
				return err
			}
			r.Hits = append(r.Hits, h)
		}
		r.Groups = append(r.Groups, out)
	}
	return nil
}

// describe fills in what the meeting's own document says.
func (x *Index) describe(g *Group) error {
	g.Title = g.Meeting
	for _, one := range x.keys.find(key(g.Meeting)) {
		if reference(one).exactly() != isOwn {
			continue
		}
		d, err := x.load(reference(one).row())
		if err != nil {
			return err
		}
		if d.Kind == "meeting" && d.ID == g.Meeting {
			g.Title, g.URL, g.Date = d.Title, d.URL, d.Date
		}
	}
	return nil
}
