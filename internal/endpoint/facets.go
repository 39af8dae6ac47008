package endpoint

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/answer"
	"minutebook/internal/prose"
)

// words are what the site calls things, and where it has them.
type words struct {
	base      string
	labels    map[string]map[string]string // by parameter and value
	registers []link
}

type facetView struct {
	Name         string
	Values, More facetLinks
}

// How many values of a facet are shown at once, and how many more when it is unfolded. The form has the others.
const (
	maxValues = 8
	maxMore   = 22
)

// facetLinks are the values of a facet.
type facetLinks []link

// HTML is the items of a list. They are most of a page, and so are not the template's work.
func (all facetLinks) HTML() template.HTML {
	var b strings.Builder
	for _, l := range all {
		b.WriteString(`<li><a href="` + html.EscapeString(l.Href) + `"`)
		if l.Current {
			b.WriteString(` aria-current="true"`)
		}
		b.WriteString(">" + html.EscapeString(l.Text) + ` <span class="meta">` + l.Count + "</span></a></li>\n")
	}
	return template.HTML(b.String())
}

// restricting are the parameters that leave out what would be found.
func restricting() []string { return append(index.Facets(), "meeting", "from", "to") }

// restrictions are links that lift each filter of the query.
func (w words) restrictions(f form) []link {
	var all []link
	for _, name := range restricting() {
		if value := f.get(name); value != "" {
			all = append(all, link{Text: w.restriction(name, value), Href: f.with(name, "")})
		}
	}
	return all
}

func (w words) restriction(name, value string) string {
	switch name {
	case "from", "to":
		if day := dayInWords(value); day != "" {
			return prose.Capital(name) + " " + day
		}
		return prose.Capital(name) + " " + value
	case "meeting":
		return "Meeting " + value
	}
	return w.label(name, value)
}

// label is the reader's word for a value of a facet: that of the page's own form.
func (w words) label(name, value string) string {
	if l := w.labels[name][strings.ToLower(value)]; l != "" {
		return l
	}
	if name == index.FacetKind || name == index.FacetStatus {
		return prose.Capital(answer.KindName(value))
	}
	return value
}

// named is a query in words, for who reads its feed.
func (w words) named(f form) string {
	parts := []string{"everything"}
	if f.Text != "" {
		parts[0] = f.Text
	}
	for _, l := range w.restrictions(f) {
		parts = append(parts, prose.Lower(l.Text))
	}
	return "search for " + strings.Join(parts, ", ")
}

// facets are the links that narrow or widen the query. A facet that cannot do either is left out.
func (w words) facets(f form, r index.Results) []facetView {
	var all []facetView
	for _, name := range index.Facets() {
		values := r.Facets[name]
		if len(values) == 0 || len(values) == 1 && (values[0].Count == 0 || f.get(name) == "" && values[0].Count == r.Total) {
			continue
		}
		all = append(all, w.facet(f, name, values))
	}
	return all
}

// facet are the values of one, the rarer ones folded, but never one that the query asks for.
func (w words) facet(f form, name string, values []index.Value) facetView {
	asked := f.get(name)
	shown, more := values[:min(len(values), maxValues)], values[min(len(values), maxValues):]
	if len(more) == 1 {
		shown, more = values, nil
	}
	if i := slices.IndexFunc(more, func(v index.Value) bool { return strings.EqualFold(asked, v.Value) }); i >= 0 {
		shown = append(slices.Clone(shown), more[i])
		more = slices.Delete(slices.Clone(more), i, i+1)
	}
	return facetView{prose.Capital(name), w.links(f, name, shown), w.links(f, name, more[:min(len(more), maxMore)])}
}

// links narrow the query to each value, or widen it from the one that it asks for.
func (w words) links(f form, name string, values []index.Value) facetLinks {
	named := make([]string, len(values))
	for i, v := range values {
		named[i] = v.Value
	}
	var all facetLinks
	for i, href := range f.withEach(name, named) {
		v := values[i]
		l := link{Text: w.label(name, v.Value), Href: href, Count: prose.Number(v.Count), Current: strings.EqualFold(f.get(name), v.Value)}
		if l.Current {
			l.Href = f.with(name, "")
		}
		all = append(all, l)
	}
	return all
}
