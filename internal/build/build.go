// Package build compiles an archive into its sites: for each site a static site, an index, a manifest and what it shows at
// which level, published together when all of them are complete, searched for what must not be there, and compared with
// what they replace. What would be seen that was withheld before stops it until somebody confirms it; what is shown
// no more is listed for whoever purges caches.
//
// It also audits a finished site: against a build from the permitted sources alone, and by a search.
package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	builtin "minutebook"
	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/hit"
	"minutebook/internal/hosting"
	"minutebook/internal/lookup"
	"minutebook/internal/packing"
	"minutebook/internal/policy"
	"minutebook/internal/progress"
	"minutebook/internal/prose"
	"minutebook/internal/publish"
	"minutebook/internal/record"
	"minutebook/internal/site"
	"minutebook/internal/sitemap"
)

// Options say what to compile, and where to.
type Options struct {
	Archive  string             // the archive's folder
	Out      string             // each site goes to Out/NAME
	Sites    []string           // names; nil for every site of the archive
	Strict   bool               // error findings stop the build
	AsOf     string             // YYYY-MM-DD, the day that "overdue" and "next" count from; "" for that of each site's newest meeting
	AtRoot   bool               // sites are served at the root of a host of ours, whatever their url says, and replace nothing
	NoCache  bool               // know nothing of former builds, and remember nothing for the next
	Progress *progress.Reporter // nil says nothing
	// Confirmed is the hash of the list of exposures that a person let through; "" lets none through.
	Confirmed string
	// PurgeList is the file to which the addresses to purge are added; "" for PurgeFile in Out, or NoFile.
	PurgeList string
	// First is the site that is built first; "" for the order of the policy. Placed, where it is set, is called with each site as soon as
	// that is complete and in place, whatever becomes of the others; what it replaced stands until Placed returns, and comes back after an
	// error. It is for sites AtRoot, which expose nothing that they did not.
	First  string
	Placed func(Site) error
	// Ahead is given at the end what it takes to print single pages ahead of the next build, to be closed by whoever has it; may be nil.
	Ahead func(*Ahead)
}

// Result is what a build came to.
type Result struct {
	Sites    []Site
	Findings []finding.Finding // of the sources and of the editions, sorted
	Purges   []Purge           // sites that no longer show what they showed
	Purge    string            // the file that their addresses were added to
	Forgot   error             // why the archive cannot remember what is withheld from all sites; nil where it does
}

// Site is one site in place.
type Site struct {
	Name string
	Dir  string
}

// ErrUnknownSite is the cause when a site is asked for that the archive does not have.
var ErrUnknownSite = errors.New("no such site")

// ErrOut is the cause when the output folder cannot be where it is asked for.
var ErrOut = errors.New("no place for a build")

// ErrFindings is the cause when a strict build has error findings.
var ErrFindings = errors.New("the sources have errors")

// Run compiles the archive. Until every site is complete nothing below Options.Out changes; after an error
// every site is as it was. The error is a LeakError where a site holds what it must not, an ExposureError where it would show what was
// withheld, and wraps ErrUnknownSite, ErrOut, ErrFindings, or what the archive or the machine says.
func Run(ctx context.Context, o Options) (Result, error) {
	a, err := archive.Open(o.Archive)
	if err != nil {
		return Result{}, err
	}
	var ahead *Ahead
	if o.Ahead != nil {
		ahead = &Ahead{archive: a, asOf: o.AsOf, sites: map[string]*siteAhead{}}
	}
	done := false
	defer func() {
		if ahead == nil || !done {
			a.Close()
		}
	}()
	sites, err := chosen(a.Rules.Policy, o.Sites)
	if err != nil {
		return Result{}, err
	}
	sites = firstOf(sites, func(s policy.Site) bool { return s.Name == o.First })
	if err := apart(o.Archive, o.Out); err != nil {
		return Result{}, err
	}
	if o.AtRoot {
		for i := range sites {
			sites[i].URL = ""
		}
	}
	b := builder{Options: o, archive: a, moves: movesOf(a), fates: fates{}, ahead: ahead}
	if !o.NoCache {
		b.earlier = recall(o.Archive, o.Out)
	}
	inputs, err := inputsOf(a, o, sites, b.earlier.loadWhole(inputsName))
	if err != nil {
		return Result{}, err
	}
	if res, same := b.unchanged(inputs, sites); same {
		o.Progress.Stage("build").Done("nothing changed")
		return res, nil
	}
	if err := b.read(ctx); err != nil {
		return Result{}, err
	}
	if ahead != nil {
		ahead.sources = byFile(b.sources.Documents)
	}
	res, err := b.run(ctx, sites)
	if err == nil {
		b.noteLast(inputs, res.Findings)
		if done = true; ahead != nil {
			o.Ahead(ahead)
		}
	}
	return res, err
}

