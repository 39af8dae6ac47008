package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
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

// Audit searches the finished site in dir for anything that the named site of the archive may not show.
// What the site may show is read from the archive, never from dir.
func Audit(ctx context.Context, archiveDir, name, dir string) ([]audit.Leak, error) {
	if _, err := publish.ReadManifest(dir); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", dir, ErrNoBuild, err)
	}
	a, err := archive.Open(archiveDir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	sites, err := chosen(a.Rules.Policy, []string{name})
	if err != nil {
		return nil, err
	}
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "minutebook-audit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	b := builder{archive: a, sources: sources}
	own, err := b.ownWords(ctx, sites[0], filepath.Join(scratch, "empty"))
	if err != nil {
		return nil, err
	}
	e := edition.Of(sites[0], sources.Documents, a.Rules, a.Files())
	return Leaks(b.secrets(sites[0], e, own), dir)
}

// Leaks searches a site's folder, its index included.
func Leaks(secrets *audit.Secrets, dir string) ([]audit.Leak, error) {
	leaks, err := secrets.Search(dir, segment)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, "index")); errors.Is(err, os.ErrNotExist) {
		return leaks, nil
	}
	x, err := index.Open(filepath.Join(dir, "index"))
	if err != nil {
		return nil, err
	}
	defer x.Close()
	found, err := secrets.SearchDump(func(visit func(place, text string)) error {
		return errors.Join(
			x.Terms(func(field, term string) error { visit("index: terms of "+field, term); return nil }),
			x.Stored(func(_, field, value string) error { visit("index: stored "+field, value); return nil }))
	})
	return append(leaks, found...), err
}

// segment says whether a file is one of bleve's own, whose terms and stored fields Leaks reads through the
// index. Whatever else lies beside them is searched as a file.
func segment(rel string) bool {
	ok, err := path.Match("index/store/*.zap", rel)
	return ok && err == nil || rel == "index/store/root.bolt"
}

// secrets are what a site must not hold. The reasons that its audience may read, with the addresses they are of,
// are no secret; the others are.
func (b *builder) secrets(s policy.Site, e edition.Edition, own []string) *audit.Secrets {
	var notices []audit.Notice
	for _, w := range b.archive.Withdrawn {
		if s.Clearance.Permits(w.Level) {
			own = append(own, w.Reason, strings.ReplaceAll(w.Address, "/", " / "))
		} else {
			notices = append(notices, audit.Notice{File: archive.ConfigFile, Line: w.Line, Text: w.Reason})
		}
	}
	return audit.Withheld(b.sources.Documents, e, own, notices...)
}

// ownWords is what the program writes by itself: the pages of the same site without any document, and without what
// the settings declare of former addresses. dir is made and removed.
func (b *builder) ownWords(ctx context.Context, s policy.Site, dir string) ([]string, error) {
	defer os.RemoveAll(dir)
	empty := edition.Of(s, nil, b.archive.Rules, nil)
	quiet := *b
	quiet.Progress, quiet.moves, quiet.fates = nil, site.Moves{}, nil
	if err := quiet.pages(ctx, empty, record.Link(empty), dir); err != nil {
		return nil, err
	}
	return audit.Texts(dir)
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
