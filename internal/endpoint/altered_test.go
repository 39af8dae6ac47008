package endpoint

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/publish"
)

// lines is a log that several may write.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func logTo(l *lines) *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

// biggest is the largest file of an index: a segment.
func biggest(t testing.TB, dir string) (name string) {
	t.Helper()
	most := int64(-1)
	err := fs.WalkDir(os.DirFS(dir), "index", func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err == nil && info.Size() > most {
			name, most = at, info.Size()
		}
		return nil
	})
	if err != nil || name == "" {
		t.Fatal(err)
	}
	return name
}

func change(t testing.TB, file string, with func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, with(data), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func flip(data []byte) []byte { data[len(data)/2] ^= 1; return data }
func cut(data []byte) []byte  { return data[:len(data)/2] }

// A build that is not what it was when it was written is told by the file that is at fault, and the one before goes on; each file
// of it counts, of the index and of the pages.
func TestADamagedBuildIsRefused(t *testing.T) {
	in := func(name string, with func([]byte) []byte) func(*testing.T, string) string {
		return func(t *testing.T, next string) string {
			change(t, filepath.Join(next, name), with)
			return name
		}
	}
	for about, damage := range map[string]func(t *testing.T, next string) string{
		"a bit of a segment": func(t *testing.T, next string) string { return in(biggest(t, next), flip)(t, next) },
		"a segment cut":      func(t *testing.T, next string) string { return in(biggest(t, next), cut)(t, next) },
		"a segment gone": func(t *testing.T, next string) string {
			name := biggest(t, next)
			os.Remove(filepath.Join(next, name))
			return name
		},
		"the index's own file": in("index/index.json", flip),
		"a page":               in("www/index.html", flip),
		"a page cut":           in("www/long/index.html", cut),
		"a packing":            in("packed/long/index.html.br", flip),
		"the manifest cut":     in("manifest.json", cut),
		"the manifest's end":   in("manifest.json", func(b []byte) []byte { return bytes.Replace(b, []byte(`"www/404.html"`), []byte(`"www/405.html"`), 1) }),
		"a page more": func(t *testing.T, next string) string {
			os.WriteFile(filepath.Join(next, "www", "more.html"), nil, 0o644)
			return "www/more.html"
		},
		"another's index": func(t *testing.T, next string) string {
			other := filepath.Join(t.TempDir(), "other")
			putSite(t, other, "anchors", true)
			os.RemoveAll(filepath.Join(next, "index"))
			os.CopyFS(filepath.Join(next, "index"), os.DirFS(filepath.Join(other, "index")))
			return "index/"
		},
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			putSite(t, dir, "lamps", true)
			var log lines
			f := follow(t, dir, Options{Log: logTo(&log)})
			name := ""
			putSite(t, dir, "ropes", true, func(next string) { name = damage(t, next) })
			if about == "the manifest's end" {
				name = "www/40"
			}
			soon(t, "it is refused", func() bool {
				if !shows(f, "lamps")() {
					t.Fatal("the one before is gone")
				}
				return f.Stats().Refused == 1
			})
			if code, found := replied(f, "/api/search?q=lamps"); code != 200 || !strings.Contains(found, `"total":1`) {
				t.Errorf("the search of the one before: %d %s", code, found)
			}
			if said := log.String(); !strings.Contains(said, name) || strings.Count(said, "not served") != 1 {
				t.Errorf("the log does not name %s once: %s", name, said)
			}
			putSite(t, dir, "anchors", true)
			soon(t, "a whole build", shows(f, "anchors"))
		})
	}
}

// A refused build is looked at again, for somebody may still have been copying it.
func TestARefusedBuildIsTriedAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	f := follow(t, dir, Options{})
	putSite(t, dir, "ropes", true, func(next string) { change(t, filepath.Join(next, "www/index.html"), flip) })
	soon(t, "it is refused", func() bool { return f.Stats().Refused == 1 })
	change(t, filepath.Join(dir, "www/index.html"), flip)
	f.mu.Lock()
	f.retry = f.retry.Add(-2 * tryEvery)
	f.mu.Unlock()
	soon(t, "it is served", shows(f, "ropes"))
}