func (b *builder) read(ctx context.Context) (err error) {
	if b.earlier != nil {
		b.archive.Remember(b.earlier.cache)
	}
	reading := b.Progress.Stage("read")
	if b.sources, err = b.archive.Read(ctx, reading.Update); err != nil {
		return err
	}
	reading.Done("the archive is read")
	return nil
}

type builder struct {
	Options
	archive *archive.Archive
	sources archive.Sources
	moves   site.Moves
	earlier *earlier          // of the sites that are replaced
	fates   fates             // nil where they do not matter
	ahead   *Ahead            // nil where nobody asks for it
	found   []finding.Finding // of the editions
	replacement
}

func (b *builder) run(ctx context.Context, sites []policy.Site) (res Result, err error) {
	stage, err := publish.Stage(b.Out)
	if err != nil {
		return res, err
	}
	defer func() { err = errors.Join(err, stage.Close()) }()
	if b.AtRoot {
		stage.Brief() // a server of ours builds it again
	}
	if err := errors.Join(b.listApart(), b.readFormer()); err != nil {
		return res, err
	}
	var names []string
	for _, s := range sites {
		tree, err := stage.Tree(s.Name, b.earlier.load(s, "files"))
		if err != nil {
			return res, err
		}
		if err := b.site(ctx, s, tree); err != nil {
			return res, fmt.Errorf("site %s: %w", s.Name, err)
		}
		at := Site{s.Name, filepath.Join(b.Out, s.Name)}
		if err := b.place(stage, at); err != nil {
			return res, err
		}
		names = append(names, s.Name)
		res.Sites = append(res.Sites, at)
	}
	res.Findings = merge(b.sources.Findings, b.found, b.fates.findings(b.archive))
	if b.Strict && finding.Count(res.Findings, finding.Error) > 0 {
		return res, ErrFindings
	}
	if err := b.mayExpose(); err != nil {
		return res, err
	}
	if err := b.notePurges(); err != nil {
		return res, err
	}
	res.Purges, res.Purge = b.purges, b.purgeList()
	if err := b.archive.Err(); err != nil {
		return res, err
	}
	if b.Placed == nil {
		if err := stage.Publish(names); err != nil {
			return res, err
		}
	}
	res.Forgot = b.remember()
	b.earlier.keep()
	if len(sites) == len(b.archive.Rules.Policy.Sites) {
		_ = b.archive.Tidy() // else the cache holds what nobody asks for
	}
	return res, nil
}

// site is the whole line from the sources to one audience's site.
func (b *builder) site(ctx context.Context, s policy.Site, tree *generation.Tree) error {
	dir := tree.Dir()
	e, manifest, err := b.write(ctx, s, tree)
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return err
	}
	if err := cmp.Or(b.audit(ctx, e, tree), ctx.Err()); err != nil {
		return err
	}
	if err := publish.Seal(tree, manifest); err != nil {
		return err
	}
	b.earlier.later(s, "files", tree.State)
	return b.compare(e, dir)
}

// write makes all of a site but its manifest, which has the hashes of the files still to come.
func (b *builder) write(ctx context.Context, s policy.Site, tree *generation.Tree) (edition.Edition, publish.Manifest, error) {
	linking := b.Progress.Stage(s.Name + " edition")
	e := edition.Of(s, b.sources.Documents, b.archive.Rules, b.archive.Files())
	if err := ctx.Err(); err != nil {
		return e, publish.Manifest{}, err
	}
	b.found = append(b.found, e.Findings()...)
	whole := e
	if b.ahead == nil { // which links it again
		b.shows(e) // names documents by their meetings
		e = e.Lean()
	}
	r := record.Link(whole) // of which nobody holds the documents any more, so that each can go once it is read
	if b.AsOf != "" {
		r = r.On(b.AsOf)
	}
	b.done(linking, s, "linked", "%s, %s", prose.Count(len(r.Meetings), "meeting", "meetings"), prose.Count(len(r.Actions), "action", "actions"))

	beside := b.besides(r, tree)
	if b.goesOn(s) { // else its memory comes on top of what an index takes
		beside.begin()
	}
	index, err := b.find(r, tree)
	if err != nil {
		return e, publish.Manifest{}, errors.Join(err, beside.stop())
	}
	if err := errors.Join(b.pages(ctx, e, r, tree, beside), index.wait()); err != nil {
		return e, publish.Manifest{}, err
	}
	if err := tree.AdoptRest(); err != nil {
		return e, publish.Manifest{}, err
	}
	if err := b.pack(ctx, s, tree); err != nil {
		return e, publish.Manifest{}, err
	}
	b.earlier.later(s, "index", func() []byte { return b.archive.Settings[:] })
	if err = b.writeLevels(e, tree); err == nil {
		err = errors.Join(tree.AdoptRest(), tree.Sweep())
	}
	return e, publish.Manifest{
		Site:      s.Name,
		Title:     b.archive.Title,
		URL:       strings.TrimRight(s.URL, "/"),
		Clearance: b.archive.Rules.Policy.Name(s.Clearance.Level()),
		Online:    !b.archive.Rules.Policy.Restricted(s),
		Base:      s.Base(),
		Edition:   e.Hash(),
		Index:     index.hash,
	}, err
}

