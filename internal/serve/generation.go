package serve

import (
	"net/http"
	"sync"

	"minutebook/internal/endpoint"
)

// generation is one build of one site, open for readers.
type generation struct {
	*endpoint.Folder
	readers sync.WaitGroup
}

// close waits for the last reader.
func (g *generation) close() {
	g.readers.Wait()
	g.Folder.Close()
}

// site hands every request to the newest generation and tells open pages when there is a newer one.
type site struct {
	mu      sync.Mutex
	now     *generation
	changed chan struct{} // closed when now is replaced
}

func newSite() *site { return &site{changed: make(chan struct{})} }

// replace puts g in front; the one before it is closed when its last reader is done. A nil g ends the site.
func (s *site) replace(g *generation) {
	s.mu.Lock()
	old := s.now
	s.now = g
	close(s.changed)
	s.changed = make(chan struct{})
	s.mu.Unlock()
	if old != nil {
		go old.close()
	}
}

// enter is the newest generation, held open until the reader calls leave; nil when the site has ended.
func (s *site) enter() (g *generation, leave func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		return nil, func() {}
	}
	s.now.readers.Add(1)
	return s.now, s.now.readers.Done
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case reloadScript:
		writeScript(w)
		return
	case reloadEvents:
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		waitForChange(w, r, changed)
		return
	}
	g, leave := s.enter()
	defer leave()
	if g == nil {
		http.Error(w, "this server is stopping", http.StatusServiceUnavailable)
		return
	}
	page := &reloading{ResponseWriter: w}
	r.Header.Del("Range") // a page grows by the script
	g.Handler.ServeHTTP(page, r)
	page.finish()
}
