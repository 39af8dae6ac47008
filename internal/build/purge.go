package build

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/policy"
	"minutebook/internal/publish"
)

const (
	PurgeFile = "purge.txt" // the list of addresses to purge, in the output folder
	NoFile    = "-"         // as the name of that list: it is nowhere but in the Result
)

// Purge is what caches may still have of a site and must not.
type Purge struct {
	Site      string
	Gone      int      // passages that the site showed and shows no more
	Addresses []string // sorted; whole where the site's url is known, else from the root of its host
}

// outdated are the addresses of all files of a site that its next build has not, or has with other bytes.
func outdated(s policy.Site, before, after publish.Manifest) []string {
	var all []string
	for _, file := range slices.Sorted(maps.Keys(before.Files)) {
		if at, ok := strings.CutPrefix(file, "www/"); ok && after.Files[file] != before.Files[file] {
			all = append(all, addressOf(s, at))
		}
	}
	return all
}

// addressOf is where a file below the web root of a site is asked for.
func addressOf(s policy.Site, file string) string {
	if file == "index.html" || strings.HasSuffix(file, "/index.html") {
		file = strings.TrimSuffix(file, "index.html")
	}
	at := (&url.URL{Path: "/" + file}).EscapedPath()
	if s.URL != "" {
		return strings.TrimRight(s.URL, "/") + at
	}
	return at
}

// Lines are what the list of addresses has of a site: its name and an address each.
func (p Purge) Lines() []string {
	all := make([]string, len(p.Addresses))
	for i, at := range p.Addresses {
		all[i] = p.Site + " " + at
	}
	return all
}

// notePurges adds the addresses of a build to those that somebody has yet to purge. The list has the ids of what was
// withdrawn, so only its owner may read it.
func (b *builder) notePurges() error {
	if len(b.purges) == 0 || b.PurgeList == NoFile {
		return nil
	}
	at := b.purgeList()
	before, err := os.ReadFile(at)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the addresses to purge: %w", err)
	}
	lines := strings.FieldsFunc(string(before), func(c rune) bool { return c == '\n' || c == '\r' })
	for _, p := range b.purges {
		lines = append(lines, p.Lines()...)
	}
	slices.Sort(lines)
	if err := os.WriteFile(at, []byte(strings.Join(slices.Compact(lines), "\n")+"\n"), 0o600); err != nil {
		return fmt.Errorf("the addresses to purge: %w", err)
	}
	return os.Chmod(at, 0o600)
}

func (b *builder) purgeList() string { return cmp.Or(b.PurgeList, filepath.Join(b.Out, PurgeFile)) }

// listApart refuses a list of addresses that a site would replace, or a web server show.
func (b *builder) listApart() error {
	for _, s := range b.archive.Rules.Policy.Sites {
		if b.PurgeList != "" && b.PurgeList != NoFile && within(filepath.Join(b.Out, s.Name), b.PurgeList) {
			return fmt.Errorf("%w: the list %s lies in the folder of site %s; choose a file beside it", ErrOut, b.PurgeList, s.Name)
		}
	}
	return nil
}
