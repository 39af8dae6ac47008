package index

import (
	"maps"
	"slices"
	"strings"
)

// show turns the rows up to the end of a page into its hits.
func (x *Index) show(rows []uint32, q Query, p plan, r *Results) error {
	r.Pages = pages(r.Total, q.Size)
	for _, row := range rows[min(len(rows), (q.Page-1)*q.Size):] {
		h, err := x.hit(row, &p)
		if err != nil {
			return err
		}
		r.Hits = append(r.Hits, h)
	}
	return nil
}

func pages(total, size int) int { return min((total+size-1)/size, MaxRows/size, MaxPages) }

func (x *Index) hit(row uint32, p *plan) (Hit, error) {
	d, err := x.load(row)
	return Hit{ID: d.ID, Kind: d.Kind, Title: d.Title, URL: d.URL, Date: d.Date, Meeting: d.Meeting,
		Group: strings.Join(d.Groups, ", "), Status: d.Status, Owners: d.Owners, Within: join(d.Within),
		Snippet: snippet(d.Text, p.patterns, p.hints())}, err
}

// maxOffers is how many documents may have one id before none of them is offered.
const maxOffers = 3

// offer names the documents whose own id the query is, or, if there are none, the ones that it is a part of.
func (x *Index) offer(clauses []clause, r *Results) error {
	var named *id
	for _, c := range clauses {
		if c.id != nil && !c.not {
			if named != nil {
				return nil // several ids ask for what connects them
			}
			named = c.id
		}
	}
	if named == nil {
		return nil
	}
	for _, exactly := range []int{isOwn, isPart, isAlias} {
		var rows []uint32
		for row, is := range named.rows {
			if is == exactly {
				rows = append(rows, row)
			}
		}
		if len(rows) == 0 {
			continue
		}
		if len(rows) > maxOffers {
			return nil
		}
		slices.SortFunc(rows, func(a, b uint32) int { return int(x.ranks[a]) - int(x.ranks[b]) })
		for _, row := range rows {
			h, err := x.hit(row, &plan{})
			if err != nil {
				return err
			}
			r.Offers = append(r.Offers, h)
		}
		return nil
	}
	return nil
}

func noFacets() map[string][]Value {
	all := map[string][]Value{}
	for _, name := range Facets() {
		all[name] = []Value{}
	}
	return all
}

func cloneFacets(m map[string][]Value) map[string][]Value {
	c := maps.Clone(m)
	for name, values := range c {
		c[name] = slices.Clone(values)
	}
	return c
}
