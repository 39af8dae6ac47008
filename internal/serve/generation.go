package serve

import (
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"minutebook/index"
	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
)

// generation is one build of one site, open for readers.
type generation struct {
	handler http.Handler
	root    *os.Root
	index   *index.Index
	readers sync.WaitGroup
}

func openGeneration(dir string, log *slog.Logger) (*generation, error) {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(filepath.Join(dir, "www"))
	if err != nil {
		return nil, err
	}
	x, err := index.Open(filepath.Join(dir, "index"))
	if err != nil {
		root.Close()
		return nil, err
	}
	h, err := endpoint.New(endpoint.Site{Name: m.Site, WWW: root.FS(), Index: x, Restricted: m.Restricted, Log: log})
	if err != nil {
		root.Close()
		x.Close()
		return nil, err
	}
	return &generation{handler: h, root: root, index: x}, nil
}

// close waits for the last reader.
func (g *generation) close() {
	g.readers.Wait()
	g.index.Close()
	g.root.Close()
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
	g.handler.ServeHTTP(page, r)
	page.finish()
}
