package endpoint

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"minutebook/index"
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
		return prose.Capital(kindName(value))
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
		v := facetView{Name: prose.Capital(name)}
		for _, value := range values {
			v.Values = append(v.Values, w.facet(f, name, value, f.get(name)))
		}
		v.fold()
		all = append(all, v)
	}
	return all
}

func (w words) facet(f form, name string, value index.Value, asked string) link {
	l := link{Text: w.label(name, value.Value), Count: prose.Number(value.Count), Current: strings.EqualFold(asked, value.Value)}
	if l.Href = f.with(name, value.Value); l.Current {
		l.Href = f.with(name, "")
	}
	return l
}

// fold hides the rarer values of a long facet, but never one that the query asks for.
func (v *facetView) fold() {
	if len(v.Values) <= maxValues+1 {
		return
	}
	v.Values, v.More = v.Values[:maxValues:maxValues], v.Values[maxValues:]
	if i := slices.IndexFunc(v.More, func(l link) bool { return l.Current }); i >= 0 {
		v.Values = append(v.Values, v.More[i])
		v.More = slices.Delete(slices.Clone(v.More), i, i+1)
	}
	v.More = v.More[:min(len(v.More), maxMore)]
}
