package endpoint

import (
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"

	"minutebook/index"
	"minutebook/internal/throttle"
)

// selected is the text of what a selector finds in the view of a result, blanks folded.
func selected(t *testing.T, v resultsView, selector string) []string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(resultsHTML(v))))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
		text := strings.Join(strings.Fields(s.Text()), " ")
		if href, ok := s.Attr("href"); ok {
			text += " -> " + href
		}
		all = append(all, text)
	})
	return all
}

func hold(t *testing.T, v resultsView, wants map[string]string) {
	t.Helper()
	for selector, want := range wants {
		if got := strings.Join(selected(t, v, selector), "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", selector, got, want)
		}
	}
}

var netHits = []index.Hit{
	{ID: "A 1/01", Kind: "action", Title: "A 1/01: Mend <nets>", URL: "/actions/a-1-01/", Date: "2021-05-03", Meeting: "A_1", Status: "open", Owners: []string{"B & C", "D"}, Snippet: "All <mark>nets</mark> &amp; ropes."},
	{ID: "A_1 item 2", Kind: "item", Title: "Nets", URL: "/meetings/a-1/#item-2", Date: "2021-05-03", Meeting: "A_1"},
	{ID: "about", Kind: "page", Title: "About nets", URL: "/about/"},
}

// Each hit says what it is, when, where, whose and how it stands.
func TestHits(t *testing.T) {
	v := newResultsView(form{index.Query{Text: "nets", Page: 1}}, index.Results{Total: 3, Page: 1, Pages: 1, Hits: netHits}, words{Words: inEnglish(t), base: "/book"})
	hold(t, v, map[string]string{
		".hit h3 a":  "A 1/01: Mend <nets> -> /actions/a-1-01/\nNets -> /meetings/a-1/#item-2\nAbout nets -> /about/",
		".hit .meta": "Action, 3 May 2021, A_1, B & C, D Open\nAgenda item, 3 May 2021, A_1, item 2\nPage",
		".snippet":   "All nets & ropes.",
		".ways a":    "Group by meeting -> ?q=nets&by=meeting\nCSV -> /book/search.csv?q=nets\nJSON -> /book/search.json?q=nets\nFeed -> /book/search.atom?q=nets",
		".offers":    "", ".hit-group": "", ".tips": "", ".partly": "",
	})
}

// An id that was typed out leads to its page before all else.
func TestOffers(t *testing.T) {
	offered := []index.Hit{{ID: "OPSG 45/CONF 02", Kind: "action", Title: "OPSG 45/CONF 02: Count the <nets>", URL: "/actions/opsg-45-conf-02/", Status: "closed"},
		{ID: "OPSG_45", Kind: "meeting", Title: "OPSG_45, 3 May 2021", URL: "/meetings/opsg-45/"}, {ID: "MP88", Kind: "modification", Title: "MP88", URL: "/modifications/mp88/"}}
	v := newResultsView(form{}, index.Results{Total: 9, Page: 1, Pages: 1, Hits: netHits, Offers: offered}, said(t))
	hold(t, v, map[string]string{
		".offer a":     "Action OPSG 45/CONF 02, closed -> /actions/opsg-45-conf-02/\nMeeting OPSG_45 -> /meetings/opsg-45/\nModification MP88 -> /modifications/mp88/",
		".offer .meta": "Count the <nets>\n3 May 2021",
	})
	if html := string(resultsHTML(v)); strings.Index(html, "offers") > strings.Index(html, `id="found"`) {
		t.Error("offers come after the count")
	}
}

// Hits by meeting: what the group says is not said again, and the rest of it is one link away.
func TestGroups(t *testing.T) {
	r := index.Results{Total: 14, Page: 2, Pages: 3, Hits: netHits, Groups: []index.Group{
		{Meeting: "A_1", Title: "Orchard 1", URL: "/meetings/a-1/", Date: "2021-05-03", Shown: 2, Total: 12}, {Shown: 1, Total: 2}}}
	v := newResultsView(form{index.Query{Text: "nets", By: index.ByMeeting, Page: 2, Size: 2}}, r, said(t))
	hold(t, v, map[string]string{
		".hit-group h3":      "Orchard 1\nOf no meeting",
		".hit-group h3 a":    "Orchard 1 -> /meetings/a-1/",
		".hit-group > .meta": "3 May 2021",
		".hit h4 a":          "A 1/01: Mend <nets> -> /actions/a-1-01/\nNets -> /meetings/a-1/#item-2\nAbout nets -> /about/",
		".hit .meta":         "Action, B & C, D Open\nAgenda item, item 2\nPage",
		".more":              "10 more in this meeting\nand 1 more",
		".more a":            "10 more in this meeting -> ?q=nets&meeting=A_1&size=2",
		".found .ways a":     "As one list -> ?q=nets&size=2",
		".hit h3":            "",
		".paging a[rel]":     "Previous -> ?q=nets&by=meeting&size=2\nNext -> ?q=nets&by=meeting&page=3&size=2",
	})
}

