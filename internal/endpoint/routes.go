package endpoint

import (
	"net/http"
	"strings"
)

// route is an address that is no file of the site. An alias is another spelling of the one before it.
type route struct {
	path, name string
	alias      bool
}

// routes are all of them. openapi.json describes each that is no alias, and what it takes.
func routes() []route {
	return []route{
		{"/search", "search", false},
		{"/search/", "search", true},
		{"/search/index.html", "search", true},
		{"/api/search", "api search", false},
		{"/search.json", "api search", false},
		{"/search.csv", "search csv", false},
		{"/search.atom", "search feed", false},
		{"/api/suggest", "api suggest", false},
		{"/api/opensearch", "api opensearch", false},
		{"/opensearch.xml", "opensearch", false},
		{"/api/openapi.json", "api description", false},
		{"/healthz", "health", false},
	}
}

// named is routes by path.
var named = func() map[string]string {
	all := map[string]string{}
	for _, r := range routes() {
		all[r.path] = r.name
	}
	return all
}()

// routeOf names what answers a request to a site below a base; logs say it in place of the path, which a reader may have typed.
func routeOf(base string, r *http.Request) string {
	at := r.URL.Path
	if base != "" && strings.HasPrefix(at, base+"/") {
		at = strings.TrimPrefix(at, base)
	}
	if name := named[at]; name != "" {
		return name
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
	switch routeOf("", r) {
	case "search":
		h.search.html(w, r)
	case "api search":
		h.search.json(w, r)
	case "search csv":
		h.search.csv(w, r)
	case "search feed":
		h.search.feed(w, r)
	case "api suggest":
		h.search.suggest(w, r)
	case "api opensearch":
		h.search.complete(w, r)
	case "opensearch":
		h.search.describe(w, r)
	case "api description":
		h.search.openAPI(w, r)
	case "health":
		w.Header().Set("Cache-Control", "no-store")
		plain(w, http.StatusOK, "ok")
	default:
		h.files.ServeHTTP(w, r)
	}
}
