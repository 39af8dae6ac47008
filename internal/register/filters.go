package register

import "slices"

// Filter is the ways on from a view by one facet. All leads to the view without it.
type Filter struct {
	Facet *Facet
	All   Option
	Ways  []Option
}

// Option is a view that a filter leads to; Current is the one that it leads from.
type Option struct {
	Label   string
	View    *View
	Current bool
}

// Filters are the ways on from a view: for each facet its values, so far as they have a view together with the
// view's other choice. A facet that leads nowhere, or only to where the reader is, is left out.
func (r *Register) Filters(v *View) []Filter {
	var all []Filter
	for f := range r.Facets {
		rest := slices.DeleteFunc(slices.Clone(v.Choices), func(c Choice) bool { return c.Facet == f })
		filter := Filter{Facet: &r.Facets[f]}
		for w := range r.Facets[f].Values {
			if to := r.narrowed(append(slices.Clone(rest), Choice{f, w})); to != nil {
				filter.Ways = append(filter.Ways, Option{r.Facets[f].Values[w].Label, to, to == v})
			}
		}
		if without := r.narrowed(rest); without != nil {
			filter.All = Option{"All", without, without == v}
		}
		if len(filter.Ways) > 1 || len(filter.Ways) == 1 && filter.All.View != nil && len(filter.All.View.Records) != len(filter.Ways[0].View.Records) || len(rest) < len(v.Choices) {
			all = append(all, filter)
		}
	}
	return all
}

// Narrowed is the view of one choice.
func (r *Register) Narrowed(c Choice) *View { return r.narrowed([]Choice{c}) }

// narrowed is the view of some choices in either order; nil where there is none.
func (r *Register) narrowed(choices []Choice) *View {
	switch len(choices) {
	case 0:
		return r.Views[0]
	case 1:
		return r.byPath[r.Path+r.prefix(choices[0].Facet)+r.value(choices[0]).Slug+"/"]
	case 2:
		for _, c := range [][]Choice{choices, {choices[1], choices[0]}} {
			v := r.byPath[r.Path+r.prefix(c[0].Facet)+r.value(c[0]).Slug+"/"+r.value(c[1]).Slug+"/"]
			if v != nil && slices.Equal(v.Choices, c) {
				return v
			}
		}
	}
	return nil
}
