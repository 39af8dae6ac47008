package endpoint

import (
	"bytes"
	"encoding/json"
	"html"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestAPI(t *testing.T) {
	h := handler(t)
	w := get(t, h, "/api/search?q=mend&kind=action")
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json; charset=utf-8" {
		t.Fatalf("%d %s", w.Code, w.Header().Get("Content-Type"))
	}
	got := regexp.MustCompile(`"took_ms":[0-9.]+`).ReplaceAllString(w.Body.String(), `"took_ms":0`)
	want := `{"total":1,"took_ms":0,"page":1,"pages":1,"hits":[{"id":"A 1/01","kind":"action","title":"A 1/01: Mend \u003cnets\u003e",` +
		`"url":"/actions/a-1-01/","date":"2021-05-03","meeting":"A_1","within":null,"group":"A","status":"open","owners":["B \u0026 C"],` +
		`"snippet":"\u003cmark\u003eMend\u003c/mark\u003e the \u0026lt;nets\u0026gt; \u0026amp; \u0026#34;ropes\u0026#34;."}],` +
		`"facets":{"group":[{"value":"A","count":1}],"kind":[{"value":"action","count":1}],"modification":[],"owner":[{"value":"B \u0026 C","count":1}],` +
		`"status":[{"value":"open","count":1}],"year":[{"value":"2021","count":1}]},"suggestion":null,` +
		`"query":{"text":"mend","kind":"action","sort":"relevance","page":1,"size":20},"offers":[],"groups":null,"full":1,"partly":false}` + "\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var page struct {
		Hits []struct{ Date, Meeting, Status *string } `json:"hits"`
	}
	decode(t, get(t, h, "/api/search?q=nothing&kind=page").Body.Bytes(), &page)
	if len(page.Hits) != 1 || page.Hits[0].Date != nil || page.Hits[0].Meeting != nil || page.Hits[0].Status != nil {
		t.Errorf("absent values are not null: %+v", page)
	}
	if body := get(t, h, "/api/search?q=zebra").Body.String(); !strings.Contains(body, `"hits":[]`) {
		t.Errorf("no hits are %s", body)
	}
	var respelt struct{ Suggestion string }
	if decode(t, get(t, h, "/api/search?q=ropas").Body.Bytes(), &respelt); respelt.Suggestion != "ropes" {
		t.Errorf("ropas is respelt %q", respelt.Suggestion)
	}
}

func decode(t *testing.T, data []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
}

func TestSuggest(t *testing.T) {
	h := handler(t)
	if got, want := get(t, h, "/api/suggest?q=a+1/1").Body.String(),
		`[{"id":"A 1/01","kind":"action","title":"A 1/01: Mend \u003cnets\u003e","url":"/actions/a-1-01/"}]`+"\n"; got != want {
		t.Errorf("got %s", got)
	}
	var all []struct{ ID string }
	if decode(t, get(t, h, "/api/suggest?q=ne").Body.Bytes(), &all); len(all) != 8 {
		t.Errorf("%d completions", len(all))
	}
	for _, q := range []string{"", "zzz", "%ff", strings.Repeat("a", 5000)} {
		if w := get(t, h, "/api/suggest?q="+q); w.Code != 200 || w.Body.String() != "[]\n" {
			t.Errorf("%.10q: %d %s", q, w.Code, w.Body)
		}
	}
}

// A query that cannot be answered gets 400 and a sentence, in the page and in JSON, and the page keeps it.
func TestRefused(t *testing.T) {
	h := handler(t)
	for _, query := range []string{"q=" + strings.Repeat("a", 201), "q=%ff", "q=***", "size=0", "size=-1", "size=x", "size=101", "size=1000000000", "by=foo", "page=0", "page=-1", "page=x",
		"page=1000000000", "page=99999999999999999999", "kind=parcel", "status=late", "sort=size", "year=x", "from=yesterday",
		"from=2021-02-02&to=2021-02-01", "q=%zz", "q=a;b=c"} {
		w := get(t, h, "/api/search?"+query)
		var refusal struct{ Error string }
		if decode(t, w.Body.Bytes(), &refusal); w.Code != 400 || !strings.HasSuffix(refusal.Error, ".") {
			t.Errorf("%.30s: %d %s", query, w.Code, w.Body)
		}
		w = get(t, h, "/search?"+query)
		if w.Code != 400 || !strings.Contains(w.Body.String(), "<p>"+html.EscapeString(refusal.Error)+"</p>") || !strings.Contains(w.Body.String(), "The end") {
			t.Errorf("%.30s: page %d %s", query, w.Code, w.Body)
		}
	}
}

