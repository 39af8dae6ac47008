package exposure

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/policy"
	"minutebook/internal/publish"
)

// tester is what testing.T and rapid.T both are.
type tester interface {
	Helper()
	Fatal(args ...any)
	Cleanup(f func())
}

// tree is a folder on top of a former one.
type tree struct {
	dir, former string
	kept        int
}

func (t *tree) Write(name string, data []byte) error {
	at := filepath.Join(t.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	return os.WriteFile(at, data, 0o644)
}

func (t *tree) Keep(name string) (bool, error) {
	data, err := os.ReadFile(filepath.Join(t.former, filepath.FromSlash(name)))
	if err != nil {
		return false, nil
	}
	t.kept++
	return true, t.Write(name, data)
}

// archive is a folder in which builds take place.
type archive struct {
	dir   string
	kept  int
	tags  map[string][]byte
	rules [32]byte
}

func newArchive(t tester) *archive {
	dir, err := os.MkdirTemp("", "exposure-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return &archive{dir: dir, tags: map[string][]byte{}}
}

func (a *archive) out() string { return filepath.Join(a.dir, "out") }

// former is what stands there.
func (a *archive) former(t tester) Former {
	t.Helper()
	f, err := ReadFormer(a.dir, a.out())
	if err != nil {
		t.Fatal(err)
	}
	for name, tag := range a.tags {
		f.Trust(name, tag, a.rules)
	}
	return f
}

// build is one of some sites, on top of what stands there.
func (a *archive) build(t tester, s *state, sites []policy.Site, notices ...Notice) map[string]Compared {
	t.Helper()
	f, m, all := a.former(t), Memory{}, map[string]Compared{}
	known := &Known{}
	sources := known.OfSources(s.sources(), s.policy, notices...)
	for _, site := range sites {
		next := known.Of(s.edition(site), s.policy, notices...)
		to := &tree{dir: filepath.Join(a.dir, "new"), former: filepath.Join(a.out(), site.Name)}
		if err := next.Write(to, f.Before(site.Name)); err != nil {
			t.Fatal(err)
		}
		if err := m.Note(site, next, sources, f); err != nil {
			t.Fatal(err)
		}
		all[site.Name] = compared(t, f, next, sources)
		a.kept += to.kept
		if err := publish.WriteManifest(to.dir, publish.Manifest{Site: site.Name}); err != nil {
			t.Fatal(err)
		}
		b, ok, err := ReadBefore(to.dir)
		if !ok || err != nil {
			t.Fatal(ok, err)
		}
		a.tags[site.Name] = Tag(b.sum, a.rules)
		if err := os.Rename(to.dir, to.dir+"-"+site.Name); err != nil {
			t.Fatal(err)
		}
	}
	for _, site := range sites { // together
		at := filepath.Join(a.out(), site.Name)
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(a.out(), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(a.dir, "new-"+site.Name), at); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Keep(a.dir, a.out()); err != nil {
		t.Fatal(err)
	}
	return all
}

func (s *state) formerOf(t tester, sites []policy.Site, notices ...Notice) Former {
	t.Helper()
	a := newArchive(t)
	a.build(t, s, sites, notices...)
	return a.former(t)
}

func compared(t tester, f Former, next Shown, sources Sources) Compared {
	t.Helper()
	c, err := f.Compare(next, sources)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// files are all below a folder.
func files(t tester, dir string) map[string]string {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(at)
		rel, _ := filepath.Rel(dir, at)
		all[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A build that knows what the one before has looked at leaves what one leaves that knows nothing, and finds what that finds.
func TestWhatIsKnownChangesNothing(t *testing.T) {
	kept, found := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		knowing, fresh := newArchive(t), newArchive(t)
		drawn := drawArchive(t)
		var last *state
		for i := range rapid.SampledFrom([]int{2, 2, 3}).Draw(t, "states") {
			s := drawn.state(t, []string{"before", "after", "later"}[i])
			if i > 0 && rapid.Bool().Draw(t, "some stay") {
				for _, name := range slices.Sorted(maps.Keys(last.files)) {
					if rapid.Bool().Draw(t, "stays "+name) {
						s.files[name] = last.files[name]
					}
				}
			}
			last = s
			sites := slices.DeleteFunc(slices.Clone(s.policy.Sites), func(policy.Site) bool { return rapid.IntRange(0, 4).Draw(t, "without") == 0 })
			if len(sites) == 0 {
				continue
			}
			clear(fresh.tags)
			if rapid.IntRange(0, 5).Draw(t, "forget") == 0 {
				clear(knowing.tags)
			}
			knowing.rules = [32]byte{byte(s.policy.Sites[0].Clearance.Level())}
			got, want := knowing.build(t, s, sites), fresh.build(t, s, sites)
			for name := range want {
				found += len(want[name].Exposed)
				if got[name].Gone != want[name].Gone || !slices.Equal(got[name].Exposed, want[name].Exposed) {
					t.Fatalf("%s: %+v, want %+v", name, got[name], want[name])
				}
			}
			if a, b := files(t, knowing.dir), files(t, fresh.dir); !maps.Equal(a, b) {
				t.Fatalf("%v\n%v", slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b)))
			}
		}
		kept += knowing.kept
	})
	if kept == 0 || found == 0 {
		t.Errorf("%d files kept, %d exposures: this proves nothing", kept, found)
	}
}