// What is at fault when the program starts is told before anything is served.
func TestADamagedIndexIsRefusedAtTheStart(t *testing.T) {
	for name, with := range map[string]func([]byte) []byte{"segment": flip, "segment cut": cut, "manifest.json": cut, "index/index.json": flip} {
		dir := filepath.Join(t.TempDir(), "public")
		putSite(t, dir, "lamps", true)
		if strings.HasPrefix(name, "segment") {
			name = biggest(t, dir)
		}
		change(t, filepath.Join(dir, name), with)
		f, err := Follow(t.Context(), dir, Options{Admit: anybody})
		if err == nil {
			f.Close()
		}
		if !errors.Is(err, ErrFolder) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	dir := filepath.Join(t.TempDir(), "public")
	putSite(t, dir, "lamps", true)
	if _, err := Follow(ctx, dir, Options{Admit: anybody}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// A page that is not what the build wrote is not shown, whenever it was changed; the others are.
func TestAnAlteredPageIsNotShown(t *testing.T) {
	for _, restricted := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "public")
		putSite(t, dir, "lamps", !restricted)
		change(t, filepath.Join(dir, "www/index.html"), flip)
		var log lines
		f := follow(t, dir, Options{Log: logTo(&log)})
		for range 2 {
			if code, body := replied(f, "/"); code != 503 || strings.Contains(body, "<p>") {
				t.Errorf("altered before: %d %s", code, body)
			}
		}
		if code, _ := replied(f, "/long/"); code != 200 {
			t.Errorf("another page: %d", code)
		}
		change(t, filepath.Join(dir, "www/index.html"), flip)
		if code, _ := replied(f, "/"); code != 200 {
			t.Errorf("mended: %d", code)
		}
		change(t, filepath.Join(dir, "www/long/index.html"), func(b []byte) []byte { return append(b, '!') })
		if code, _ := replied(f, "/long/"); code != 503 {
			t.Errorf("altered afterwards: %d", code)
		}
		if err := os.WriteFile(filepath.Join(dir, "www/more.html"), []byte("more"), 0o644); err != nil {
			t.Fatal(err)
		}
		if code, _ := replied(f, "/more.html"); code != 404 {
			t.Errorf("a page that the build did not write: %d", code)
		}
		said := log.String()
		if n := strings.Count(said, "not what the build wrote"); n < 2 || n > 6 { // who reads while it is written sees a part
			t.Errorf("it is told %d times: %s", n, said)
		}
		if named := strings.Contains(said, "www/long/index.html"); named == restricted {
			t.Errorf("restricted: %v, and the log says %s", restricted, said)
		}
	}
}

// Where names of files are for readers alone, a log calls a damaged one by its hash.
func TestRefusalsAreDiscreet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "members")
	putSite(t, dir, "lamps", false)
	var log lines
	f := follow(t, dir, Options{Log: logTo(&log)})
	putSite(t, dir, "ropes", false, func(next string) { change(t, filepath.Join(next, "www/long/index.html"), flip) })
	soon(t, "it is refused", func() bool { return f.Stats().Refused == 1 })
	if said := log.String(); strings.Contains(said, "long") || !strings.Contains(said, "in the manifest is not what the build wrote") {
		t.Errorf("the log says %s", said)
	}
}

// Serving writes nothing, and several may serve one folder, also while builds are exchanged.
func TestAReadOnlyFolderForTwo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	readOnly := func(top string) {
		err := filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
			if err == nil {
				err = os.Chmod(at, map[bool]os.FileMode{true: 0o555, false: 0o444}[d.IsDir()])
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { // for whoever removes it
			_ = filepath.WalkDir(dir, func(at string, d fs.DirEntry, err error) error {
				if d.IsDir() {
					_ = os.Chmod(at, 0o755)
				}
				return nil
			})
		})
	}
	putSite(t, dir, "lamps", true, readOnly)
	before, err := publish.Hashes(dir, publish.All)
	if err != nil {
		t.Fatal(err)
	}
	first, second := follow(t, dir, Options{}), follow(t, dir, Options{})
	for _, f := range []*Follower{first, second} {
		for _, path := range []string{"/", "/long/", "/search?q=lamps", "/api/suggest?q=la"} {
			if code, body := replied(f, path); code != 200 {
				t.Errorf("%s: %d %s", path, code, body)
			}
		}
	}
	after, err := publish.Hashes(dir, publish.All)
	if diff := cmp.Diff(maps.Clone(before), after); diff != "" || err != nil {
		t.Errorf("serving changed the folder: %s %v", diff, err)
	}
	putSite(t, dir, "ropes", true)
	soon(t, "the first goes on", shows(first, "ropes"))
	soon(t, "the second goes on", shows(second, "ropes"))
}
