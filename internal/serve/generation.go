package serve

import (
	"crypto/rand"
	"net/http"
	"strings"
	"sync"

	"minutebook/internal/access"
	"minutebook/internal/endpoint"
	"minutebook/internal/hosting"
	"minutebook/internal/publish"
	"minutebook/internal/wording"
)

// generation is one build of one site, open for readers.
type generation struct {
	*endpoint.Folder
	name string // what its pages know it by
}

func newGeneration(f *endpoint.Folder) *generation { return &generation{Folder: f, name: rand.Text()} }

// sameTo says whether readers could tell two generations apart.
func (g *generation) sameTo(other *generation) bool {
	return g.Manifest.Index == other.Manifest.Index && shows(g.Manifest, other.Manifest) && shows(other.Manifest, g.Manifest)
}

// shows says whether a build has all that readers see of another; the files of the index differ from build to build.
func shows(m, other publish.Manifest) bool {
	for name, sum := range other.Files {
		seen := strings.HasPrefix(name, "www/") || name == wording.File // which the search page speaks by
		if seen && m.Files[name] != sum {
			return false
		}
	}
	return true
}

// site hands every request to the newest generation and tells open pages when there is a newer one.
type site struct {
	mu      sync.Mutex
	now     *generation
	changed chan struct{} // closed when readers would see something else
}

func newSite() *site { return &site{changed: make(chan struct{})} }

// replace puts g in front; the one before it is closed when its last reader is done. It says whether readers see something
// else. A nil g ends the site.
func (s *site) replace(g *generation) (changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.now
	s.now = g
	if old == nil {
		return true
	}
	go old.Close()
	if g != nil && g.sameTo(old) {
		g.name = old.name
		return false
	}
	close(s.changed)
	s.changed = make(chan struct{})
	return true
}

// enter is the newest generation, held open until the reader calls leave; nil when the site has ended.
func (s *site) enter() (g *generation, leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		return nil, func() {}
	}
	return s.now, s.now.Enter()
}

// wait is closed when a page of the named generation is out of date; it may be already.
func (s *site) wait(name string) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil || s.now.name != name {
		late := make(chan struct{})
		close(late)
		return late
	}
	return s.changed
}

// reload answers for what open pages ask; on a restricted site it tells those alone who may read it.
func (s *site) reload(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	var gate access.Gate
	if s.now != nil {
		gate = s.now.Gate
	}
	s.mu.Unlock()
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == reloadScript {
			writeScript(w)
		} else {
			waitForChange(w, r, s.wait(r.URL.Query().Get("of")))
		}
	})
	for _, header := range hosting.Headers(gate != nil) {
		w.Header().Set(header.Name, header.Value)
	}
	if gate != nil {
		h = gate(h)
	}
	h.ServeHTTP(w, r)
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == reloadScript || r.URL.Path == reloadEvents {
		s.reload(w, r)
		return
	}
	g, leave := s.enter()
	defer leave()
	if g == nil {
		http.Error(w, "this server is stopping", http.StatusServiceUnavailable)
		return
	}
	if r.Method != http.MethodGet {
		g.Handler.ServeHTTP(w, r)
		return
	}
	page := &reloading{ResponseWriter: w, generation: g.name}
	r.Header.Del("Range") // a page grows by the script, which cannot be put into a packed one
	r.Header.Del("If-None-Match")
	r.Header.Del("Accept-Encoding")
	g.Handler.ServeHTTP(page, r)
	page.finish()
}
