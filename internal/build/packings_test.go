package build

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/packing"
)

// A packing that is anything but its file is a leak, whatever it holds, and what it holds is searched.
func TestPackingsAreHeldToTheirFiles(t *testing.T) {
	g := newGround(t)
	const packed, page = "packed/index.html.gz", "www/index.html"
	for about, c := range map[string]struct {
		sow  func(f *field)
		want string
	}{
		"of another page":     {func(f *field) { f.write(packed, gzipOf("keeper")) }, packed + ": at byte 0: a word of withheld text (content/april.md:16)"},
		"of harmless words":   {func(f *field) { f.write(packed, gzipOf("lamps")) }, packed + ": holds something else than " + page},
		"of no page":          {func(f *field) { f.write("packed/none.html.gz", gzipOf("lamps")) }, "packed/none.html.gz: holds something else than www/none.html"},
		"unpacked":            {func(f *field) { f.write("packed/none.html", "lamps") }, "packed/none.html: holds something else than www/none"},
		"with something more": {func(f *field) { f.into(packed, "keeper") }, packed + ": holds something else than " + page},
		"cut":                 {func(f *field) { f.write(packed, f.read(packed)[:500]) }, packed + ": holds something else than " + page},
		"nothing":             {func(f *field) { f.write(packed, "") }, packed + ": holds something else than " + page},
		"with a remark": {func(f *field) {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			z.Comment = "keeper"
			_, err := z.Write([]byte(f.read(page)))
			must(f.t, err)
			must(f.t, z.Close())
			f.write(packed, b.String())
		}, packed + ": holds something else than " + page},
		"of what was a page": {func(f *field) { f.remove(page) }, packed + ": holds something else than " + page},
		"of a link": {func(f *field) {
			must(f.t, os.Rename(filepath.Join(f.dir, page), filepath.Join(f.dir, "www", "other.html")))
			must(f.t, os.Symlink("other.html", filepath.Join(f.dir, page)))
		}, packed + ": holds something else than " + page},
		"called by a secret": {func(f *field) { f.write("packed/keeper.html.br", "") }, "packed/*: holds something else than www/*"},
	} {
		f := g.field(t)
		c.sow(f)
		var found []string
		for _, l := range g.search(t, f.dir).Leaks {
			found = append(found, l.String())
		}
		if !slices.Contains(found, c.want) {
			t.Errorf("%s: %q, want %q", about, found, c.want)
		}
		if strings.Contains(strings.Join(found, "\n"), "keeper") {
			t.Errorf("%s: the leak is told: %q", about, found)
		}
	}
}

// Each text page of a site is packed, unless it is served by a host of ours.
func TestPackings(t *testing.T) {
	g := newGround(t)
	n := 0
	files, err := filesOf(g.site)
	must(t, err)
	for name := range files {
		rest, ok := strings.CutPrefix(name, "www/")
		if !ok || !packing.IsText(name) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(g.site, name))
		must(t, err)
		if packed := files["packed/"+rest+".gz"]; packed != (len(data) > 1400) || files["packed/"+rest+".br"] && !packed {
			t.Errorf("%s of %d bytes is packed: %v", name, len(data), packed)
		}
		n++
	}
	if n < 50 {
		t.Errorf("%d files", n)
	}
	res, err := Run(t.Context(), Options{Archive: g.root, Out: t.TempDir(), AtRoot: true})
	must(t, err)
	if _, err := os.Stat(filepath.Join(res.Sites[0].Dir, packing.Folder)); !os.IsNotExist(err) {
		t.Errorf("a host of ours has packings: %v", err)
	}
}
