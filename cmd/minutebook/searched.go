package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/policy"
	"minutebook/internal/publish"
)

// searched is the index of a built site that is searched.
type searched struct {
	*index.Index
	name   string
	others []string // built sites beside it, most public first
	url    *url.URL // of the site; nil where the archive gives none
}

// The causes why there is nothing to search.
var (
	errUnbuilt = errors.New("no built site")
	errDamaged = errors.New("damaged")
)

// open opens the site that is asked for, or else the most public one.
func (c *searchCommand) open() (*searched, error) {
	sites, err := c.sites()
	if err != nil {
		return nil, err
	}
	names, err := c.built(sites)
	if err != nil {
		return nil, err
	}
	name := c.Site
	if name == "" {
		name = names[0]
	}
	i := slices.Index(names, name)
	if i < 0 {
		return nil, usageError("site %q is not built in %s, which has %s", name, c.Out, strings.Join(names, ", "))
	}
	at := &searched{name: name, others: slices.Delete(slices.Clone(names), i, i+1)}
	if j := slices.IndexFunc(sites, func(s policy.Site) bool { return s.Name == name }); j >= 0 && sites[j].URL != "" {
		at.url, _ = url.Parse(sites[j].URL) // settled when the settings were read
	}
	at.Index, err = c.openIndex(filepath.Join(c.Out, name))
	return at, err
}

// sites are those of the archive, most public first. What is built can be searched while its settings are at fault.
func (c *searchCommand) sites() ([]policy.Site, error) {
	a, err := archive.Open(c.Archive)
	var faults archive.Faults
	if errors.As(err, &faults) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer a.Close()
	sites := slices.Clone(a.Rules.Policy.Sites)
	slices.SortStableFunc(sites, func(a, b policy.Site) int { return int(b.Clearance.Level()) - int(a.Clearance.Level()) })
	return sites, nil
}

// built are the sites that are there, most public first: those of the archive, then any others, of which those
// come first that everybody may read. Never none.
func (c *searchCommand) built(sites []policy.Site) ([]string, error) {
	folders, err := os.ReadDir(c.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return nil, err
	}
	var names []string
	rank := map[string]int{}
	for _, f := range folders {
		dir := filepath.Join(c.Out, f.Name())
		if _, err := os.Stat(filepath.Join(dir, publish.ManifestFile)); err != nil || strings.HasPrefix(f.Name(), ".") {
			continue
		}
		names = append(names, f.Name())
		if rank[f.Name()] = slices.IndexFunc(sites, func(s policy.Site) bool { return s.Name == f.Name() }); rank[f.Name()] < 0 {
			rank[f.Name()] = len(sites) + restriction(dir)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%w in %s; make one with %s", errUnbuilt, c.Out, c.building())
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank[a] - rank[b] })
	return names, nil
}

// restriction is 0 for a site that says of itself that everybody may read it, 1 for every other.
func restriction(dir string) int {
	if m, err := publish.ReadManifest(dir); err == nil && !m.Restricted() {
		return 0
	}
	return 1
}

// building is the command that makes what is searched.
func (c *searchCommand) building() string {
	command := "minutebook build"
	if c.Archive != "." {
		command += " -C " + c.Archive
	}
	if c.Out != "out" {
		command += " --out " + c.Out
	}
	return command
}

// openIndex opens the index of a site's folder once its files are those that the manifest names. A build that is being
// exchanged for another may need a second look.
func (c *searchCommand) openIndex(dir string) (x *index.Index, err error) {
	for range 2 {
		if x, err = openWhole(dir); err == nil {
			return x, nil
		}
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("cannot read the index of %s: %w", dir, err)
	}
	return nil, fmt.Errorf("the index of %s is %w: %w; make it again with %s", dir, errDamaged, err, c.building())
}

func openWhole(dir string) (*index.Index, error) {
	m, err := publish.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	at := filepath.Join(dir, "index")
	ofIndex := func(name string) bool { return strings.HasPrefix(name, "index/") }
	if err := publish.Verify(context.Background(), dir, m, ofIndex); err != nil {
		return nil, err
	}
	x, err := index.Open(at)
	if err == nil && x.Info().Hash != m.Index {
		err = errors.Join(errors.New("it belongs to another build"), x.Close())
	}
	if err != nil {
		return nil, err
	}
	return x, nil
}

// address is that of what stands at a path of the site: whole, if the archive says where the site is.
func (s *searched) address(path string) string {
	if s.url == nil {
		return path
	}
	to, err := url.Parse(path)
	if err != nil {
		return path
	}
	return s.url.ResolveReference(to).String()
}
