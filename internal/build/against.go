package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
	"minutebook/internal/record"
)

// Against compares a former build, or one site of it, with what the next build of the archive would be, and has a
// finding for each address that would be dropped without the archive declaring what became of it. The sites of
// the next build are rendered into a folder of their own that is removed again. The findings are for those who
// may read all of the archive.
func Against(ctx context.Context, dir, out string) ([]finding.Finding, error) {
	before, err := formerSites(out)
	if err != nil {
		return nil, err
	}
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "minutebook-against-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	c := newComparison(a, sources)
	for _, name := range inOrder(a.Rules.Policy, before) {
		if err := c.compare(ctx, name, before[name], filepath.Join(scratch, name)); err != nil {
			return nil, fmt.Errorf("site %s: %w", name, err)
		}
	}
	return c.findings(), nil
}

// inOrder are the names of sites as the policy lists them, and after them those that it does not have.
func inOrder(p policy.Policy, sites map[string]addresses) []string {
	var names []string
	for _, s := range p.Sites {
		if sites[s.Name] != nil {
			names = append(names, s.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sites)) {
		if _, ok := p.Site(name); !ok {
			names = append(names, name)
		}
	}
	return names
}

// formerSites are the addresses of each site in a folder of sites, or of the one site that it is.
func formerSites(out string) (map[string]addresses, error) {
	sites := map[string]addresses{}
	below, err := filepath.Glob(filepath.Join(out, "*", publish.ManifestFile))
	if err != nil {
		return nil, err
	}
	for _, file := range append(below, filepath.Join(out, publish.ManifestFile)) {
		m, err := publish.ReadManifest(filepath.Dir(file))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", filepath.Dir(file), ErrNoBuild, err)
		}
		if sites[m.Site], err = addressesBelow(filepath.Join(filepath.Dir(file), "www")); err != nil {
			return nil, err
		}
	}
	if len(sites) == 0 {
		return nil, fmt.Errorf("%s: %w: it holds no %s, nor does a folder in it", out, ErrNoBuild, publish.ManifestFile)
	}
	return sites, nil
}

// comparison gathers what the next build would drop.
type comparison struct {
	builder
	withdrawn former.List          // pages that are declared withdrawn, for whichever site
	parts     map[loss]bool        // the same of paragraphs and items
	next      map[string]addresses // by site
	lost      map[loss][]string    // with the sites that lose it
	files     map[string]string    // documents, by the address of the page that each became
	gone      []finding.Finding    // of whole sites
}

// loss is one address that would be dropped.
type loss struct{ page, fragment string }

func (l loss) String() string {
	if l.fragment == "" {
		return l.page
	}
	return l.page + "#" + l.fragment
}

func newComparison(a *archive.Archive, sources archive.Sources) *comparison {
	c := &comparison{builder: builder{archive: a, sources: sources, moves: movesOf(a)}, parts: map[loss]bool{},
		next: map[string]addresses{}, lost: map[loss][]string{}, files: map[string]string{}}
	for _, w := range a.Withdrawn {
		if at, fragment, part := strings.Cut(w.Address, "#"); part {
			c.parts[loss{former.Page(at), fragment}] = true
		} else {
			c.withdrawn.Withdrawn = append(c.withdrawn.Withdrawn, former.Page(at))
		}
	}
	slices.Sort(c.withdrawn.Withdrawn)
	return c
}

func (c *comparison) compare(ctx context.Context, name string, before addresses, dir string) error {
	s, ok := c.archive.Rules.Policy.Site(name)
	if !ok {
		c.gone = append(c.gone, finding.Finding{File: archive.ConfigFile, Code: "address-dropped", Severity: finding.Error,
			Message: fmt.Sprintf("the archive has no site %s any more: each of its %d addresses would be dropped", name, len(before)),
			Hint:    "keep it among sites, or tell its readers where to go"})
		return nil
	}
	e := edition.Of(s, c.sources.Documents, c.archive.Rules, c.archive.Files())
	r := record.Link(e)
	tree := generation.New(dir, nil)
	if _, err := c.lookups(r, tree); err != nil {
		return err
	}
	if err := c.pages(ctx, e, r, tree, c.besides(r, tree)); err != nil {
		return err
	}
	next, err := addressesBelow(filepath.Join(dir, "www"))
	if err != nil {
		return err
	}
	list, err := former.Read(dir)
	if err != nil {
		return err
	}
	c.next[name] = next
	c.noteFiles(r)
	for at, fragments := range before {
		c.compareAt(name, at, fragments, next, list)
	}
	return os.RemoveAll(dir)
}

// compareAt looks at one former address. A page that leads elsewhere now, or shows why it was withdrawn, answers
// for what was on it.
func (c *comparison) compareAt(name, at string, fragments map[string]bool, next addresses, list former.List) {
	now, there := next[at]
	if _, withdrawn := c.withdrawn.Gone(at); !there {
		if !withdrawn {
			c.lose(loss{at, ""}, name)
		}
		return
	}
	if _, leads := list.Redirect(at); leads || slices.Contains(list.Withdrawn, at) {
		return
	}
	for f := range fragments {
		if !now[f] && !c.parts[loss{at, f}] {
			c.lose(loss{at, f}, name)
		}
	}
}

func (c *comparison) lose(l loss, site string) { c.lost[l] = append(c.lost[l], site) }

// noteFiles remembers which document each page is of. Sites with more come later, and say the same.
func (c *comparison) noteFiles(r *record.Record) {
	for _, m := range r.Meetings {
		c.files[m.Path] = m.Minutes.File
		for _, draft := range m.Superseded {
			c.files[draft.Path] = draft.Minutes.File
		}
	}
	for _, p := range r.Pages {
		c.files[r.PagePath(p)] = p.File
	}
}
