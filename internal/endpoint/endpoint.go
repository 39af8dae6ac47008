// Package endpoint answers HTTP requests for one built site: its static pages, and the search over them.
//
//	GET /search       the site's search page with the hits filled in, JavaScript or not
//	GET /api/search   the same as JSON
//	GET /api/suggest  at most 8 completions as JSON
//	GET /healthz      200 once the index is open
//	GET anything else a regular file of the site, or its 404 page
//
// Every answer carries the same security headers; a restricted site is never stored by a cache and never
// listed by a search engine. No request, whatever its bytes, is answered with a status of 500 or more, and
// nothing that a reader typed is ever logged.
package endpoint

import (
	"io/fs"
	"log/slog"

	"minutebook/index"
)

// Site is what a handler serves.
type Site struct {
	Name       string       // as the manifest spells it; only for logs
	WWW        fs.FS        // the web root; hand in os.Root's FS, so that no link leads out of it
	Index      *index.Index // open; the handler does not close it
	Restricted bool         // whether the site may not be online without access control
	Log        *slog.Logger // nil logs nothing
}
