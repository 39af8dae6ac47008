package endpoint

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"minutebook/index"
	"minutebook/internal/answer"
	"minutebook/internal/prose"
)

//go:embed results.html
var resultsSource string

// resultsTemplate is what stands in the search page's place for results.
var resultsTemplate = template.Must(template.New("").Parse(resultsSource))

// resultsView is what the template shows.
type resultsView struct {
	Count        string // in words
	Offers       []link // pages whose id was asked for
	Restrictions []link
	Clear        string // address without any restriction; "" where there is but one
	Suggestion   *link
	Partly       bool
	Other        *link  // the same hits put together otherwise
	Ways         []link // the same hits as data
	First        int    // number of the first hit
	Hits         []hitView
	Rest         []hitView // those that lack a word, behind the others
	RestFirst    int
	Groups       []groupView
	Registers    []link
	Beyond       string // address of the first page, from a page after the last
	Before       string
	After        string
	Pages        []link
	Facets       []facetView
}

type hitView struct {
	index.Hit
	KindName, Day, StatusName, Where, OwnerNames string
}

// link is one address of the search itself, or of the site.
type link struct {
	Text    string
	Href    string
	About   string
	Count   string
	Current bool
}

func newResultsView(f form, r index.Results, w words) resultsView {
	v := resultsView{
		Count:        countInWords(r),
		Offers:       offers(r.Offers),
		Restrictions: w.restrictions(f),
		Partly:       r.Partly,
		Other:        other(f, r),
		First:        (r.Page-1)*max(f.Size, 1) + 1,
		Registers:    w.registers,
		Facets:       w.facets(f, r),
	}
	for _, as := range [][2]string{{"CSV", "/search.csv"}, {"JSON", "/search.json"}, {"Feed", "/search.atom"}} {
		v.Ways = append(v.Ways, link{Text: as[0], Href: w.base + as[1] + f.whole()})
	}
	if len(v.Restrictions) > 1 {
		v.Clear = form{index.Query{Text: f.Text, Sort: f.Sort, By: f.By, Size: f.Size}}.with()
	}
	if r.Suggestion != "" {
		v.Suggestion = &link{Text: r.Suggestion, Href: f.with("q", r.Suggestion)}
	}
	for _, h := range r.Hits {
		v.Hits = append(v.Hits, newHitView(h))
	}
	v.Groups = groups(f, r, v.Hits)
	v.part(r)
	if r.Total > 0 && len(r.Hits) == 0 {
		v.Beyond = f.with()
	}
	v.addPages(f, r)
	return v
}

// part sets the hits apart that lack a word.
func (v *resultsView) part(r index.Results) {
	whole := r.Full - v.First + 1
	if r.Full == 0 || r.Groups != nil || whole >= len(v.Hits) {
		return
	}
	whole = max(whole, 0)
	v.Hits, v.Rest, v.RestFirst = v.Hits[:whole], v.Hits[whole:], v.First+whole
}

func resultsHTML(v resultsView) []byte { return execute("results", v) }

func refusalHTML(sentence string) []byte { return execute("refusal", sentence) }

func execute(name string, v any) []byte {
	var b bytes.Buffer
	if err := resultsTemplate.ExecuteTemplate(&b, name, v); err != nil {
		panic(err) // the template and its values are of this package
	}
	return b.Bytes()
}

func countInWords(r index.Results) string {
	said := prose.Count(r.Total, "result", "results")
	if r.Full > 0 && r.Full < r.Total {
		said = prose.Count(r.Full, "result", "results") + " with all the words, " + prose.Number(r.Total-r.Full) + " with all but one"
	}
	switch {
	case r.Total == 0:
		return "Nothing found"
	case r.Page > 1 && r.Page <= r.Pages:
		return fmt.Sprintf("%s, page %d of %d", said, r.Page, r.Pages)
	}
	return said
}

// offers are links to the pages of an id: "Action OPSG 45/CONF 02, closed".
func offers(all []index.Hit) []link {
	var links []link
	for _, h := range all {
		l := link{Text: prose.Capital(answer.KindName(h.Kind)) + " " + h.ID, Href: h.URL}
		if strings.HasPrefix(h.ID, prose.Capital(answer.KindName(h.Kind))) {
			l.Text = h.ID
		}
		if h.Status != "" {
			l.Text += ", " + h.Status
		}
		if about := strings.TrimLeft(strings.TrimPrefix(h.Title, h.ID), ":, "); about != h.ID {
			l.About = about
		}
		links = append(links, l)
	}
	return links
}

// other puts the hits together by meeting, or no longer.
func other(f form, r index.Results) *link {
	switch {
	case f.By == index.ByMeeting:
		return &link{Text: "As one list", Href: f.with("by", "")}
	case r.Total > 1:
		return &link{Text: "Group by meeting", Href: f.with("by", string(index.ByMeeting))}
	}
	return nil
}

func newHitView(h index.Hit) hitView {
	v := hitView{Hit: h, KindName: prose.Capital(answer.KindName(h.Kind)), StatusName: prose.Capital(h.Status), OwnerNames: strings.Join(h.Owners, ", ")}
	v.Day = dayInWords(h.Date)
	switch h.Kind {
	case "meeting": // says it in its title
	case "item":
		v.Where = strings.Replace(h.ID, " item ", ", item ", 1)
	default:
		v.Where = h.Meeting
	}
	if h.Within != "" {
		v.Where += ", " + h.Within
	}
	if answer.Repeats(h) {
		v.Snippet = ""
	}
	return v
}

// dayInWords is "" for what is no day.
func dayInWords(date string) string {
	if !prose.IsDay(date) {
		return ""
	}
	return prose.Day(date)
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
