package build_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"minutebook/internal/build"
	"minutebook/internal/publish"
)

// above marks, in the settings of testdata/withheld.txtar, a line that the readers of a site may not know of.
var above = map[string][]string{"public": {"# parties", "# members"}, "parties": {"# members"}, "members": nil}

// Nothing that a site may not show leaves a trace on it, settings included: the archive without the withheld documents,
// papers and lines of the settings gives the same site, byte by byte, whether its documents stand as they were
// written or redacted.
func TestWhatIsWithheldLeavesNoTrace(t *testing.T) {
	root := t.TempDir()
	for _, f := range withheldArchive(t) {
		put(t, filepath.Join(root, f.Name), f.Data)
	}
	for _, s := range mustBuild(t, root, t.TempDir()) {
		whole := load(t, "withheld", s)
		expectOnly(t, whole)
		for name, alone := range map[string]string{"permitted": permittedAlone(t, root, s.Name), "redacted": redactedAlone(t, root, s.Name)} {
			put(t, filepath.Join(alone, "minutebook.yaml"), settingsFor(t, root, s.Name))
			res, err := build.Run(context.Background(), build.Options{Archive: alone, Out: t.TempDir(), Sites: []string{s.Name}})
			if err != nil {
				t.Fatalf("%s, %s documents alone: %v", s.Name, name, err)
			}
			sameFiles(t, whole, load(t, "withheld", res.Sites[0]))
			sameManifest(t, whole, res.Sites[0].Dir)
		}
	}
}

// expectOnly says what the archive was made for: what each site has that those below it have not. Without it the
// comparison would prove nothing.
func expectOnly(t *testing.T, s *built) {
	t.Helper()
	only := map[string][]string{
		"public": {"/meetings/hwc-01/", "/meetings/hwc-96/", "/minutes/first/", "/modifications/mp160/", "/berths/b-4/", "/owners/dockmaster/",
			"/calendars/meetings.ics", "/feeds/", "/data/actions/owner/dockmaster.csv"},
		"parties": {"/meetings/hwc-06/", "/meetings/hwc-97/", "/minutes/notes/", "/tides/", "/incidents/inc000103/", "/threads/hwc-lamp-report/"},
		"members": {"/meetings/hwc-03/", "/meetings/hwc-98/", "/minutes/third/", "/minutes/oldest/", "/minutes/older/", "/minutes/berths/", "/wrecks/",
			"/berths/b-9/", "/owners/salvage-master/", "/owners/salvage-master/due.ics", "/groups/drg/", "/groups/drg/feed.atom", "/modifications/dp0160/",
			"/meetings/hwc-05/draft/", "/meetings/hwc-05/draft/changes/", "/incidents/inc000777/", "/data/actions/owner/salvage-master.csv"},
	}
	words := map[string][]string{"members": {"Night Tide Register", "Salvage", "Dredging", "30 November 2024", "2030", "Sealed Soundings", "Gossip", "Gullkeeper", "Pier Watch", "MP888", "diver", "wreck", "Nine fathoms", "A gull."},
		"parties": {"almanac", "A party asked", "High water"}}
	sees := map[string][]string{"public": {"public"}, "parties": {"public", "parties"}, "members": {"public", "parties", "members"}}[s.name]
	texts := s.allFiles(t)
	for site, addresses := range only {
		for _, at := range addresses {
			if got, want := s.files[at] || s.pages[at] != nil, slices.Contains(sees, site); got != want {
				t.Errorf("%s: has %s: %v", s.name, at, got)
			}
		}
	}
	for site, all := range words {
		for _, w := range all {
			got := slices.ContainsFunc(slices.Collect(maps.Values(texts)), func(text string) bool { return strings.Contains(text, w) })
			if want := slices.Contains(sees, site); got != want {
				t.Errorf("%s: has the words %q: %v", s.name, w, got)
			}
		}
	}
	for name, text := range texts {
		for _, w := range []string{"Smuggler", "INC000666", "Stowaway", "INC000667", "HWC_07", "hwc-07"} {
			if strings.Contains(name+text, w) {
				t.Errorf("%s: %s has %q, which nobody may read", s.name, name, w)
			}
		}
	}
}

// allFiles are the files that the site is served from, by name; the index is not among them.
func (s *built) allFiles(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(mustManifest(t, s.dir).Files)) {
		if strings.HasPrefix(name, "index/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	return texts
}

func withheldArchive(t *testing.T) []txtar.File {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "withheld.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	return a.Files
}

// permittedAlone is an archive of the documents that a site may show, as they were written.
func permittedAlone(t *testing.T, root, site string) string {
	t.Helper()
	alone, e := t.TempDir(), editionOf(t, root, site)
	_, sources := readArchive(t, root)
	for _, s := range sources {
		if s.Minutes != nil && e.Site().Clearance.Permits(s.Minutes.Classification.Strictest) || s.Page != nil && e.Site().Clearance.Permits(s.Page.Level) {
			put(t, filepath.Join(alone, s.File()), s.Text)
		}
	}
	copyPapers(t, root, site, alone)
	return alone
}

// redactedAlone is an archive of what is left of them on the site, without superseded drafts.
func redactedAlone(t *testing.T, root, site string) string {
	t.Helper()
	alone := t.TempDir()
	writeRedacted(t, root, site, alone)
	return alone
}

func copyPapers(t *testing.T, root, site, to string) {
	t.Helper()
	for _, f := range editionOf(t, root, site).Files() {
		text, err := fs.ReadFile(os.DirFS(root), f.Source)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(to, f.Source), text)
	}
}

// settingsFor are the settings without the lines that a site's readers may not know of.
func settingsFor(t *testing.T, root, site string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "minutebook.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var kept [][]byte
	for _, line := range bytes.SplitAfter(text, []byte("\n")) {
		if !slices.ContainsFunc(above[site], func(mark string) bool { return bytes.HasSuffix(bytes.TrimSpace(line), []byte(mark)) }) {
			kept = append(kept, line)
		}
	}
	return bytes.Join(kept, nil)
}

func mustManifest(t *testing.T, dir string) publish.Manifest {
	t.Helper()
	m, err := publish.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
