package endpoint

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"minutebook/index"
)

// hostile are the queries of testdata/hostile.txt, one a line as Go quotes them.
func hostile(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		q, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, q)
	}
	return all
}

// generated puts queries together from what other engines choke on.
func generated(n int) []string {
	r := rand.New(rand.NewPCG(5, 45))
	pieces := []string{"nets", "mend", "ropes", "A_1", "A 1/01", "a1/1", "1", "0", "99999999999", "the", "of", `"`, `"nets ropes"`, "-", "-nets", "*", "?", "~", "^9", "/.*/", "(", ")", "[", "AND", "OR",
		"kind:", "kind:action", "kind:item", "status:open", "owner:", `owner:"B & C"`, "group:A", "year:2021", "from:2021", "to:2020-02", "before:", "after:2021-05-03", "meeting:A_1", "modification:x", ":", "\\", "'", "<b>", "&", "%", "\x00", "\xff", "\n", "\t",
		"\u202e", "\u200b", "\u0301", "é", "漢", "👍", "Å", "ﬁ", strings.Repeat("a", 60), strings.Repeat("a1", 20), strings.Repeat("-", 30)}
	all := make([]string, n)
	for i := range all {
		var q strings.Builder
		for range 1 + r.IntN(16) {
			q.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(3) > 0 {
				q.WriteByte(' ')
			}
		}
		all[i] = q.String()
	}
	return all
}

// searches are the addresses that take a query.
func searches() []string {
	return []string{"/search", "/api/search", "/search.json", "/search.csv", "/search.atom", "/api/suggest", "/api/opensearch"}
}

// Whatever is typed is answered, or refused with a sentence; nothing that was typed runs. Under soak the site is large, and the
// figures are printed: how long the slowest took, and how much memory the greediest.
func TestHostileQueries(t *testing.T) {
	made, n := hostile(t), 500
	h := handler(t)
	if soak {
		n, h = 10_000, large(t)
	}
	if len(made) < 200 {
		t.Errorf("only %d queries are made by hand", len(made))
	}
	most := map[string]*cost{}
	for _, at := range searches() {
		most[at] = &cost{}
	}
	statuses := map[int]int{}
	for i, q := range append(made, generated(n)...) {
		for _, at := range searches() {
			if i >= len(made) && !soak && i%len(searches()) != 0 && at != "/search" {
				continue
			}
			askHostile(t, h, at+"?q="+url.QueryEscape(q), most[at], statuses)
		}
		if by := i % 3; by > 0 {
			askHostile(t, h, "/search?q=nets&"+[]string{"", "owner", "from"}[by]+"="+url.QueryEscape(q), most["/search"], statuses)
		}
	}
	t.Logf("%d queries: %v by status", len(made)+n, statuses)
	for _, at := range searches() {
		m := most[at]
		t.Logf("%d ms took the slowest of %s (%.60q), %d KB the greediest (%.60q)", m.took.Milliseconds(), at, m.slowest, m.bytes>>10, m.greediest)
	}
}

// cost is the most that any request took.
type cost struct {
	took               time.Duration
	bytes              uint64
	slowest, greediest string
}

// asSentence is how a refusal says a sentence: on the page, in JSON, or alone.
var asSentence = regexp.MustCompile(`>This search was not made</h2>\n<p>[A-Z].+\.</p>|^\{"error":"[A-Z].+\."\}\n$|^[A-Z].+\.\n$`)

func askHostile(t *testing.T, h http.Handler, target string, most *cost, statuses map[int]int) {
	t.Helper()
	var before, after runtime.MemStats
	if soak {
		runtime.ReadMemStats(&before)
	}
	began := time.Now()
	w := get(t, h, target)
	took := time.Since(began)
	if soak {
		runtime.ReadMemStats(&after)
	}
	if took > most.took {
		most.took, most.slowest = took, target
	}
	if bytes := after.TotalAlloc - before.TotalAlloc; bytes > most.bytes {
		most.bytes, most.greediest = bytes, target
	}
	statuses[w.Code]++
	body := w.Body.String()
	switch {
	case w.Code != 200 && w.Code != 400:
		t.Errorf("%q: %d", target, w.Code)
	case strings.Contains(body, "<script") || strings.Contains(body, "<img") || strings.Contains(body, "<b>"):
		t.Errorf("%q: what was typed stands in the answer: %s", target, body)
	case strings.HasPrefix(target, "/search?") && strings.Count(body, "<p>The end</p>") != 1:
		t.Errorf("%q: the page is not whole", target)
	case w.Code == 400 && !asSentence.MatchString(body):
		t.Errorf("%q: refused without a sentence: %s", target, body)
	}
}

