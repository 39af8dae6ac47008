package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
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
	done.Proof.Documents = len(e.Documents()) + len(e.Pages())
	secrets, err := b.secrets(e)
	if err != nil {
		return Audited{}, err
	}
	done.Looked = secrets.Figures()
	done.Search, err = b.search(ctx, secrets, e, o.Dir, func([]audit.Leak) (string, error) { return alone, nil })
	return done, err
}

// audit refuses a site that holds what its audience may not read.
func (b *builder) audit(ctx context.Context, e edition.Edition, tree *generation.Tree) error {
	searching := b.Progress.Stage(e.Site().Name + " audit")
	withheld, err := b.withheldFrom(e)
	if err != nil {
		return err
	}
	withheld.Remember = b.earlier.remembers()
	done, err := b.auditChanges(ctx, withheld, tree)
	if err == nil && !done {
		err = b.auditWhole(ctx, withheld, tree)
	}
	if err != nil {
		return err
	}
	searching.Done("nothing above %s found", b.archive.Rules.Policy.Name(e.Site().Clearance.Level()))
	return nil
}

// auditWhole searches all of a site.
func (b *builder) auditWhole(ctx context.Context, withheld audit.Options, tree *generation.Tree) error {
	secrets := audit.Withheld(withheld)
	if secrets.None() {
		b.keepSecrets(withheld.Edition, nil)
		return nil
	}
	scratch, err := os.MkdirTemp("", "minutebook-audit-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	e := withheld.Edition
	found, err := b.search(ctx, secrets, e, tree.Dir(), func(leaks []audit.Leak) (string, error) { return b.aloneIn(ctx, e, scratch, leaks) })
	if err == nil && len(found.Leaks) > 0 {
		err = LeakError(found.Leaks)
	}
	if err == nil {
		b.keepSecrets(e, secrets)
		secrets.Keep(audits{b.earlier, e.Site()}, func() [sha256.Size]byte { return tree.Sum(publish.ManifestFile) })
	}
	return err
}

// auditChanges searches what changed since an audit that found nothing; done is false where that cannot prove that nothing is in the whole.
func (b *builder) auditChanges(ctx context.Context, withheld audit.Options, tree *generation.Tree) (done bool, err error) {
	before, ok := tree.Former(publish.ManifestFile)
	if !ok || !withheld.Remember {
		return false, nil
	}
	e, changed := withheld.Edition, tree.Changed()
	u, ok, err := audit.GoOn(withheld, audits{b.earlier, e.Site()}, before, changed, func() (audit.Own, error) { return b.own(ctx, e) })
	if err != nil || !ok {
		return false, err
	}
	former := func(name string) []byte {
		if slices.Contains(u.Files, name) {
			return nil
		}
		return tree.ReadFormer(name)
	}
	for _, part := range []struct {
		secrets *audit.Secrets
		files   func() []string
		former  func(name string) []byte
	}{
		{u.Secrets, func() []string { return slices.Concat(changed, u.Files) }, former},
		{u.Suspects, func() []string { return unpacked(tree.Names(), changed) }, nil},
	} {
		if part.secrets == nil {
			continue
		}
		found, err := leaksIn(part.secrets, tree.Dir(), part.files(), part.former)
		if err != nil || len(found.Leaks) > 0 {
			return false, err
		}
	}
	if u.Secrets != nil {
		b.keepSecrets(e, u.Secrets)
	}
	u.Keep(func() [sha256.Size]byte { return tree.Sum(publish.ManifestFile) })
	return true, nil
}

// unpacked are files without the packings that are as they were, as are what they were made of: such a packing says what its file says.
func unpacked(names, changed []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		of, packed := audit.Packed(name)
		return packed && !among(changed, name) && !among(changed, of)
	})
}

// among looks into a sorted list.
func among(sorted []string, name string) bool {
	_, ok := slices.BinarySearch(sorted, name)
	return ok
}

// audits remembers audits of a site.
type audits struct {
	earlier *earlier
	site    policy.Site
}

func (a audits) Load(name string) []byte { return a.earlier.load(a.site, name) }

func (a audits) Store(name string, data func() []byte) { a.earlier.later(a.site, name, data) }

// search looks for secrets in a site's folder, its index included. Words that the program puts together anew on a site with
// documents, such as a heading of its own, are told from those of withheld text by a build from the permitted sources
// alone, which alone makes; it is asked for only when something was found.
func (b *builder) search(ctx context.Context, secrets *audit.Secrets, e edition.Edition, dir string, alone func(found []audit.Leak) (string, error)) (audit.Report, error) {
	if err := b.permitOwn(ctx, secrets, e); err != nil {
		return audit.Report{}, err
	}
	found, err := leaks(secrets, dir)
	if err != nil || len(found.Leaks) == 0 {
		return found, err
	}
	at, err := alone(found.Leaks)
	if err != nil {
		return audit.Report{}, err
	}
	if err := permitAlone(secrets, at); err != nil {
		return audit.Report{}, err
	}
	return leaks(secrets, dir)
}

func permitAlone(secrets *audit.Secrets, dir string) error {
	if err := secrets.PermitFolder(dir); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, indexFolder)); errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was found in it
	}
	x, err := index.Open(filepath.Join(dir, indexFolder))
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
