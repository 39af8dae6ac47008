package endpoint

import (
	"bytes"
	_ "embed"
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
	W            words
	Count        string // in words
	Offers       []link // pages whose id was asked for
	Restrictions []link
	Suggestion   template.HTML // a sentence with its link; "" for none
	Partly       bool
	Other        *link  // the same hits put together otherwise
	Ways         []link // the same hits as data
	First        int    // number of the first hit
	Hits         []hitView
	Rest         []hitView // those that lack a word, behind the others
	RestFirst    int
	Groups       []groupView
	Tips         []template.HTML
	Beyond       template.HTML // leads to the first page, from a page after the last
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
		W:            w,
		Count:        w.found(r),
		Offers:       w.offers(r.Offers),
		Restrictions: w.restrictions(f),
		Partly:       r.Partly,
		Other:        w.other(f, r),
		First:        (r.Page-1)*max(f.Size, 1) + 1,
		Facets:       w.facets(f, r),
	}
	for _, as := range [][2]string{{"results.csv", "/search.csv"}, {"results.json", "/search.json"}, {"results.feed", "/search.atom"}} {
		v.Ways = append(v.Ways, link{Text: w.Say(as[0]), Href: w.base + as[1] + f.whole()})
	}
	if r.Suggestion != "" {
		v.Suggestion = w.linked("results.did_you_mean", "query", link{Text: r.Suggestion, Href: f.with("q", r.Suggestion)})
	}
	for _, h := range r.Hits {
		v.Hits = append(v.Hits, w.hit(h))
	}
	v.Groups = w.groups(f, r, v.Hits)
	v.part(r)
	if r.Total > 0 && len(r.Hits) == 0 {
		v.Beyond = w.linked("results.beyond", "first", link{Text: w.Say("results.first_page"), Href: f.with()})
	}
	if r.Total == 0 {
		v.Tips = w.tips(f, v.Restrictions)
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

func (w words) refusalHTML(why *index.QueryError) []byte {
	return execute("refusal", [2]string{w.Say("results.refused"), w.sentence(why)})
}

func execute(name string, v any) []byte {
	var b bytes.Buffer
	if err := resultsTemplate.ExecuteTemplate(&b, name, v); err != nil {
		panic(err) // the template and its values are of this package
	}
	return b.Bytes()
}

// found is how much was, in words.
func (w words) found(r index.Results) string {
	said := w.Count("results.found", r.Total)
	if r.Full > 0 && r.Full < r.Total {
		said = w.Count("results.found_full", r.Full, "rest", w.Number(r.Total-r.Full))
	}
	switch {
	case r.Total == 0:
		return w.Say("results.nothing")
	case r.Page > 1 && r.Page <= r.Pages:
		return w.Say("results.on_page", "found", said, "page", r.Page, "pages", r.Pages)
	}
	return said
}

// offers are links to the pages of an id: "Action OPSG 45/CONF 02, closed".
func (w words) offers(all []index.Hit) []link {
	var links []link
	for _, h := range all {
		l := link{Text: w.Say("results.offer", "kind", w.kind(h.Kind), "id", h.ID), Href: h.URL}
		if strings.HasPrefix(h.ID, w.kind(h.Kind)) {
			l.Text = h.ID
		}
		if h.Status != "" {
			l.Text += ", " + prose.Lower(w.status(h.Status))
		}
		if about := strings.TrimLeft(strings.TrimPrefix(h.Title, h.ID), ":, "); about != h.ID {
			l.About = about
		}
		links = append(links, l)
	}
	return links
}

// other puts the hits together by meeting, or no longer.
func (w words) other(f form, r index.Results) *link {
	switch {
	case f.By == index.ByMeeting:
		return &link{Text: w.Say("results.one_list"), Href: f.with("by", "")}
	case r.Total > 1:
		return &link{Text: w.Say("results.group"), Href: f.with("by", string(index.ByMeeting))}
	}
	return nil
}

// itemOf stands between the meeting and the number in the id of an agenda item.
const itemOf = " item "

func (w words) itemOf(meeting, item string) string {
	return w.Say("results.item_of", "meeting", meeting, "item", item)
}

func (w words) hit(h index.Hit) hitView {
	v := hitView{Hit: h, KindName: w.kind(h.Kind), StatusName: w.status(h.Status), OwnerNames: strings.Join(h.Owners, ", ")}
	v.Day = w.day(h.Date)
	switch h.Kind {
	case "meeting": // says it in its title
	case "item":
		v.Where = h.ID
		if meeting, item, ok := strings.Cut(h.ID, itemOf); ok {
			v.Where = w.itemOf(meeting, item)
		}
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