func TestPage(t *testing.T) {
	h := handler(t)
	for _, target := range []string{"/search", "/search/", "/search/index.html"} {
		if body := get(t, h, target).Body.String(); !strings.Contains(body, ">25 results<") || strings.Contains(body, "needs its service") {
			t.Errorf("%s: %s", target, body)
		}
	}
	body := get(t, h, `/search?q=%22mend%22+%3Cnets%3E&kind=ACTION&sort=relevance`).Body.String()
	for _, want := range []string{
		`<title>&#34;mend&#34; &lt;nets&gt; – Search – Orchard</title>`,
		`<input id="q" type="search" name="q" maxlength="200" value="&#34;mend&#34; &lt;nets&gt;">`,
		`<option value="action" selected="">Duties</option>`, `<option value="">Everything</option>`,
		`<option value="relevance" selected="">`, `<option value="date">`,
		`<h2 id="found">1 result</h2>`,
		`<a href="/actions/a-1-01/">A 1/01: Mend &lt;nets&gt;</a>`,
		`<mark>Mend</mark> the &lt;<mark>nets</mark>&gt; &amp; &#34;ropes&#34;.`,
		`<time datetime="2021-05-03">3 May 2021</time>`, `<span class="status open">Open</span>`,
		`<a href="?q=%22mend%22%20%3Cnets%3E"><span class="unseen">Remove: </span>Duties`,
		`<a href="?q=%22mend%22%20%3Cnets%3E" aria-current="true">Duties <span class="meta">1</span></a>`,
		`<p>The end</p>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(body, "<nets>") || strings.Contains(body, "needs its service") {
		t.Errorf("the page has what it must not have: %s", body)
	}
}

// Every state is an address: each link of a results page leads to what it counts.
func TestLinks(t *testing.T) {
	h := handler(t)
	facet := regexp.MustCompile(`<a href="(\?[^"]*)">[^<]* <span class="meta">([\d,]+)</span>`)
	for _, start := range []string{"?", "?q=nets", "?q=nets&kind=item", "?year=2021&from=2021-01-01"} {
		body := get(t, h, "/search"+start).Body.String()
		links := facet.FindAllStringSubmatch(body, -1)
		for _, l := range links {
			var res struct{ Total json.Number }
			decode(t, get(t, h, "/api/search"+html.UnescapeString(l[1])).Body.Bytes(), &res)
			if res.Total.String() != l[2] {
				t.Errorf("%s: the link %s counts %s and finds %s", start, l[1], l[2], res.Total)
			}
		}
		if len(links) == 0 && start == "?" {
			t.Error("no links to follow")
		}
	}
}

func TestPaging(t *testing.T) {
	h := handler(t)
	first, second := get(t, h, "/search?q=nets").Body.String(), get(t, h, "/search?q=nets&page=2").Body.String()
	for body, wants := range map[string][]string{
		first:  {`23 results`, `<ol class="hits" start="1">`, `rel="next" href="?q=nets&amp;page=2"`, `href="?q=nets" aria-current="page"`},
		second: {`23 results, page 2 of 2`, `start="21"`, `rel="prev" href="?q=nets"`, `href="?q=nets&amp;page=2" aria-current="page"`},
	} {
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("the page lacks %s:\n%s", want, body)
			}
		}
	}
	if n := strings.Count(first, `<li class="hit">`) + strings.Count(second, `<li class="hit">`); n != 23 {
		t.Errorf("%d hits on both pages", n)
	}
	if strings.Contains(second, `rel="next"`) || strings.Contains(first, `rel="prev"`) {
		t.Error("the pages lead beyond the ends")
	}
	if body := get(t, h, "/search?q=nets&page=7").Body.String(); !strings.Contains(body, `<a href="?q=nets">Back to the first one</a>`) {
		t.Errorf("a page after the last: %s", body)
	}
}