// A title that says the day says it once.
func TestGroupTellsItsDayOnce(t *testing.T) {
	r := index.Results{Total: 1, Page: 1, Pages: 1, Hits: netHits[:1], Groups: []index.Group{{Meeting: "A_1", Title: "A_1, 3 May 2021", Date: "2021-05-03", Shown: 1, Total: 1}}}
	hold(t, newResultsView(form{index.Query{By: index.ByMeeting}}, r, said(t)), map[string]string{".hit-group h3": "A_1, 3 May 2021", ".hit-group > .meta": "", ".more": ""})
}

// Where nothing is found there is a way out of each filter, and to the registers.
func TestWaysOut(t *testing.T) {
	q := index.Query{Text: "zzz", Modification: "MP88", Meeting: "A_1", From: "2021-05-24", To: "x", Page: 1}
	v := newResultsView(form{q}, index.Results{Page: 1}, words{Words: inEnglish(t), registers: []link{{Text: "Actions", Href: "/book/actions/"}}})
	hold(t, v, map[string]string{
		".restrictions a": "Remove: MP88 × -> ?q=zzz&meeting=A_1&from=2021-05-24&to=x\nRemove: Meeting A_1 × -> ?q=zzz&modification=MP88&from=2021-05-24&to=x\n" +
			"Remove: From 24 May 2021 × -> ?q=zzz&modification=MP88&meeting=A_1&to=x\nRemove: To x × -> ?q=zzz&modification=MP88&meeting=A_1&from=2021-05-24",
		".tips a[href^='/']": "Actions -> /book/actions/",
		".ways":              "",
	})
	if tips := selected(t, v, ".tips"); !strings.Contains(tips[0], "Search again without any filter, or without one of these: MP88, Meeting A_1, From 24 May 2021, To x.") {
		t.Errorf("%q", tips)
	}
}

// The form keeps what the query has, whether it has a field for it or not, and offers what its lists lack.
func TestFormKeepsTheQuery(t *testing.T) {
	www := pages()
	www["search/index.html"].Data = []byte(`<html lang="en-GB"><head><title>Search – Orchard &amp; Quay</title></head><main><form><input name="q"><input type="date" name="from">` +
		`<input type="checkbox" name="by" value="meeting"><select name="owner"><option value="">Anybody</option><option value="B">B</option></select></form>` +
		`<!--results--><ul class="registers"><li><a href="/actions/">Actions</a></ul><ul><li><a href="/else/">Else</a></ul><!--/results--></main>`)
	h := handler(t, func(s *Site) { s.WWW, s.Base = www, "/book" })
	body := get(t, h, `/book/search?q=kind:item+"x&owner=B+%26+C&from=2021-01-01&to=2021-12-31&by=meeting&modification=MP+88&meeting="><script>`).Body.String()
	for _, want := range []string{
		`<input name="q" value="&#34;x">`, `<input type="hidden" name="kind" value="item">`, `<input type="hidden" name="modification" value="MP 88">`,
		`<input type="hidden" name="meeting" value="&#34;&gt;&lt;script&gt;">`, `<input type="hidden" name="to" value="2021-12-31">`,
		`<input type="date" name="from" value="2021-01-01">`, `<input type="checkbox" name="by" value="meeting" checked="">`, `<option value="B &amp; C" selected="">B &amp; C</option>`,
		`<link rel="alternate" type="application/atom+xml" title="This search" href="/book/search.atom?q=%22x&amp;kind=item&amp;owner=B%20%26%20C`,
		`Look through the registers: <a href="/actions/">Actions</a>.`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s\n%s", want, body)
		}
	}
	for _, wrong := range []string{`name="from" value="2021-01-01"><input type="hidden" name="from"`, `name="page"`, `name="size"`, "/else/", "<script>"} {
		if strings.Contains(body, wrong) {
			t.Errorf("the page has %s", wrong)
		}
	}
	refused := get(t, h, "/search?q=kind:parcel+nets").Body.String()
	if !strings.Contains(refused, `value="kind:parcel nets"`) || strings.Contains(refused, "search.atom") {
		t.Errorf("a refused query is not as it was typed: %s", refused)
	}
}

func TestCSV(t *testing.T) {
	h := handler(t)
	w := get(t, h, "/search.csv?q=nets&page=2&size=1&by=meeting")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 24 || rows[0][0] != "id" || w.Header().Get("Content-Disposition") == "" || w.Header().Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("%d rows, %v, %v", len(rows), err, w.Header())
	}
	if w := get(t, h, "/search.csv?kind=parcel"); w.Code != 400 || !strings.HasSuffix(w.Body.String(), ".\n") || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func feedOf(t *testing.T, h http.Handler, target string) *gofeed.Feed {
	t.Helper()
	w := get(t, h, target)
	f, err := gofeed.NewParser().ParseString(w.Body.String())
	if err != nil || w.Code != 200 || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s: %d %v %v\n%s", target, w.Code, w.Header(), err, w.Body)
	}
	return f
}

