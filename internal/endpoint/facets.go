package endpoint

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/prose"
	"minutebook/internal/wording"
)

// words are what the site calls things, and where it has them.
type words struct {
	*wording.Words
	base      string
	labels    map[string]map[string]string // by parameter and value
	registers []link
}

type facetView struct {
	Key, Name    string // the parameter, and what it is called
	Values, More facetLinks
	Others       string // how many more there are
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
	case "from":
		return w.Say("results.from", "day", w.Day(value))
	case "to":
		return w.Say("results.to", "day", w.Day(value))
	case "meeting":
		return w.Say("results.of_meeting", "meeting", value)
	}
	return w.label(name, value)
}

// label is the reader's word for a value of a facet: that of the page's own form.
func (w words) label(name, value string) string {
	if l := w.labels[name][strings.ToLower(value)]; l != "" {
		return l
	}
	switch name {
	case index.FacetKind:
		return w.kind(value)
	case index.FacetStatus:
		return w.status(value)
	}
	return value
}

// kind is the reader's word for the kind of a hit, that of an archive's own as it is called in its settings.
func (w words) kind(kind string) string { return w.called("kind."+kind, kind) }

func (w words) status(status string) string { return w.called("status."+status, status) }

func (w words) called(key, name string) string {
	if w.Has(key) {
		return w.Say(key)
	}
	return prose.Capital(name)
}

// day is a date in words, "" for what is none.
func (w words) day(date string) string {
	if !prose.IsDay(date) {
		return ""
	}
	return w.Day(date)
}

// named is the query of a site in words, for who reads its feed.
func (w words) named(f form, site string) string {
	parts := []string{w.Say("results.everything")}
	if f.Text != "" {
		parts[0] = f.Text
	}
	for _, l := range w.restrictions(f) {
		parts = append(parts, prose.Lower(l.Text))
	}
	return w.Say("results.feed_of", "site", site, "query", strings.Join(parts, ", "))
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
	more = more[:min(len(more), maxMore)]
	return facetView{name, w.Say("search." + name), w.links(f, name, shown), w.links(f, name, more), w.Count("results.more", len(more))}
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
		l := link{Text: w.label(name, v.Value), Href: href, Count: w.Number(v.Count), Current: strings.EqualFold(f.get(name), v.Value)}
		if l.Current {
			l.Href = f.with(name, "")
		}
		all = append(all, l)
	}
	return all
}
