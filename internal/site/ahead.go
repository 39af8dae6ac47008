package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"minutebook/internal/edition"
	"minutebook/internal/record"
)

// Ahead prints single pages of a site ahead of its next build: those that are functions of the record and of what hardly ever changes
// with a document, which it keeps (layouts, static files, where former addresses lead). Such a page has the bytes that Render gives it.
// Pages that say which tables or feeds there are have to wait.
type Ahead struct {
	options Options
	assets  assets
	layouts []file
	moved   []string        // addresses that lead to pages
	waits   map[string]bool // addresses of pages that only a build can tell: those waiting, and those that say what became of parts of them
}

func newAhead(o Options, files assets, pages []page, s *settling, p *printer) *Ahead {
	a := &Ahead{assets: files, layouts: p.layouts, waits: map[string]bool{}}
	for _, pg := range pages {
		if slices.Contains(waiting, pg.layout) {
			a.waits[pg.path] = true
		}
	}
	for from := range s.list.Redirects {
		a.moved = append(a.moved, from)
	}
	for at := range s.former {
		a.waits[at] = true
	}
	a.options = Options{Policy: o.Policy, Rules: o.Rules, Look: o.Look}
	return a
}

// waiting are the layouts of pages that name tables or feeds, which only a build writes.
var waiting = []string{"front", "group", "owner", "register", "glossary", "feeds"}

// Tells are those of the named addresses that may be told ahead.
func (a *Ahead) Tells(addresses []string) []string {
	return slices.DeleteFunc(slices.Clone(addresses), func(at string) bool { return a.waits[at] })
}

// Pages are those pages of a record, out of the named addresses, that can be told ahead, by address. The edition is that of the record. An
// error names the template and the page.
func (a *Ahead) Pages(e edition.Edition, r *record.Record, addresses []string) (map[string][]byte, error) {
	o := a.options
	o.Record, o.Edition = r, e
	b := newBuilder(o)
	for _, from := range a.moved {
		b.known[from] = true
	}
	var sheets []sheet
	for _, pg := range b.pagesAt(addresses) {
		if a.waits[pg.path] || slices.Contains(waiting, pg.layout) {
			continue
		}
		s, err := sheetOf(pg)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return nil, nil
	}
	p := &printer{layouts: a.layoutsOf(sheets), frame: b.frame(a.assets), words: b.words.Texts()}
	return p.printed(sheets)
}

// pagesAt are the pages of the named addresses, as far as there are any.
func (b *builder) pagesAt(addresses []string) []page {
	wanted := map[string]bool{}
	for _, at := range addresses {
		wanted[at] = true
	}
	var found []page
	take := func(all []page) {
		for _, pg := range all {
			if wanted[pg.path] {
				found = append(found, pg)
				delete(wanted, pg.path)
			}
		}
	}
	for _, m := range b.meetings() {
		for at := range wanted {
			if strings.HasPrefix(at, m.Path) {
				take(b.pagesOf(m))
			}
		}
	}
	if len(wanted) > 0 {
		take(b.all())
	}
	return found
}

// layoutsOf leaves out the layouts of other kinds of pages, which would be read for nothing.
func (a *Ahead) layoutsOf(sheets []sheet) []file {
	used := map[string]bool{}
	for _, s := range sheets {
		used[s.layout+".html"] = true
	}
	var all []file
	for _, l := range a.layouts {
		if strings.Contains(l.name, "/") || l.name == "baseof.html" || used[l.name] {
			all = append(all, l)
		}
	}
	return all
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

// printed prints pages into memory.
func (p *printer) printed(pages []sheet) (map[string][]byte, error) {
	project, err := p.project(pages)
	if err != nil {
		return nil, err
	}
	var log bytes.Buffer
	to := &gathered{files: map[string][]byte{}}
	if err := p.build(project, publishedTo(to), &log); err != nil {
		return nil, templateError(err, log.String(), pages)
	}
	all := map[string][]byte{}
	for _, pg := range pages {
		text, ok := to.files[pg.file()]
		if !ok {
			return nil, fmt.Errorf("layouts/%s.html renders the page %s to nothing", pg.layout, pg.path)
		}
		all[pg.path] = text
	}
	return all, nil
}