// A feed has the newest hits under names that last: the same for the same query however it was typed, and for the same hit of
// another query; where the site's url is known its addresses are whole.
func TestFeed(t *testing.T) {
	at := func(s *Site) { s.URL, s.Base, s.Title = "https://minutes.example/book", "/book", "Orchard <&> Quay" }
	h, homeless := handler(t, at), handler(t)
	f := feedOf(t, h, "/search.atom?q=mend+<nets>&kind=action")
	if f.Title != "Orchard <&> Quay: search for mend <nets>, duties" || len(f.Items) != 1 || f.FeedLink != "https://minutes.example/book/search.atom?q=mend%20%3Cnets%3E&kind=action" || f.Link != "https://minutes.example/book/search?q=mend%20%3Cnets%3E&kind=action" {
		t.Errorf("%s %+v", f.Title, f)
	}
	one := f.Items[0]
	if one.Title != "A 1/01: Mend <nets> (A_1)" || one.Updated != "2021-05-03T00:00:00Z" || one.Link != "https://minutes.example/book/actions/a-1-01/" || !strings.Contains(one.Content, "<mark>Mend</mark> the &lt;") {
		t.Errorf("%+v", one)
	}
	same := feedOf(t, h, "/search.atom?q=kind:action+mend+<nets>&page=1&size=7&sort=relevance&by=meeting&extra=1")
	if same.Items[0].GUID != one.GUID || f.FeedType != "atom" || get(t, h, "/search.atom?q=kind:action+mend+<nets>").Body.String() != get(t, h, "/search.atom?q=mend+<nets>&kind=action").Body.String() {
		t.Error("the same query has another feed")
	}
	if other := feedOf(t, h, "/search.atom?owner=B+%26+C"); other.Items[0].GUID != one.GUID {
		t.Error("the same hit has another name")
	}
	if there := feedOf(t, homeless, "/search.atom?q=mend"); there.Items[0].GUID == one.GUID || there.Items[0].Link != "/actions/a-1-01/" {
		t.Errorf("without a url: %+v", there.Items[0])
	}
	all := feedOf(t, h, "/search.atom")
	seen := map[string]bool{}
	for _, i := range all.Items {
		if seen[i.GUID] || !strings.HasPrefix(i.GUID, "urn:uuid:") || i.Link == "https://minutes.example/book/about/" {
			t.Errorf("the entry %+v", i)
		}
		seen[i.GUID] = true
	}
	if len(all.Items) != 24 {
		t.Errorf("%d entries", len(all.Items))
	}
	none := feedOf(t, h, "/search.atom?q=zzz%0b%EF%BF%BE")
	if len(none.Items) != 0 || none.Updated != "1970-01-01T00:00:00Z" {
		t.Errorf("%+v", none)
	}
	tag := get(t, h, "/search.atom?q=mend").Header().Get("ETag")
	if w := get(t, h, "/search.atom?q=mend", "If-None-Match", tag); w.Code != 304 || tag == "" {
		t.Errorf("the same again: %d", w.Code)
	}
}

