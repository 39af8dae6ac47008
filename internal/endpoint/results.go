package endpoint

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"minutebook/index"
	"minutebook/internal/prose"
)

//go:embed results.html
var resultsSource string

// resultsTemplate is what stands in the search page's place for results.
var resultsTemplate = template.Must(template.New("").Parse(resultsSource))

// resultsView is what the template shows.
type resultsView struct {
	Count        string // in words
	Restrictions []link
	Clear        string // address without any restriction; "" where there is but one
	Suggestion   *link
	Partly       bool
	First        int // number of the first hit
	Hits         []hitView
	Beyond       string // address of the first page, from a page after the last
	Before       string
	After        string
	Pages        []link
	Facets       []facetView
}

type hitView struct {
	index.Hit
	KindName, Day, StatusName, Where string
}

type facetView struct {
	Name         string
	Values, More []link
}

// link is one address of the search itself.
type link struct {
	Text    string
	Href    string
	Count   string
	Current bool
}

// maxValues is how many values of a facet are shown without unfolding.
const maxValues = 8

func resultsHTML(f form, r index.Results, labels map[string]map[string]string) []byte {
	v := resultsView{
		Count:        countInWords(r),
		Restrictions: restrictions(f, labels),
		Partly:       r.Partly,
		First:        (r.Page-1)*index.PageSize + 1,
		Facets:       facets(f, r, labels),
	}
	if len(v.Restrictions) > 1 {
		v.Clear = form{index.Query{Text: f.Text, Sort: f.Sort}}.with("page", "1")
	}
	if r.Suggestion != "" {
		v.Suggestion = &link{Text: r.Suggestion, Href: f.with("q", r.Suggestion)}
	}
	for _, h := range r.Hits {
		v.Hits = append(v.Hits, newHitView(h))
	}
	if r.Total > 0 && len(r.Hits) == 0 {
		v.Beyond = f.with("page", "1")
	}
	v.addPages(f, r)
	return execute("results", v)
}

func refusalHTML(sentence string) []byte { return execute("refusal", sentence) }

func execute(name string, v any) []byte {
	var b bytes.Buffer
	if err := resultsTemplate.ExecuteTemplate(&b, name, v); err != nil {
		panic(err) // the template and its values are of this package
	}
	return b.Bytes()
}

func countInWords(r index.Results) string {
	switch {
	case r.Total == 0:
		return "Nothing found"
	case r.Total == 1:
		return "1 result"
	case r.Page > 1 && r.Page <= r.Pages:
		return fmt.Sprintf("%s results, page %d of %d", prose.Number(r.Total), r.Page, r.Pages)
	}
	return prose.Number(r.Total) + " results"
}

func newHitView(h index.Hit) hitView {
	v := hitView{Hit: h, KindName: prose.Capital(kindName(h.Kind)), StatusName: prose.Capital(h.Status)}
	if d, err := time.Parse(time.DateOnly, h.Date); err == nil {
		v.Day = d.Format("2 January 2006")
	}
	switch h.Kind {
	case "meeting": // says it in its title
	case "item":
		v.Where = strings.Replace(h.ID, " item ", ", item ", 1)
	default:
		v.Where = h.Meeting
	}
	if repeats(h) {
		v.Snippet = ""
	}
	return v
}

var markTags = strings.NewReplacer("<mark>", "", "</mark>", "")

// repeats says whether a hit's sentence says no more than its title, as that of a short action does.
func repeats(h index.Hit) bool {
	said := html.UnescapeString(markTags.Replace(string(h.Snippet)))
	return said != "" && strings.Contains(h.Title, strings.TrimSpace(said))
}

func kindName(kind string) string {
	if kind == "item" {
		return "agenda item"
	}
	return kind
}

// restrictions are links that lift each filter of the query.
func restrictions(f form, labels map[string]map[string]string) []link {
	var all []link
	values := f.values()
	for _, name := range append(index.Facets(), "from", "to") {
		if value := values.Get(name); value != "" {
			all = append(all, link{Text: restriction(name, value, labels), Href: f.with(name, "")})
		}
	}
	return all
}

func restriction(name, value string, labels map[string]map[string]string) string {
	if name == "from" || name == "to" {
		return name + " " + value
	}
	return label(labels, name, value)
}

// label is the reader's word for a value of a facet: that of the page's own form.
func label(labels map[string]map[string]string, name, value string) string {
	if l := labels[name][strings.ToLower(value)]; l != "" {
		return l
	}
	if name == index.FacetKind || name == index.FacetStatus {
		return prose.Capital(kindName(value))
	}
	return value
}

// facets are the links that narrow or widen the query. A facet that cannot do either is left out.
func facets(f form, r index.Results, labels map[string]map[string]string) []facetView {
	var all []facetView
	asked := f.values()
	for _, name := range index.Facets() {
		values := r.Facets[name]
		if len(values) == 0 || len(values) == 1 && (values[0].Count == 0 || asked.Get(name) == "" && values[0].Count == r.Total) {
			continue
		}
		v := facetView{Name: prose.Capital(name)}
		for _, value := range values {
			v.Values = append(v.Values, facetLink(f, name, value, asked.Get(name), labels))
		}
		v.fold()
		all = append(all, v)
	}
	return all
}

func facetLink(f form, name string, value index.Value, asked string, labels map[string]map[string]string) link {
	l := link{Text: label(labels, name, value.Value), Count: prose.Number(value.Count), Current: strings.EqualFold(asked, value.Value)}
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
}

// addPages links the pages around this one, the first and the last.
func (v *resultsView) addPages(f form, r index.Results) {
	if r.Pages < 2 {
		return
	}
	address := func(page int) string { return f.with("page", strconv.Itoa(page)) }
	for p := 1; p <= r.Pages; p++ {
		if p == 1 || p == r.Pages || p >= r.Page-2 && p <= r.Page+2 {
			v.Pages = append(v.Pages, link{Text: strconv.Itoa(p), Href: address(p), Current: p == r.Page})
		}
	}
	if r.Page > 1 && r.Page <= r.Pages {
		v.Before = address(r.Page - 1)
	}
	if r.Page < r.Pages {
		v.After = address(r.Page + 1)
	}
}