// lookups writes what the search needs without a server, and says what there is to find.
func (b *builder) lookups(r *record.Record, tree *generation.Tree) (index.Content, error) {
	found := hit.Content(r, b.archive.Words)
	return found, lookup.Write(found, tree.Below("www"))
}

// pages writes the web root (pages, and what is beside them), and beside it the words of whoever serves it.
func (b *builder) pages(ctx context.Context, e edition.Edition, r *record.Record, tree *generation.Tree, beside *besides) error {
	rendering := b.Progress.Stage(r.Site.Name + " pages")
	headers := hosting.File(r.Site.Base(), b.archive.Rules.Policy.Restricted(r.Site))
	if err := tree.Write("www/"+hosting.FileName, headers); err != nil { // before an archive's own
		return err
	}
	beside.begin()
	if err := beside.stop(); err != nil {
		return err
	}
	if err := b.archive.Words.Write(tree.Dir()); err != nil {
		return err
	}
	var became site.Moved
	err := site.Render(ctx, site.Options{
		Record:   r,
		Edition:  e,
		Policy:   b.archive.Rules.Policy,
		Look:     b.look(),
		Layouts:  b.archive.Layouts(builtin.Layouts()),
		Static:   b.archive.Static(builtin.Static()),
		Content:  b.archive.Files(),
		Data:     beside.tables,
		Feeds:    beside.news,
		Out:      tree.Below("www"),
		Rules:    b.archive.Rules,
		Progress: rendering.Update,
		Moves:    b.moves,
		Settings: b.archive.Settings,
		Former:   b.earlier.load(r.Site, "pages"),
		Remember: func(data []byte) { b.earlier.later(r.Site, "pages", func() []byte { return data }) },
		Moved:    func(m site.Moved) { became = m },
		Ahead:    b.keepAhead(e, r),
	})
	if err != nil {
		return err
	}
	if b.fates != nil {
		b.fates[r.Site.Name] = became.Fates
	}
	if err := sitemap.Write(r, b.archive.Rules.Policy, became.List, tree.Below("www")); err != nil {
		return err
	}
	rendering.Done("written")
	return former.Write(tree.Below("."), became.List)
}

func (b *builder) look() site.Look {
	l := site.Look{Title: b.archive.Title, Description: b.archive.Description, Language: b.archive.Language,
		Accent: b.archive.Accent, About: b.archive.About, Kinds: b.archive.Kinds(), Words: b.archive.Words}
	if logo := b.archive.Logo; logo != nil {
		l.Logo = &site.Logo{File: logo.File, Dark: logo.Dark, Alt: logo.Alt, Width: logo.Width, Height: logo.Height}
	}
	for _, f := range b.archive.Footer {
		l.Footer = append(l.Footer, site.Link{Text: f.Text, Href: f.URL})
	}
	return l
}

// pack writes the text files of a finished web root once more, as browsers unpack them. A host of ours changes its pages as
// they go out, so it has no use for them.
func (b *builder) pack(ctx context.Context, s policy.Site, tree *generation.Tree) error {
	if b.AtRoot {
		return nil
	}
	stage := b.Progress.Stage(s.Name + " packed")
	f, err := packing.Write(ctx, tree, stage.Update)
	if err == nil {
		b.done(stage, s, "written", "%s of %d KB in %d KB", prose.Count(int(f.Files), "file", "files"), f.Bytes>>10, f.Least>>10)
	}
	return err
}

// apart refuses to write sites among the sources: they would be read as sources, or replace them.
func apart(dir, out string) error {
	for _, name := range []string{"content", "layouts", "static"} {
		if within(filepath.Join(dir, name), out) {
			return fmt.Errorf("%w: %s lies among the sources of the archive; choose a folder beside them", ErrOut, out)
		}
	}
	return nil
}

// within says whether a place is a folder or lies below it.
func within(folder, place string) bool {
	top, err := filepath.Abs(folder)
	at, more := filepath.Abs(place)
	if err != nil || more != nil {
		return false
	}
	rel, err := filepath.Rel(top, at)
	return err == nil && filepath.IsLocal(rel)
}

// merge puts findings together, each once: several sites may share one.
func merge(lists ...[]finding.Finding) []finding.Finding {
	seen := map[finding.Finding]bool{}
	var all []finding.Finding
	for _, list := range lists {
		for _, f := range list {
			if !seen[f] {
				seen[f] = true
				all = append(all, f)
			}
		}
	}
	finding.Sort(all)
	return all
}
