package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	builtin "minutebook"
	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// ErrNoBuild is the cause when a folder that is to be audited is no finished site: finding nothing in it
// would prove nothing.
var ErrNoBuild = errors.New("not a finished site")

// shownLeaks is how many leaks are printed: one is enough to refuse a build.
const shownLeaks = 20

// LeakError are the places of a site that hold what its audience may not read. It holds no words.
type LeakError []audit.Leak

func (e LeakError) Error() string {
	lines := []string{fmt.Sprintf("withheld text was found in %d places; nothing was published", len(e))}
	for _, l := range e[:min(len(e), shownLeaks)] {
		lines = append(lines, l.String())
	}
	if more := len(e) - shownLeaks; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// AuditOptions say what is to be audited.
type AuditOptions struct {
	Archive string
	Site    string // a name of the archive's policy, which has the clearance
	Dir     string // the folder of the finished site
	AsOf    string // the day that it was built for, as in Options
}

// Audited is what an audit came to.
type Audited struct {
	Proof  Proof
	Search audit.Report
	Looked audit.Figures // what was looked for
	Claims string        // the site that the folder's manifest says it is, which nothing but a message believes
}

// Clean says that both parts of the audit found nothing.
func (a Audited) Clean() bool { return len(a.Proof.Differences)+len(a.Search.Leaks) == 0 }

// Audit compares the finished site in a folder with a build from the permitted sources alone, and searches it for
// anything that the site may not show. What it may show is read from the archive, never from the folder.
func Audit(ctx context.Context, o AuditOptions) (Audited, error) {
	manifest, err := publish.ReadManifest(o.Dir)
	if err != nil {
		return Audited{}, fmt.Errorf("%s: %w; name the folder of one site, such as out/public: %w", o.Dir, ErrNoBuild, err)
	}
	a, err := archive.Open(o.Archive)
	if err != nil {
		return Audited{}, err
	}
	defer a.Close()
	sites, err := chosen(a.Rules.Policy, []string{o.Site})
	if err != nil {
		return Audited{}, err
	}
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return Audited{}, err
	}
	scratch, err := os.MkdirTemp("", "minutebook-audit-")
	if err != nil {
		return Audited{}, err
	}
	defer os.RemoveAll(scratch)
	b := builder{Options: Options{AsOf: o.AsOf}, archive: a, sources: sources, moves: movesOf(a)}
	e := edition.Of(sites[0], sources.Documents, a.Rules, a.Files())
	alone, err := b.alone(ctx, e, scratch)
	if err != nil {
		return Audited{}, err
	}
	done := Audited{Claims: manifest.Site}
	if done.Proof, err = compare(o.Dir, alone); err != nil {
		return Audited{}, err
	}
	done.Proof.Documents = len(e.Redacted())
	secrets, err := b.secrets(e)
	if err != nil {
		return Audited{}, err
	}
	done.Looked = secrets.Figures()
	done.Search, err = b.search(ctx, secrets, e, o.Dir, scratch, func() (string, error) { return alone, nil })
	return done, err
}

// audit refuses a site that holds what its audience may not read.
func (b *builder) audit(ctx context.Context, e edition.Edition, dir string) error {
	searching := b.Progress.Stage(e.Site().Name + " audit")
	secrets, err := b.secrets(e)
	if err != nil {
		return err
	}
	if !secrets.None() {
		if err := b.refuse(ctx, secrets, e, dir); err != nil {
			return err
		}
	}
	searching.Done("nothing above %s found", b.archive.Rules.Policy.Name(e.Site().Clearance.Level()))
	return nil
}

func (b *builder) refuse(ctx context.Context, secrets *audit.Secrets, e edition.Edition, dir string) error {
	scratch, err := os.MkdirTemp("", "minutebook-audit-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	found, err := b.search(ctx, secrets, e, dir, scratch, func() (string, error) { return b.alone(ctx, e, scratch) })
	if err == nil && len(found.Leaks) > 0 {
		err = LeakError(found.Leaks)
	}
	return err
}

// search looks for secrets in a site's folder, its index included. Words that the program puts together anew on a site with
// documents, such as a heading of its own, are told from those of withheld text by a build from the permitted sources
// alone, which alone makes; it is asked for only when something was found.
func (b *builder) search(ctx context.Context, secrets *audit.Secrets, e edition.Edition, dir, scratch string, alone func() (string, error)) (audit.Report, error) {
	if err := b.permitOwn(ctx, secrets, e, filepath.Join(scratch, "empty")); err != nil {
		return audit.Report{}, err
	}
	found, err := leaks(secrets, dir)
	if err != nil || len(found.Leaks) == 0 {
		return found, err
	}
	at, err := alone()
	if err != nil {
		return audit.Report{}, err
	}
	if err := permitAlone(secrets, at); err != nil {
		return audit.Report{}, err
	}
	return leaks(secrets, dir)
}

// permitOwn permits what the program writes by itself: the site without any document, and without what
// the settings declare of former addresses. dir is made and removed.
func (b *builder) permitOwn(ctx context.Context, secrets *audit.Secrets, e edition.Edition, dir string) error {
	defer os.RemoveAll(dir)
	empty := edition.Of(e.Site(), nil, b.archive.Rules, nil)
	quiet := *b
	quiet.Progress, quiet.moves, quiet.fates, quiet.earlier = nil, site.Moves{}, nil, nil
	if err := quiet.pages(ctx, empty, record.Link(empty), index.Content{}, generation.New(dir, nil)); err != nil {
		return err
	}
	if err := secrets.PermitFolder(dir, false); err != nil {
		return err
	}
	secrets.PermitWords(ofDocuments)
	return b.permitLayouts(secrets)
}

// ofDocuments is what neither layouts nor catalogues have, and sites with documents do: the status of a meeting in calendars. A word
// that is missing here costs a build from the permitted sources; it is no leak.
const ofDocuments = "confirmed"

// permitLayouts permits what layouts and catalogues say of documents, which no site without any shows.
func (b *builder) permitLayouts(secrets *audit.Secrets) error {
	texts, err := json.Marshal(b.archive.Words)
	if err != nil {
		return err
	}
	secrets.PermitWords(string(texts))
	for _, l := range b.archive.Rules.Policy.Levels() {
		rung, _ := b.archive.Rules.Policy.Rung(l)
		secrets.PermitWords(rung.Band)
	}
	layouts := b.archive.Layouts(builtin.Layouts())
	return fs.WalkDir(layouts, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(layouts, name)
		secrets.PermitWords(string(text))
		return err
	})
}

func permitAlone(secrets *audit.Secrets, dir string) error {
	if err := secrets.PermitFolder(dir, true); err != nil {
		return err
	}
	x, err := index.Open(filepath.Join(dir, "index"))
	if err != nil {
		return err
	}
	defer x.Close()
	return errors.Join(
		secrets.PermitDump(func(visit func(place, text string)) error { return dumped(x, visit) }),
		secrets.PermitStems(func(visit func(place, stem string)) error { return stemmed(x, visit) }))
}

// chosen are the sites of the given names, in the order of the policy; nil names are all.
func chosen(p policy.Policy, names []string) ([]policy.Site, error) {
	var all []policy.Site
	for _, s := range p.Sites {
		if len(names) == 0 || slices.Contains(names, s.Name) {
			all = append(all, s)
		}
	}
	for _, n := range names {
		if _, ok := p.Site(n); !ok {
			var known []string
			for _, s := range p.Sites {
				known = append(known, s.Name)
			}
			return nil, fmt.Errorf("%w: %q; the archive has %s", ErrUnknownSite, n, strings.Join(known, ", "))
		}
	}
	return all, nil
}
