package build

import (
	"path"
	"slices"
	"sync"

	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/publish"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// Ahead is what a build leaves in memory for whoever is to see a change before the next build is done: of each site its edition, and
// what it takes to print single pages. It holds what every site may show, and the archive open until Close.
//
// What it prints is made as a build makes it: the changed documents are read and cut for the audience of the site, linked with the
// others, and the pages are those of that record. The audit has a first look at them: for all that it looked for in the last build.
// A document of which other lines are withheld than in that build waits for the next one, whose audit knows them. What its audience may
// read of a document that was saved is no secret, as it will be none in the next build, whoever else says it where it is withheld.
type Ahead struct {
	archive *archive.Archive
	asOf    string

	mu      sync.Mutex
	sources map[string]edition.Source // by file
	sites   map[string]*siteAhead
}

type siteAhead struct {
	edition edition.Edition           // with the documents that were taken in
	sources map[string]edition.Source // of those, by file
	record  *record.Follower
	pages   *site.Ahead
	audited bool
	secrets *audit.Secrets // nil where nothing is withheld
}

// holds says whether a page of an edition may hold what is withheld from the site.
func (s *siteAhead) holds(e edition.Edition, address string, text []byte) bool {
	return !s.audited || s.secrets != nil && s.secrets.In(path.Join("www", address, "index.html"), text, s.anew(e)...)
}

// anew are the documents of an edition that were written since the build.
func (s *siteAhead) anew(e edition.Edition) (all []edition.Document) {
	changed, _ := e.Replaced(s.edition)
	for _, i := range changed {
		all = append(all, e.Documents()[i])
	}
	return all
}

// Close lets go of the archive. Pages has nothing then.
func (a *Ahead) Close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sites != nil {
		for _, s := range a.sites {
			s.pages.Close()
		}
		a.sites = nil
		a.archive.Close()
	}
}

// Ready does what takes long the first time, for pages of a site that somebody looks at.
func (a *Ahead) Ready(name string, addresses []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if at := a.sites[name]; at != nil {
		_, _ = at.pages.Pages(at.edition, a.linked(at, at.edition), addresses) // whoever saves something is told what fails
	}
}

// linked is the record of an edition of a site.
func (a *Ahead) linked(at *siteAhead, e edition.Edition) *record.Record {
	r := at.record.Link(e)
	if a.asOf != "" && r.AsOf != a.asOf {
		r = r.On(a.asOf)
	}
	return r
}

// Pages are pages of a site, by address, as they are to be once the named documents of the archive, which were saved since the build, are
// taken in: of the named addresses those that can be told. ok is false where there are none: where a document is none of the site, is new,
// gone or at fault, or if with its words its place, its level or its links changed, the next build must tell.
func (a *Ahead) Pages(name string, saved, addresses []string) (pages map[string][]byte, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := a.sites[name]
	if at == nil {
		return nil, false
	}
	if addresses = at.pages.Tells(addresses); len(addresses) == 0 {
		return nil, false
	}
	e, ok := a.replaced(at.edition, saved)
	if !ok {
		return nil, false
	}
	pages, err := at.pages.Pages(e, a.linked(at, e), addresses)
	for address, text := range pages {
		if at.holds(e, address, text) {
			return nil, false
		}
	}
	return pages, err == nil && len(pages) > 0 && a.archive.Err() == nil
}

// replaced is an edition with the saved documents in place of those of their names. None but documents without error are taken in.
func (a *Ahead) replaced(e edition.Edition, saved []string) (edition.Edition, bool) {
	taken := false
	for _, name := range saved {
		s, ok := a.archive.Document(name)
		if !ok || s.Minutes == nil || finding.Count(s.Minutes.Findings, finding.Error) > 0 {
			return e, false
		}
		if e, ok = e.Replace(a.sources[name], s, a.archive.Rules); !ok {
			return e, false
		}
		taken = true
	}
	return e, taken
}

// keepAhead keeps what a site was made of, where somebody asks for it.
func (b *builder) keepAhead(e edition.Edition, r *record.Record) func(*site.Ahead) {
	if b.ahead == nil {
		return nil
	}
	return func(pages *site.Ahead) {
		b.ahead.sites[e.Site().Name] = &siteAhead{edition: e, record: record.Follow(e, r), pages: pages}
	}
}

// keepSecrets keeps what the audit of a site looked for; nil for nothing.
func (b *builder) keepSecrets(e edition.Edition, secrets *audit.Secrets) {
	if b.ahead == nil || b.ahead.sites[e.Site().Name] == nil {
		return
	}
	kept := b.ahead.sites[e.Site().Name]
	if kept.audited = true; secrets != nil {
		kept.secrets = secrets.Ahead()
	}
}

// place puts one site in place before the others are done, where somebody waits for it.
func (b *builder) place(stage *publish.Staging, s Site) error {
	if b.Placed == nil {
		return nil
	}
	if err := b.archive.Err(); err != nil {
		return err
	}
	b.earlier.forgetLast()
	if err := stage.Place(s.Name, func() error { return b.Placed(s) }); err != nil {
		return err
	}
	b.earlier.keep()
	return nil
}

// forgetLast is for a build of which some sites may be put in place and others not.
func (e *earlier) forgetLast() {
	if e != nil {
		_ = e.cache.Forget(e.folder + "/" + lastName)
	}
}

func byFile(sources []edition.Source) map[string]edition.Source {
	all := make(map[string]edition.Source, len(sources))
	for _, s := range sources {
		all[s.File()] = s
	}
	return all
}

// firstOf moves one to the front.
func firstOf[T any](all []T, is func(T) bool) []T {
	i := slices.IndexFunc(all, is)
	if i <= 0 {
		return all
	}
	return slices.Concat(all[i:i+1], all[:i], all[i+1:])
}
