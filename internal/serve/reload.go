package serve

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Addresses of the live reload; no page of a site can have them.
const (
	reloadScript = "/_minutebook/reload.js"
	reloadEvents = "/_minutebook/events"
)

// script waits for another version of its page while that is in sight: a browser keeps six connections to a host, and
// pages in other tabs must not use them up.
const script = `const page = new URL(document.currentScript.src).search;
let events;
function watch() {
  if (document.visibilityState === "hidden") { events?.close(); return; }
  events = new EventSource("` + reloadEvents + `" + page);
  events.addEventListener("rebuilt", () => { events.close(); location.reload(); });
}
document.addEventListener("visibilitychange", watch);
watch();
`

func writeScript(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, script)
}

// waitForChange keeps the answer open until the page that asks shows something else, or its reader leaves.
func (s *site) waitForChange(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	_ = http.NewResponseController(w).Flush()
	at, of := r.URL.Query().Get("at"), r.URL.Query().Get("of")
	defer s.look(at)()
	for changed := s.late(at, of); changed != nil; changed = s.late(at, of) {
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
	io.WriteString(w, "event: rebuilt\ndata: 1\n\n")
}

// reloading adds the reload script to every whole HTML page that passes; everything else passes as it is.
type reloading struct {
	http.ResponseWriter
	at, version string // its address, and what that shows

	page   bytes.Buffer
	status int
	isPage bool
}

func (p *reloading) WriteHeader(status int) {
	if p.status != 0 {
		return
	}
	p.status = status
	h := p.Header()
	p.isPage = strings.HasPrefix(h.Get("Content-Type"), "text/html") && h.Get("Content-Encoding") == "" && status != http.StatusNotModified
	if !p.isPage {
		p.ResponseWriter.WriteHeader(status)
	}
}

func (p *reloading) Write(b []byte) (int, error) {
	if p.status == 0 {
		p.WriteHeader(http.StatusOK)
	}
	if p.isPage {
		return p.page.Write(b)
	}
	return p.ResponseWriter.Write(b)
}

func (p *reloading) finish() {
	if !p.isPage {
		return
	}
	src := reloadScript + "?of=" + p.version + "&amp;at=" + url.QueryEscape(p.at)
	tag := []byte(`<script src="` + src + `" defer></script></body>`)
	out := bytes.Replace(p.page.Bytes(), []byte("</body>"), tag, 1)
	p.Header().Del("ETag") // of the page without the script
	p.Header().Set("Content-Length", strconv.Itoa(len(out)))
	p.ResponseWriter.WriteHeader(p.status)
	_, _ = p.ResponseWriter.Write(out) // the reader may have left
}
