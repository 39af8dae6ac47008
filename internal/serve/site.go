package serve

import (
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"minutebook/internal/access"
	"minutebook/internal/hosting"
)

// site hands every request to the newest generation, and pages ahead of the next one, and tells open pages when they are out of date.
type site struct {
	mu      sync.Mutex
	now     *generation
	ahead   map[string][]byte // pages in place of those of now, by address
	open    map[string]int    // how many pages are open that wait at an address
	asked   time.Time         // when a page was asked for last
	changed chan struct{}     // closed when readers may see something else
}

func newSite() *site { return &site{changed: make(chan struct{}), open: map[string]int{}} }

// replace puts g in front. The one before it is closed when its last reader is done, and that is waited for a while. Pages that were
// shown ahead go unless keep says so. It says whether readers see something else than in the build before. A nil g ends the site.
func (s *site) replace(g *generation, keep bool) (changed bool) {
	s.mu.Lock()
	old := s.now
	s.now = g
	if !keep {
		s.ahead = nil
	}
	changed = true
	if g != nil {
		g.Ahead(s.ahead)
		if old != nil && g.sameTo(old) {
			g.name, changed = old.name, false
		}
	}
	s.tell()
	s.mu.Unlock()
	if old != nil {
		old.leave()
	}
	return changed
}

// tell wakes those who wait; s.mu is held.
func (s *site) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// show puts pages in front of those of the build, beside those that are there already. It says whether one of them looks otherwise.
func (s *site) show(pages map[string][]byte) (changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		return false
	}
	all := maps.Clone(s.ahead)
	if all == nil {
		all = map[string][]byte{}
	}
	before := map[string]string{}
	for at, text := range pages {
		all[at], before[at] = text, s.now.version(at)
	}
	s.ahead = all
	s.now.Ahead(all)
	for at := range pages {
		changed = changed || s.now.version(at) != before[at]
	}
	s.tell()
	return changed
}

// back shows the build as it is.
func (s *site) back() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != nil && s.ahead != nil {
		s.ahead = nil
		s.now.Ahead(nil)
		s.tell()
	}
}

// mostAhead bounds how many pages are printed ahead.
const mostAhead = 8

// inSight are addresses of pages that somebody looks at, and those that are shown ahead already.
func (s *site) inSight() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Sorted(maps.Keys(s.open))
	for _, at := range slices.Sorted(maps.Keys(s.ahead)) {
		if s.open[at] == 0 {
			all = append(all, at)
		}
	}
	return all[:min(len(all), mostAhead)]
}

// watched says whether somebody looks at the site, and when it was asked last.
func (s *site) watched() (open bool, asked time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open) > 0, s.asked
}

// look notes that a page at an address is open, until the caller calls leave.
func (s *site) look(at string) (leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[at]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.open[at]--; s.open[at] == 0 {
			delete(s.open, at)
		}
	}
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

// late is nil if an address shows another version than this, or the site has ended; otherwise it is closed when that may have changed.
func (s *site) late(at, version string) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil || s.now.version(at) != version {
		return nil
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
			s.waitForChange(w, r)
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
	s.mu.Lock()
	s.asked = time.Now()
	s.mu.Unlock()
	// Told before the page is read: if that is newer by then, it is loaded once more.
	page := &reloading{ResponseWriter: w, at: r.URL.Path, version: g.version(r.URL.Path)}
	r.Header.Del("Range") // a page grows by the script, which cannot be put into a packed one
	r.Header.Del("If-None-Match")
	r.Header.Del("Accept-Encoding")
	g.Handler.ServeHTTP(page, r)
	page.finish()
}