// Where the site's url is not known, addresses are whole by what the client wrote into Host, if that is a host.
func TestOpenSearch(t *testing.T) {
	h, at := handler(t, func(s *Site) { s.Base = "/book" }), handler(t, func(s *Site) { s.URL, s.Title = "https://minutes.example", "A very long name of an archive" })
	askAs := func(h http.Handler, host, target string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", target, nil)
		r.Host = host
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		return record(h, r)
	}
	for _, c := range []struct {
		h      http.Handler
		host   string
		header []string
		want   string
	}{
		{h, "127.0.0.1:8080", nil, "http://127.0.0.1:8080/book/search?q={searchTerms}"},
		{h, "[::1]:8080", nil, "http://[::1]:8080/book/search?q={searchTerms}"},
		{h, "minutes.example", []string{"X-Forwarded-Proto", "https"}, "https://minutes.example/book/search?q={searchTerms}"},
		{h, "minutes.example", []string{"X-Forwarded-Proto", "javascript"}, "http://minutes.example/book/search?q={searchTerms}"},
		{at, "elsewhere.example", nil, "https://minutes.example/search?q={searchTerms}"},
	} {
		w := askAs(c.h, c.host, "/opensearch.xml", c.header...)
		if w.Code != 200 || !strings.Contains(w.Body.String(), `template="`+c.want+`"`) || w.Header().Get("Content-Type") != "application/opensearchdescription+xml; charset=utf-8" {
			t.Errorf("%s: %d %s", c.host, w.Code, w.Body)
		}
	}
	for _, target := range []string{"/opensearch.xml", "/api/opensearch?q=a+1"} {
		for of, want := range map[http.Handler]bool{h: true, at: false} {
			if got := slices.Contains(askAs(of, "minutes.example", target).Header().Values("Vary"), "X-Forwarded-Proto"); got != want {
				t.Errorf("%s varies by the proxy: %v, want %v", target, got, want)
			}
		}
	}
	if body := askAs(at, "x", "/opensearch.xml").Body.String(); !strings.Contains(body, "<ShortName>A very long name</ShortName>") {
		t.Errorf("%s", body)
	}
	for _, host := range []string{"", "a b", "a/b", "evil\"><x", "a@b", "{searchTerms}", "a:x", "-a", "a:123456", strings.Repeat("a", 300)} {
		for _, target := range []string{"/opensearch.xml", "/api/opensearch?q=a+1"} {
			if w := askAs(h, host, target); w.Code != 400 || strings.Contains(w.Body.String(), "evil") {
				t.Errorf("%q %s: %d %s", host, target, w.Code, w.Body)
			}
		}
	}
	if got := askAs(at, "x", "/api/opensearch?q=a+1/1").Body.String(); got != `["a 1/1",["A 1/01: Mend \u003cnets\u003e"],["Action"],["https://minutes.example/actions/a-1-01/"]]`+"\n" {
		t.Errorf("%s", got)
	}
	if got := askAs(at, "x", "/api/opensearch?q="+url.QueryEscape("\xff")).Body.String(); !strings.HasSuffix(got, "[],[],[]]\n") {
		t.Errorf("%s", got)
	}
}

// A client that asks too often is told when to come again, before anything is looked at; others are not held up, and neither is
// whether the program lives.
func TestTooOften(t *testing.T) {
	clients, err := throttle.Options{Rate: 0.1, Burst: 2}.Clients()
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, restricted, func(s *Site) { s.Clients, s.Gate = clients, closed })
	var got []int
	var last *httptest.ResponseRecorder
	for _, target := range []string{"/", "/search?q=nets", "/", "/search", "/api/search?q=nets", "/nothing", "/healthz"} {
		last = get(t, h, target)
		got = append(got, last.Code)
		if w := last; w.Code == 429 && (w.Header().Get("Retry-After") != "10" || w.Body.String() != "Too many requests. Try again in a moment.\n" || w.Header().Get("Cache-Control") != "private, no-store" || w.Header().Get("Content-Security-Policy") == "") {
			t.Errorf("%s: %v %s", target, w.Header(), w.Body)
		}
	}
	if want := []int{403, 403, 429, 429, 429, 429, 200}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// What lacks a word stands apart, counted on.
func TestWhatLacksAWord(t *testing.T) {
	hits := make([]index.Hit, 20)
	for i := range hits {
		hits[i] = index.Hit{ID: strconv.Itoa(i), Kind: "item", Title: "Hit " + strconv.Itoa(i), URL: "/"}
	}
	for _, c := range []struct{ page, full, whole, rest, restFirst int }{{1, 3, 3, 17, 4}, {2, 3, 0, 20, 21}, {1, 20, 20, 0, 0}, {1, 0, 20, 0, 0}} {
		r := index.Results{Total: 40, Full: c.full, Page: c.page, Pages: 2, Hits: hits}
		v := newResultsView(form{index.Query{Text: "a b c", Size: 20, Page: c.page}}, r, said(t))
		if len(v.Hits) != c.whole || len(v.Rest) != c.rest || v.RestFirst != c.restFirst {
			t.Errorf("%+v: %d, then %d from %d on", c, len(v.Hits), len(v.Rest), v.RestFirst)
		}
		page := string(resultsHTML(v))
		if strings.Count(page, `<li class="hit">`) != 20 || strings.Contains(page, "but one:") != (c.rest > 0) {
			t.Errorf("%+v: %s", c, page)
		}
	}
	if said := said(t).found(index.Results{Total: 5, Full: 1}); said != "1 result with all the words, 4 with all but one" {
		t.Error(said)
	}
}

// The addresses of many values are those of each.
func TestWithEach(t *testing.T) {
	values := []string{"DCC", "A & B", "", "x\x00y", "é+%"}
	for _, q := range []index.Query{{Text: "nets"}, {Text: "a\x00b", Owner: "x", Sort: index.SortDate}, {Kind: "action", Year: "2021", Size: 50}} {
		for _, name := range index.Facets() {
			all := form{q}.withEach(name, values)
			for i, v := range values {
				if want := (form{q}).with(name, v); v != "" && all[i] != want {
					t.Errorf("%s=%q is %s, not %s", name, v, all[i], want)
				}
			}
		}
	}
}
