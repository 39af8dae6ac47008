package endpoint

import (
	"net/http"
	"strings"
)

// route is an address that is no file of the site, and what answers there.
type route struct {
	path   string
	name   string // for logs and metrics
	answer func(s searcher, w http.ResponseWriter, r *http.Request)
	alias  bool // another spelling of the one before it
}

// routes are all of them. openapi.json describes each that is no alias, and what it takes.
func routes() []route {
	return []route{
		{"/search", "search", searcher.html, false},
		{"/search/", "search", searcher.html, true},
		{"/search/index.html", "search", searcher.html, true},
		{"/api/search", "api search", searcher.json, false},
		{"/search.json", "api search", searcher.json, false},
		{"/search.csv", "search csv", searcher.csv, false},
		{"/search.atom", "search feed", searcher.feed, false},
		{"/api/suggest", "api suggest", searcher.suggest, false},
		{"/api/opensearch", "api opensearch", searcher.complete, false},
		{"/opensearch.xml", "opensearch", searcher.describe, false},
		{"/api/openapi.json", "api description", searcher.openAPI, false},
		{"/healthz", "health", searcher.health, false},
	}
}

// byPath is routes by path.
var byPath = func() map[string]route {
	all := map[string]route{}
	for _, r := range routes() {
		all[r.path] = r
	}
	return all
}()

// routeOf names what answers a request to a site below a base; logs say it in place of the path, which a reader may have typed.
func routeOf(base string, r *http.Request) string {
	at := r.URL.Path
	if base != "" && strings.HasPrefix(at, base+"/") {
		at = strings.TrimPrefix(at, base)
	}
	if known, ok := byPath[at]; ok {
		return known.name
	}
	return "file"
}

// router sends a request where its path says.
type router struct {
	files  *files
	search searcher
}

func (h router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if refusedMethod(r) {
		w.Header().Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "This site answers GET and HEAD only.")
		return
	}
	if known, ok := byPath[r.URL.Path]; ok {
		known.answer(h.search, w, r)
		return
	}
	h.files.ServeHTTP(w, r)
}

func (s searcher) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	plain(w, http.StatusOK, "ok")
}