func TestTips(t *testing.T) {
	h := handler(t)
	body := get(t, h, "/search?q=ropas&kind=action&year=2021").Body.String()
	for _, want := range []string{"Nothing found", "To find more:", `Did you mean <a href="?q=ropes&amp;kind=action&amp;year=2021">ropes</a>?`, `Search again <a href="?q=ropas">without any filter</a>, or without one of these: <a href="?q=ropas&amp;year=2021">Duties</a>, <a href="?q=ropas&amp;kind=action">2021</a>.`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s:\n%s", want, body)
		}
	}
}

// A layout may lack the comments: templates drop them easily.
func TestPlaceBySection(t *testing.T) {
	www := pages()
	source := strings.NewReplacer("<!--results-->", "", "<!--/results-->", "").Replace(searchSource)
	www["search/index.html"] = &fstest.MapFile{Data: []byte(source)}
	h := handler(t, func(s *Site) { s.WWW = www })
	if body := get(t, h, "/search?q=nets").Body.String(); !strings.Contains(body, ">23 results<") ||
		strings.Contains(body, "needs its service") || !strings.Contains(body, "<p>The end</p>") || strings.Count(body, "<section") != strings.Count(body, "</section") {
		t.Errorf("%s", body)
	}
}

func TestOverload(t *testing.T) {
	h := handler(t)
	g := h.(*watched).site.Searches.turns
	for range cap(g) {
		g <- struct{}{}
	}
	for _, target := range []string{"/search?q=nets", "/api/search?q=nets", "/api/suggest?q=nets"} {
		if w := get(t, h, target); w.Code != 429 || w.Header().Get("Retry-After") != "1" {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
	if w := get(t, h, "/"); w.Code != 200 {
		t.Errorf("a page waits for searches: %d", w.Code)
	}
	<-g
	if w := get(t, h, "/search?q=nets"); w.Code != 200 {
		t.Errorf("after the overload: %d", w.Code)
	}
}

// Nothing that a reader typed is logged, not even by a defect; and a defect ends one answer, no more.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	h := handler(t, func(s *Site) {
		s.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		s.WWW = brokenFS{s.WWW}
	})
	for _, target := range []string{"/search?q=typed", "/api/search?q=typed&owner=typed", "/api/suggest?q=typed", "/typed", "/search?q=typed&page=x"} {
		get(t, h, target, "User-Agent", "typed", "Referer", "http://typed/")
	}
	if w := ask(t, h, "TYPED", "/typed"); w.Code != 405 {
		t.Errorf("an unknown method: %d", w.Code)
	}
	if w := get(t, h, "/site.css?typed"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("a defect: %d", w.Code)
	}
	if w := get(t, h, "/"); w.Code != 200 {
		t.Errorf("after a defect: %d", w.Code)
	}
	if strings.Contains(strings.ToLower(log.String()), "typed") {
		t.Errorf("the log repeats what was typed:\n%s", log.String())
	}
	if n := strings.Count(log.String(), `"msg":"answered"`); n != 8 {
		t.Errorf("%d answers are logged:\n%s", n, log.String())
	}
	if !strings.Contains(log.String(), `"count":1`) {
		t.Error("the defect is not counted")
	}
}

// FuzzSearch asks for anything: never a status of 500, always the whole page.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"q=nets", "q=%22&page=2", "kind=item&sort=date", "q=<script>", "%%%", "q=a&q=b&from=2021-01-01"} {
		f.Add(seed)
	}
	h := handler(f)
	f.Fuzz(func(t *testing.T, query string) {
		target := url.URL{Path: "/search", RawQuery: query}
		r, err := http.NewRequest(http.MethodGet, "http://host/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.URL.Path, r.URL.RawQuery = target.Path, target.RawQuery
		w := record(h, r)
		if w.Code != 200 && w.Code != 400 || !strings.Contains(w.Body.String(), "<p>The end</p>") || strings.Contains(w.Body.String(), "<script") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}
