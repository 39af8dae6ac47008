package index

import (
	"maps"
	"slices"
	"strings"
)

// show turns the rows up to the end of a page into its hits.
func (x *Index) show(rows []uint32, p plan, r *Results) error {
	q := r.Query
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

// showEvery shows all documents, newest first, of which nothing needs to be found or counted.
func (x *Index) showEvery(p plan, r *Results) error {
	r.Total, r.Full, r.Facets = x.every.Total, x.every.Total, cloneFacets(x.every.Facets)
	return x.show(x.order[:min(len(x.order), r.Query.Page*r.Query.Size)], p, r)
}

// pages is how many pages of a size there are to turn.
func pages(total, size int) int { return min((total+size-1)/size, MaxRows/size, MaxPages) }

func (x *Index) hit(row uint32, p *plan) (Hit, error) {
	d, err := x.load(row)
	return Hit{ID: d.ID, Kind: d.Kind, Title: d.Title, URL: d.URL, Date: d.Date, Meeting: d.Meeting,
		Group: strings.Join(d.Groups, ", "), Status: d.Status, Owners: d.Owners, Within: join(d.Within),
		Snippet: snippet(d.Text, p.patterns, p.hints())}, err
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
