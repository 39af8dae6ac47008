package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"sync"

	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// press prints a few pages into memory. It keeps a project of Hugo's ready that has the settings and the layouts of the last one and no page
// yet, for to read these takes Hugo longer than to print a page.
type press struct {
	ready chan *project // has room for one; nil before the first
}

// project is a project of Hugo's that is open.
type project struct {
	settings []byte
	layouts  []file
	files    afero.Fs
	sites    *hugolib.HugoSites
	to       *gathered
	log      bytes.Buffer
}

// gathered keeps what is printed.
type gathered struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (g *gathered) Write(name string, data []byte) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.files[name] = bytes.Clone(data)
	return nil
}

func newProject(p *printer) (*project, error) {
	made := &project{layouts: p.layouts, to: &gathered{files: map[string][]byte{}}}
	var err error
	if made.settings, err = json.Marshal(p.config()); err != nil {
		return nil, err
	}
	if made.files, err = p.project(nil); err != nil {
		return nil, err
	}
	if err := made.files.MkdirAll(path.Join(workingDir, "content"), 0o755); err != nil {
		return nil, err
	}
	made.sites, err = open(made.files, publishedTo(made.to), &made.log)
	return made, err
}

// is says whether a project is what a printer would make.
func (j *project) is(p *printer) bool {
	settings, err := json.Marshal(p.config())
	return err == nil && bytes.Equal(settings, j.settings) &&
		slices.EqualFunc(j.layouts, p.layouts, func(a, b file) bool { return a.name == b.name && bytes.Equal(a.data, b.data) })
}

// printed is the text of each page by its address.
func (s *press) printed(p *printer, pages []sheet) (map[string][]byte, error) {
	j := s.take(p)
	if j == nil {
		var err error
		if j, err = newProject(p); err != nil {
			return nil, templateError(err, "", pages)
		}
	}
	defer j.sites.Close()
	all, err := j.print(pages)
	s.prepare(p)
	return all, err
}

func (j *project) print(pages []sheet) (map[string][]byte, error) {
	for i, pg := range pages {
		if err := afero.WriteFile(j.files, path.Join(workingDir, contentName(i)), pg.front, 0o644); err != nil {
			return nil, err
		}
	}
	if err := j.sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
		return nil, templateError(err, j.log.String(), pages)
	}
	all := map[string][]byte{}
	for _, pg := range pages {
		text, ok := j.to.files[pg.file()]
		if !ok {
			return nil, fmt.Errorf("layouts/%s.html renders the page %s to nothing", pg.layout, pg.path)
		}
		all[pg.path] = text
	}
	return all, nil
}

// take is the project that is ready, if it is one for the printer; nil for none.
func (s *press) take(p *printer) *project {
	j := s.last()
	if j != nil && !j.is(p) {
		j.sites.Close()
		return nil
	}
	return j
}

// last waits for the project that was to be ready; nil for none.
func (s *press) last() *project {
	if s.ready == nil {
		return nil
	}
	j := <-s.ready
	s.ready = nil
	return j
}

// prepare makes another project ready for the next time.
func (s *press) prepare(p *printer) {
	ready := make(chan *project, 1)
	s.ready = ready
	go func() {
		j, err := newProject(p)
		if err != nil {
			j = nil // the next one says why
		}
		ready <- j
	}()
}

func (s *press) close() {
	if j := s.last(); j != nil {
		j.sites.Close()
	}
}
