package endpoint

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"minutebook/index"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

const searchSource = `<!DOCTYPE html>
<html lang="en"><head><title>Search – Orchard</title></head>
<body><main><form action="/search"><input id="q" type="search" name="q" value="" maxlength="200">
<select name="kind"><option value="">Everything</option><option value="item">Agenda items</option><option value="action">Duties</option></select>
<select name="sort"><option value="relevance">Best first</option><option value="date" selected>Newest first</option></select></form>
<!--results--><section class="results"><section>Search needs its service</section></section><!--/results-->
</main><p>The end</p></body></html>
`

func pages() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	return fstest.MapFS{
		"index.html":              file("<h1>Home</h1>"),
		"404.html":                file("<h1>No such page</h1>"),
		"search/index.html":       file(searchSource),
		"meetings/a-1/index.html": file("<h1>A_1</h1>"),
		"bare/only.txt":           file("text"),
		"data/actions.json":       file("[]"),
		"data/actions.csv":        file("id\n"),
		"calendar.ics":            file("BEGIN:VCALENDAR"),
		"feed.xml":                file("<feed/>"),
		"feed.atom":               file("<feed/>"),
		"site.css":                file("body{}"),
		"site.js":                 file("1"),
		"icon.svg":                file("<svg/>"),
		"files/paper.html":        file("<script>1</script>"),
		"files/paper.pdf":         file("%PDF"),
		"odd.bin":                 file("\x00"),
	}
}

func documents() []index.Document {
	all := []index.Document{
		{ID: "A_1", Kind: "meeting", Title: "A_1, 3 May 2021", URL: "/meetings/a-1/", Date: "2021-05-03", Meeting: "A_1", Group: "A", Text: "Minutes."},
		{ID: "A 1/01", Kind: "action", Title: "A 1/01: Mend <nets>", URL: "/actions/a-1-01/", Date: "2021-05-03", Meeting: "A_1",
			Group: "A", Status: "open", Owners: []string{"B & C"}, Text: "Mend the <nets> & \"ropes\"."},
		{ID: "about", Kind: "page", Title: "About", URL: "/about/", Text: "Nothing."},
	}
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22"} {
		all = append(all, index.Document{ID: "A_1 item " + n, Kind: "item", Title: "Nets " + n, URL: "/meetings/a-1/#item-" + n,
			Date: "2021-05-03", Meeting: "A_1", Group: "A", Text: "Nets were counted."})
	}
	return all
}

// handler is a site with the pages and documents above.
func handler(t testing.TB, change ...func(*Site)) http.Handler {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := index.Build(dir, index.Content{Documents: documents()}); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	s := Site{Name: "public", WWW: pages(), Index: x, Words: inEnglish(t)}
	for _, f := range change {
		f(&s)
	}
	h, err := newHandler(s)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func restricted(s *Site) { s.Restricted = true }

func get(t testing.TB, h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, h, http.MethodGet, target, header...)
}

func ask(t testing.TB, h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return record(h, r)
}