// large is a site of 20,000 documents.
func large(t testing.TB) http.Handler {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	vocabulary := make([]string, 5000)
	for i := range vocabulary {
		vocabulary[i] = strconv.FormatUint(r.Uint64N(1<<40)+36, 36)
	}
	copy(vocabulary, strings.Fields("nets ropes mend lamps the of and to in a"))
	docs := documents()
	for i := range 20_000 {
		var text strings.Builder
		for range 60 {
			text.WriteString(vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64()*r.Float64())] + " ")
		}
		docs = append(docs, index.Document{ID: fmt.Sprintf("B_%d item 1", i), Kind: "item", Title: "Nets " + strconv.Itoa(i), URL: fmt.Sprintf("/b/%d/", i),
			Date: time.Date(2001, 1, 1+i/3, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Meeting: fmt.Sprintf("B_%d", i), Group: fmt.Sprintf("G%d", i%70), Owners: []string{fmt.Sprintf("O%d", i%65)}, Modifications: []string{fmt.Sprintf("MP%d", i%900)}, Text: text.String()})
	}
	return handler(t, func(s *Site) {
		dir := filepath.Join(t.TempDir(), "large")
		if _, err := index.Build(dir, index.Content{Documents: docs}); err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		s.Index = x
	})
}

// countForNothing are parameters that a table and a feed do not look at: they have all pages, in one order.
var countForNothing = map[string][]string{"/search.csv": {"by", "page", "size"}, "/search.atom": {"by", "page", "size", "sort"}}

// The bad input that people and programs send most, and what they are told.
func TestBadInput(t *testing.T) {
	h := handler(t)
	for about, c := range map[string]struct {
		query string
		want  int
	}{
		"nothing":                       {"", 200},
		"an empty query":                {"q=", 200},
		"spaces":                        {"q=+++", 200},
		"10 KB":                         {"q=" + strings.Repeat("word+", 2048), 400},
		"invalid UTF-8":                 {"q=nets%ff%fe", 400},
		"control characters":            {"q=nets%00%01%08%1b", 200},
		"control characters alone":      {"q=%00%01", 200}, // blanks
		"a right-to-left override":      {"q=nets%E2%80%AE", 200},
		"an override alone":             {"q=%E2%80%AE", 400},
		"an unbalanced quote":           {"q=%22nets+mend", 200},
		"a quote alone":                 {"q=%22", 400},
		"page=-1":                       {"page=-1", 400},
		"page=0":                        {"page=0", 400},
		"page=1e9":                      {"page=1e9", 400},
		"page=1000000000":               {"page=1000000000", 400},
		"a page beyond any number":      {"page=99999999999999999999", 400},
		"size=0":                        {"size=0", 400},
		"size=1e9":                      {"size=1e9", 400},
		"size=1000000000":               {"size=1000000000", 400},
		"by=foo":                        {"by=foo", 400},
		"sort=foo":                      {"sort=foo", 400},
		"an unknown kind":               {"kind=parcel", 400},
		"an unknown status":             {"status=late", 400},
		"from after to":                 {"from=2021-02-02&to=2021-02-01", 400},
		"a day that is none":            {"from=2021-02-30", 400},
		"an unknown owner":              {"owner=nobody", 200},
		"an unknown meeting":            {"meeting=nowhere", 200},
		"a parameter that nobody knows": {"colour=red&q=nets", 200},
		"one twice":                     {"kind=item&kind=parcel", 200},
		"a damaged address":             {"q=%zz", 400},
		"a qualifier without its value": {"q=kind:", 400},
		"the same qualifier twice":      {"q=kind:item+kind:action", 400},
	} {
		for _, at := range []string{"/search", "/api/search", "/search.json", "/search.csv", "/search.atom"} {
			w, want := get(t, h, at+"?"+c.query), c.want
			if name, _, _ := strings.Cut(c.query, "="); slices.Contains(countForNothing[at], name) && w.Code == 200 {
				continue
			}
			if w.Code != want {
				t.Errorf("%s at %s: %d, want %d: %s", about, at, w.Code, want, w.Body)
			}
			if want == 400 && !strings.Contains(w.Body.String(), ". ") && !strings.Contains(w.Body.String(), `."}`) && !strings.Contains(w.Body.String(), ".\n") && !strings.Contains(w.Body.String(), ".</p>") {
				t.Errorf("%s at %s: no sentence: %s", about, at, w.Body)
			}
		}
		for _, at := range []string{"/api/suggest", "/api/opensearch"} {
			if w := get(t, h, at+"?"+c.query); w.Code != 200 && c.query != "q=%zz" {
				t.Errorf("%s at %s: %d", about, at, w.Code)
			}
		}
	}
}
