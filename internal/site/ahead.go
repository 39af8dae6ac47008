package site

import (
	"slices"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/record"
)

// Ahead prints single pages of a site ahead of its next build: those that are functions of the record and of what hardly ever changes
// with a document, which it keeps (layouts, static files, where former addresses lead). Such a page has the bytes that Render gives it.
// Pages that say which tables or feeds there are have to wait. It is for one goroutine.
type Ahead struct {
	options Options
	assets  assets
	layouts []file
	moved   []string // addresses that lead to pages
	builder *builder // of the last record; nil before the first
	press   press
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
	b := a.builderOf(e, r)
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
	return a.press.printed(&printer{layouts: a.layoutsOf(sheets), frame: b.frame(a.assets), words: b.words.Texts()}, sheets)
}

// Close lets go of what is kept ready.
func (a *Ahead) Close() { a.press.close() }

// builderOf is a builder for a record. That of a record whose documents alone were exchanged for others of the same level, links and
// records stays, but for what it read of their texts.
func (a *Ahead) builderOf(e edition.Edition, r *record.Record) *builder {
	if a.builder == nil || a.builder.record != r {
		o := a.options
		o.Record, o.Edition = r, e
		a.builder = newBuilder(o)
		for _, from := range a.moved {
			a.builder.known[from] = true
		}
	}
	a.builder.parts = nil
	return a.builder
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