func record(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestFiles(t *testing.T) {
	h := handler(t)
	for target, want := range map[string]string{
		"/":                        "200 text/html; charset=utf-8",
		"/index.html":              "200 text/html; charset=utf-8",
		"/meetings/a-1/":           "200 text/html; charset=utf-8",
		"/meetings/a-1/index.html": "200 text/html; charset=utf-8",
		"/data/actions.json":       "200 application/json; charset=utf-8",
		"/data/actions.csv":        "200 text/csv; charset=utf-8",
		"/calendar.ics":            "200 text/calendar; charset=utf-8",
		"/feed.xml":                "200 application/xml; charset=utf-8",
		"/feed.atom":               "200 application/atom+xml; charset=utf-8",
		"/site.css":                "200 text/css; charset=utf-8",
		"/site.js":                 "200 text/javascript; charset=utf-8",
		"/icon.svg":                "200 image/svg+xml",
		"/odd.bin":                 "200 application/octet-stream",
		"/%6ddd":                   "404 text/html; charset=utf-8",
	} {
		w := get(t, h, target)
		if got := fmt.Sprint(w.Code, " ", w.Header().Get("Content-Type")); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
		if w.Header().Get("Last-Modified") != "" {
			t.Errorf("%s says when it was modified", target)
		}
		if w.Code == 200 && w.Header().Get("ETag") == "" {
			t.Errorf("%s has no ETag", target)
		}
	}
	w := get(t, h, "/meetings/a-1")
	if w.Code != 301 || w.Header().Get("Location") != "./a-1/" {
		t.Errorf("a folder without its slash: %d to %q", w.Code, w.Header().Get("Location"))
	}
}

// What is no page of the site is answered alike, whatever it is, with nothing of what was asked for.
func TestMissing(t *testing.T) {
	www := filepath.Join(t.TempDir(), "www")
	if err := os.CopyFS(www, pages()); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(filepath.Dir(www), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"out.txt": secret, "up.txt": "../secret.txt", "in.txt": "bare/only.txt", "folder": "bare", "loop": "loop"} {
		if err := os.Symlink(to, filepath.Join(www, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(www)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	h := handler(t, func(s *Site) { s.WWW = root.FS() })
	if w := get(t, h, "/bare/only.txt"); w.Code != 200 {
		t.Fatalf("a file of the site: %d", w.Code)
	}
	for _, target := range []string{
		"/nothing", "/nothing/", "/bare", "/bare/", "/bare/only.txt/", "/bare/only.txt/x", "//bare/only.txt", "/bare//only.txt",
		"/../secret.txt", "/%2e%2e/secret.txt", "/bare/../../secret.txt", "/bare/%2e%2e/bare/only.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
		"/./bare/only.txt", "/%00", "/bare/only.txt%00", "/bare/only.txt%00.html", "/out.txt", "/up.txt", "/in.txt", "/folder/only.txt", "/loop",
		"/loop/x", "/search/nothing", "/api", "/api/", "/api/search/", "/healthz/", "/META-INF%2f", "/%ff%fe", "/<script>alert(1)</script>",
		"/" + strings.Repeat("a", 5000), "/" + strings.Repeat("a/", 2000), "/404.htm",
	} {
		w := record(h, request(t, target))
		if w.Code != 404 || w.Body.String() != "<h1>No such page</h1>" {
			t.Errorf("%.40s: %d %q", target, w.Code, w.Body)
		}
	}
}

// request has the path that a server would see, dots and all.
func request(t *testing.T, target string) *http.Request {
	t.Helper()
	path, err := url.PathUnescape(target)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.URL.Path = path
	return r
}

// The hash of a file is that of what it holds now, not of what it held.
func TestChangedFile(t *testing.T) {
	www := pages()
	h := handler(t, func(s *Site) { s.WWW = www })
	before := get(t, h, "/site.js").Header().Get("ETag")
	www["site.js"] = &fstest.MapFile{Data: []byte("22")}
	if after := get(t, h, "/site.js").Header().Get("ETag"); after == before {
		t.Error("the ETag of a changed file is the old one")
	}
}

func TestMethods(t *testing.T) {
	h := handler(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"} {
		for _, target := range []string{"/", "/search", "/api/search", "/healthz"} {
			if w := ask(t, h, method, target); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, allowed %q", method, target, w.Code, w.Header().Get("Allow"))
			}
		}
	}
	if w := get(t, h, "/healthz"); w.Code != 200 {
		t.Errorf("health: %d", w.Code)
	}
}

// A site whose search page cannot take results is refused at once, not at the first search.
func TestNewRefuses(t *testing.T) {
	for name, source := range map[string]string{"no page": "", "no place": "<main></main>"} {
		www := pages()
		delete(www, "search/index.html")
		if source != "" {
			www["search/index.html"] = &fstest.MapFile{Data: []byte(source)}
		}
		if _, err := newHandler(Site{WWW: www}); err == nil || !strings.Contains(err.Error(), "search page") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// brokenFS has a defect: reading panics.
type brokenFS struct{ fs.FS }

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == "site.css" {
		panic("what the reader typed")
	}
	return b.FS.Open(name)
}
