// Package endpoint answers HTTP requests for one built site: its static pages, and the search over them.
//
//	GET /search       the site's search page with the hits filled in, JavaScript or not
//	GET /api/search   the same as JSON
//	GET /api/suggest  at most 8 completions as JSON
//	GET /healthz      200 once the index is open
//	GET anything else 301 to where a former address leads; the notice with 410 for one that was withdrawn, or is below
//	                  one; a regular file of the site; or its 404 page
//
// All of this but /healthz is behind the gate of the site, if it has one. HEAD is answered like GET, everything else with 405. A query that cannot be answered gets 400 and a
// sentence that helps, one too many at a time 429. No request, whatever its bytes, is answered with a status
// of 500 or more while the machine and its disk work.
//
// Every answer carries the same security headers; a restricted site is never stored by a cache and never
// listed by a search engine. Nothing that a reader typed is ever logged.
package endpoint

import (
	"io/fs"
	"log/slog"
	"net/http"
	"strings"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/former"
)

// Site is what a handler serves.
type Site struct {
	Name       string       // as the manifest spells it; only for logs
	WWW        fs.FS        // the web root; hand in os.Root's FS, so that no link leads out of it
	Index      *index.Index // open; the handler does not close it
	Restricted bool         // whether the site may not be online without access control
	Former     former.List  // addresses that lead elsewhere or were withdrawn
	Base       string       // path below which the site answers as well as at the root: "/book", or ""
	Gate       access.Gate  // who is let in; nil lets everybody in
	Log        *slog.Logger // nil logs nothing
}

// New makes the handler of a site. It reads the search page and the 404 page once, so a new build needs a
// new handler. A site without a search page, or whose page has no place for results, is an error.
func New(s Site) (http.Handler, error) {
	page, err := readSearchPage(s.WWW)
	if err != nil {
		return nil, err
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	files := newFiles(s.WWW, s.Restricted, s.Former)
	search := searcher{index: s.Index, gate: newGate(), page: page, log: s.Log}
	next := below(s.Base, router{files, search})
	gated := next
	if s.Gate != nil {
		gated = s.Gate(next)
	}
	return &watched{site: s, next: next, gated: gated}, nil
}

// refusedMethod says whether a request wants to do something else than read.
func refusedMethod(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead
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
	case "api suggest":
		h.search.suggest(w, r)
	case "health":
		w.Header().Set("Cache-Control", "no-store")
		plain(w, http.StatusOK, "ok")
	default:
		h.files.ServeHTTP(w, r)
	}
}

// routeOf names what answers a request to a site below a base; logs say it in place of the path, which a reader may have typed.
func routeOf(base string, r *http.Request) string {
	at := r.URL.Path
	if base != "" && strings.HasPrefix(at, base+"/") {
		at = strings.TrimPrefix(at, base)
	}
	switch at {
	case "/search", "/search/", "/search/index.html":
		return "search"
	case "/api/search":
		return "api search"
	case "/api/suggest":
		return "api suggest"
	case "/healthz":
		return "health"
	}
	return "file"
}

// plain answers with one line of text.
func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n")) // the reader may have left
}
