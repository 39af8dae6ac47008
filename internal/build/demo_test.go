package build_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/build"
	"minutebook/internal/synth"
)

// archives are what the tests of whole sites look at: the demo archive, the examples in docs, a made-up one, and the real minutes
// that started this, where they stand beside the project.
var archives = map[string]func(t *testing.T) string{
	"acceptance": func(t *testing.T) string {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "acceptance", "OPSG_49_2405.md"))
		if err != nil {
			return ""
		}
		content := filepath.Join(t.TempDir(), "content")
		if err := errors.Join(os.Mkdir(content, 0o755), os.WriteFile(filepath.Join(content, "OPSG_49_2405.md"), text, 0o644)); err != nil {
			t.Fatal(err)
		}
		return filepath.Dir(content)
	},
	"demo":           func(*testing.T) string { return filepath.Join("..", "..") },
	"town-council":   example("town-council"),
	"charity-board":  example("charity-board"),
	"response-forum": example("response-forum"),
	"synth": func(t *testing.T) string {
		dir := filepath.Join(t.TempDir(), "synth")
		if err := synth.Write(dir, 40, 7, nil); err != nil {
			t.Fatal(err)
		}
		return dir
	},
}

// example is an archive of docs/examples, by its name.
func example(name string) func(*testing.T) string {
	return func(*testing.T) string { return filepath.Join("..", "..", "docs", "examples", name) }
}

// page is one HTML file of a site.
type page struct {
	path string // "/meetings/tog-12/"
	raw  []byte
	doc  *goquery.Document
}

// built is one site, read back from the disk.
type built struct {
	archive, name, dir string
	files              map[string]bool // root-relative, "/data/actions.json"
	pages              map[string]*page
}

var (
	once  sync.Once
	sites []*built
)

// allSites builds every archive once for all tests of this package.
func allSites(t *testing.T) []*built {
	t.Helper()
	once.Do(func() {
		for name, at := range archives {
			root := at(t)
			if root == "" {
				continue
			}
			out, err := os.MkdirTemp("", "minutebook-test-")
			if err != nil {
				t.Fatal(err)
			}
			cleanups = append(cleanups, out)
			for _, s := range mustBuild(t, root, out) {
				sites = append(sites, load(t, name, s))
			}
		}
	})
	if len(sites) == 0 {
		t.Fatal("no site was built")
	}
	return sites
}

var cleanups []string

func TestMain(m *testing.M) {
	if folders := os.Getenv(hereVariable); folders != "" {
		os.Exit(buildHere(folders))
	}
	code := m.Run()
	for _, dir := range cleanups {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func mustBuild(t *testing.T, archive, out string) []build.Site {
	t.Helper()
	res, err := build.Run(context.Background(), build.Options{Archive: archive, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	return res.Sites
}

func load(t *testing.T, archive string, s build.Site) *built {
	t.Helper()
	b := &built{archive: archive, name: s.Name, dir: s.Dir, files: map[string]bool{}, pages: map[string]*page{}}
	www := filepath.Join(s.Dir, "www")
	err := filepath.WalkDir(www, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(www, path)
		if err != nil {
			return err
		}
		at := "/" + filepath.ToSlash(rel)
		b.files[at] = true
		if !strings.HasSuffix(at, ".html") {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(raw))
		at = strings.TrimSuffix(at, "index.html")
		b.pages[at] = &page{at, raw, doc}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Two builds are the same bytes, whatever the number of cores, wherever the archive lies, and whether they keep anything.
func TestBuildsAreTheSameBytes(t *testing.T) {
	first := allSites(t)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	copied := t.TempDir()
	for _, dir := range []string{"content", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(copied, dir), os.DirFS(filepath.Join("..", "..", dir))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join("..", "..", "minutebook.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(copied, "minutebook.yaml"), settings, 0o644); err != nil {
		t.Fatal(err)
	}
	again, err := build.Run(context.Background(), build.Options{Archive: copied, Out: t.TempDir(), NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range first {
		if s.archive != "demo" {
			continue
		}
		for _, other := range again.Sites {
			if other.Name == s.name {
				sameFiles(t, s, load(t, "demo", other))
			}
		}
	}
}

func sameFiles(t *testing.T, a, b *built) {
	t.Helper()
	if len(a.files) != len(b.files) {
		t.Errorf("%s: %d files, then %d", a.name, len(a.files), len(b.files))
	}
	for f := range a.files {
		x, err := os.ReadFile(filepath.Join(a.dir, "www", f))
		if err != nil {
			t.Fatal(err)
		}
		if y, err := os.ReadFile(filepath.Join(b.dir, "www", f)); err != nil || !bytes.Equal(x, y) {
			t.Errorf("%s: %s is not the same (%v)", a.name, f, err)
		}
	}
}
