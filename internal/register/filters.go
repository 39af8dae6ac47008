package register

import (
	"cmp"
	"fmt"
	"slices"
)

// mostWays is how many ways on by one facet a filter has, so that a page stays light and a register is linear in its
// owners.
const mostWays = 48

// Filter is the ways on from a view by one facet. All leads to the view without it.
type Filter struct {
	Facet *Facet
	All   Option
	Ways  []Option // in the order of the facet
	Left  int      // further ways, that lead to fewer records than those
	// Beside says that the ways lead to other groups, owners, items or years than the view's own. How many records those have is
	// nothing of the view's, and on its page would change that with every record of theirs; nor does it name some of very many.
	Beside bool
}

// Option is a view that a filter leads to; Current is the one that it leads from.
type Option struct {
	Label   string
	View    *View
	Current bool
}

// Filters are the ways on from a view: for each facet its values, so far as they have a view together with the
// view's other choice. A facet that leads nowhere, or only to where the reader is, is left out. Not for several
// goroutines at once.
func (r *Register) Filters(v *View) []Filter {
	var all []Filter
	for f := range r.Facets {
		rest := slices.DeleteFunc(slices.Clone(v.Choices), func(c Choice) bool { return c.Facet == f })
		ways := r.waysBy(f, rest)
		filter := Filter{Facet: &r.Facets[f], Ways: slices.Clone(ways.most), Left: ways.left}
		for i := range filter.Ways {
			filter.Ways[i].Current = filter.Ways[i].View == v
		}
		if without := r.narrowed(rest); without != nil {
			filter.All = Option{r.words.Say("register.all"), without, without == v}
		}
		narrower := len(filter.Ways) == 1 && filter.All.View != nil && len(filter.All.View.Records) != len(filter.Ways[0].View.Records)
		if len(rest) < len(v.Choices) {
			if filter.Beside = !r.Facets[f].bare; filter.Beside && filter.Left > 0 {
				filter.Ways, filter.Left = nil, filter.Left+len(filter.Ways)
			}
			filter.keep(r.value(v.Choices[slices.IndexFunc(v.Choices, func(c Choice) bool { return c.Facet == f })]).Label, v)
		}
		if len(filter.Ways) > 1 || narrower || len(rest) < len(v.Choices) {
			all = append(all, filter)
		}
	}
	return all
}

// keep has the view that the filter leads from among its ways, be it ever so short.
func (f *Filter) keep(label string, v *View) {
	if f.Left > 0 && !slices.ContainsFunc(f.Ways, func(o Option) bool { return o.Current }) {
		f.Ways, f.Left = append(f.Ways, Option{label, v, true}), f.Left-1
	}
}

// ways are the views by one facet with some other choices, whoever asks.
type ways struct {
	most []Option
	left int
}

// from is where ways lead from: the facet, and the choices besides it.
type from struct {
	facet int
	rest  string
}

func (r *Register) waysBy(f int, rest []Choice) ways {
	at := from{f, fmt.Sprint(rest)}
	if w, ok := r.ways[at]; ok {
		return w
	}
	var all []Option
	for i := range r.Facets[f].Values {
		if to := r.narrowed(append(slices.Clone(rest), Choice{f, i})); to != nil {
			all = append(all, Option{Label: r.Facets[f].Values[i].Label, View: to})
		}
	}
	w := ways{most: largest(all), left: max(0, len(all)-mostWays)}
	r.ways[at] = w
	return w
}

// largest are those of the options that lead to most, in their order.
func largest(all []Option) []Option {
	if len(all) <= mostWays {
		return all
	}
	by := make([]int, len(all))
	for i := range by {
		by[i] = i
	}
	slices.SortStableFunc(by, func(i, j int) int { return cmp.Compare(len(all[j].View.Records), len(all[i].View.Records)) })
	var most []Option
	for _, i := range slices.Sorted(slices.Values(by[:mostWays])) {
		most = append(most, all[i])
	}
	return most
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
