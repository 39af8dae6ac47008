package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// alone builds the site of an edition from nothing but what its audience may read, and says where it is: the edition's
// files, the papers that they link to and the settings that the audience may know, written as an archive of their own below
// scratch, with the archive's own layouts and static files. An edition of nothing gives a site that says so.
func (b *builder) alone(ctx context.Context, e edition.Edition, scratch string) (dir string, err error) {
	dir = filepath.Join(scratch, "site")
	return dir, b.permitted(ctx, e, scratch, func(other *builder, s policy.Site) error {
		_, manifest, err := other.write(ctx, s, generation.New(dir, nil))
		if err != nil {
			return err
		}
		return publish.WriteManifest(dir, manifest)
	})
}

// aloneIn is alone for what the program writes where something was found: pages and tables, and the index if it is one of these places.
// Nothing is packed, for a packing says what its file says.
func (b *builder) aloneIn(ctx context.Context, e edition.Edition, scratch string, found []audit.Leak) (dir string, err error) {
	looking := b.Progress.Stage(e.Site().Name + " audit, second look")
	dir = filepath.Join(scratch, "site")
	indexed := slices.ContainsFunc(found, func(l audit.Leak) bool { return strings.HasPrefix(l.Path, indexFolder) })
	err = b.permitted(ctx, e, scratch, func(other *builder, s policy.Site) error {
		e := edition.Of(s, other.sources.Documents, other.archive.Rules, other.archive.Files())
		r := record.Link(e)
		e = e.Lean()
		if b.AsOf != "" {
			r = r.On(b.AsOf)
		}
		tree := generation.New(dir, nil)
		found, err := other.lookups(r, tree)
		if err == nil && indexed {
			_, err = other.indexing(s, found, tree)
		}
		if err != nil {
			return err
		}
		return other.pages(ctx, e, r, tree, other.besides(r, tree))
	})
	if err == nil {
		looking.Done("what the site says by itself is told from what it must not")
	}
	return dir, err
}

// permitted calls f with an archive of what the readers of an edition may know.
func (b *builder) permitted(ctx context.Context, e edition.Edition, scratch string, f func(other *builder, s policy.Site) error) error {
	root := filepath.Join(scratch, "archive")
	if err := b.writePermitted(e, root); err != nil {
		return fmt.Errorf("write the permitted sources: %w", err)
	}
	a, err := archive.Open(root)
	if err != nil {
		return err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil && !errors.Is(err, archive.ErrNoMinutes) {
		return err
	}
	s, ok := a.Rules.Policy.Site(e.Site().Name)
	if !ok {
		return fmt.Errorf("%w: %q", ErrUnknownSite, e.Site().Name)
	}
	s.URL = e.Site().URL // a build at the root of a host of ours has none
	return f(&builder{Options: Options{AsOf: b.AsOf}, archive: a, sources: sources, moves: movesOf(a)}, s)
}

func (b *builder) writePermitted(e edition.Edition, root string) error {
	if _, err := fs.Stat(b.archive.Files(), "content"); err == nil {
		if err := os.MkdirAll(filepath.Join(root, "content"), 0o700); err != nil {
			return err
		}
	}
	for _, d := range e.Documents() { // one text at a time
		r := d.Redacted()
		if err := putFile(root, r.File, r.Text); err != nil {
			return err
		}
	}
	for _, r := range e.RedactedPages() {
		if err := putFile(root, r.File, r.Text); err != nil {
			return err
		}
	}
	for _, f := range e.Files() {
		if err := b.copyFile(f.Source, root); err != nil {
			return err
		}
	}
	for _, dir := range []string{"layouts", "static"} {
		if err := b.copyFolder(dir, root); err != nil {
			return err
		}
	}
	told, err := b.told(e)
	if err != nil {
		return err
	}
	settings, err := b.archive.Redacted(told.redirect, told.withdrawal)
	if err != nil || settings == nil {
		return err
	}
	return putFile(root, archive.ConfigFile, settings)
}

func putFile(root, name string, data []byte) error {
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}

func (b *builder) copyFile(name, root string) error {
	data, err := fs.ReadFile(b.archive.Files(), name)
	if err != nil {
		return err
	}
	return putFile(root, name, data)
}

// copyFolder copies files, and what links to files lead to, for that is what a build reads.
func (b *builder) copyFolder(dir, root string) error {
	if info, err := fs.Stat(b.archive.Files(), dir); err != nil || !info.IsDir() {
		return nil
	}
	return fs.WalkDir(b.archive.Files(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := fs.Stat(b.archive.Files(), name); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		return b.copyFile(name, root)
	})
}

// told are the declarations of former addresses that the readers of a site may know of.
type told struct {
	edition edition.Edition
	fates   map[string]site.Fate
}

// told finds out what becomes of each declaration on the site of an edition.
func (b *builder) told(e edition.Edition) (told, error) {
	if len(b.archive.Redirects)+len(b.archive.Withdrawn) == 0 {
		return told{}, nil
	}
	fates, err := site.Fates(site.Options{Record: record.Link(e), Edition: e, Policy: b.archive.Rules.Policy, Rules: b.archive.Rules, Moves: movesOf(b.archive)})
	return told{e, fates}, err
}

// redirect says whether the site tells of a redirect. Whether one that leads to no page leaves anything cannot be told here.
func (t told) redirect(r archive.Redirect) bool {
	return t.fates[r.From] == site.Told ||
		t.fates[r.From] == site.Nowhere && !isPage(r.To) && t.edition.Site().Clearance.Permits(r.Level)
}

func (t told) withdrawal(w archive.Withdrawal) bool {
	return t.edition.Site().Clearance.Permits(w.Level)
}
