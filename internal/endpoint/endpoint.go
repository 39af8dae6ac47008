// Package endpoint answers HTTP requests for one built site: its static pages, and the search over them.
//
//	GET /search            the site's search page with the hits filled in, JavaScript or not
//	GET /api/search        the same as JSON; also at /search.json
//	GET /search.csv        the hits as CSV, at most 1,000 of them
//	GET /search.atom       the newest 50 of them as a feed
//	GET /api/suggest       at most 8 completions as JSON
//	GET /api/opensearch    the same as a browser's search box takes them
//	GET /opensearch.xml    the OpenSearch description by which a browser adds the search
//	GET /api/openapi.json  OpenAPI 3.1 of all of these
//	GET /healthz           200 once the index is open
//	GET anything else      301 to where a former address leads; the notice with 410 for one that was withdrawn, or is below
//	                       one; a regular file of the site; or its 404 page
//
// All of this but /healthz is behind the gate of the site, if it has one. HEAD is answered like GET, everything else with
// 405. A query that cannot be answered gets 400 and a sentence that helps, one too many at a time 429, and so does a client
// that asks too often. Parameters that nobody knows are ignored. No request, whatever its bytes, is answered with a status of
// 500 or more while the machine and its disk work; but a file that is no longer what the build wrote is not shown (503).
//
// What the manifest says of a file is its ETag. Text goes out as the build packed it (internal/packing) where the client takes
// that, each packing with an ETag of its own; an answer made at the request goes out packed on sites for everybody alone.
// There it tells nothing by its length: whatever stands beside the query is public, and no cookie, token or name is ever in an
// answer. On a restricted site the hits are not public, and somebody who can have a reader's browser search for what he
// likes, and see how long the answers are, could learn from the lengths what stands in them (BREACH).
//
// Every answer carries the same security headers; a restricted site is never stored by a cache and never listed by a search
// engine. Nothing that a reader typed is ever logged.
package endpoint

import (
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/former"
	"minutebook/internal/throttle"
	"minutebook/internal/wording"
)

// Site is what a handler serves.
type Site struct {
	Name       string            // as the manifest spells it; for logs and lasting names
	Title      string            // of the archive; "" takes that of the search page
	URL        string            // "https://host/book"; "" where it is not known
	WWW        fs.FS             // the web root; hand in os.Root's FS, so that no link leads out of it
	Packed     fs.FS             // packings of its files, as internal/packing names them; nil for none
	Sums       map[string]string // SHA-256 of each file below the site's folder, as a manifest has them; nil takes files as they are
	Index      *index.Index      // open; the handler does not close it
	Words      *wording.Words    // what it says in its own words
	Restricted bool              // whether the site may not be online without access control
	Former     former.List       // addresses that lead elsewhere or were withdrawn
	Base       string            // path below which the site answers as well as at the root: "/book", or ""
	Gate       access.Gate       // who is let in; nil lets everybody in
	Log        *slog.Logger      // nil logs nothing
	Searches   *Searches         // nil makes one
	Clients    *throttle.Clients // nil bounds nobody
	Answered   func(Answer)      // told of each answer; may be nil
}

// Answer is what may be known of an answer.
type Answer struct {
	Route  string // what answered, never the path
	Status int
	Took   time.Duration
}

// newHandler makes the handler of a site. It reads the search page and the 404 page once, so a new build needs a
// new handler. A site without a search page, or whose page has no place for results, is an error.
func newHandler(s Site) (*watched, error) {
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Searches == nil {
		s.Searches = NewSearches()
	}
	files := newFiles(s)
	page, err := readSearchPage(files)
	if err != nil {
		return nil, err
	}
	if s.Title == "" {
		s.Title = page.title
	}
	next := below(s.Base, router{files, searcher{site: s, page: page}})
	gated := next
	if s.Gate != nil {
		gated = s.Gate(next)
	}
	return &watched{site: s, files: files, next: next, gated: gated}, nil
}

// refusedMethod says whether a request wants to do something else than read.
func refusedMethod(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead
}

// plain answers with one line of text.
func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n")) // the reader may have left
}
