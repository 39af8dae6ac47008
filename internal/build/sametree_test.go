package build_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/index"
	"minutebook/internal/build"
	"minutebook/internal/finding"
	"minutebook/internal/publish"
)

// treeOf is the sha256 of every file below a folder, and of every empty folder ""; nothing, where there is no folder. What a build
// keeps for the next one is left out.
func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if e.IsDir() && path != dir && strings.HasPrefix(e.Name(), ".minutebook-twin-") {
			return fs.SkipDir
		}
		if e.IsDir() {
			if entries, err := os.ReadDir(path); err == nil && len(entries) == 0 {
				all[rel+"/"] = ""
			}
			return nil
		}
		if !e.Type().IsRegular() {
			t.Errorf("%s is no file", rel)
			return nil
		}
		text, err := os.ReadFile(path)
		sum := sha256.Sum256(text)
		all[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return all
}

// sameTree lists the differences of two trees by name.
func sameTree(t *testing.T, got, want map[string]string) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	var all []string
	for name, sum := range want {
		if now, ok := got[name]; !ok {
			all = append(all, "missing "+name)
		} else if now != sum {
			all = append(all, "another "+name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			all = append(all, "too many "+name)
		}
	}
	slices.Sort(all)
	t.Errorf("%d of %d files differ: %s", len(all), len(want), strings.Join(all[:min(len(all), 12)], "; "))
}

// bleves says whether the bytes of a file of a site depend on how bleve numbered what it was given.
func bleves(name string) bool {
	return strings.HasPrefix(name, "index/") && (strings.Contains(name, "/store/") || strings.HasSuffix(name, ".bin"))
}

// sameBuild holds that two output folders have the same sites, and nothing else but what is of a folder.
func sameBuild(t *testing.T, got, want string) {
	t.Helper()
	folders := func(dir string) (all []string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			switch site, twin := strings.CutPrefix(e.Name(), ".minutebook-twin-"); {
			case twin:
				lessThan(t, filepath.Join(dir, e.Name()), filepath.Join(dir, site))
			case e.Name() != ".minutebook-lock" && e.Name() != build.PurgeFile:
				all = append(all, e.Name())
			}
		}
		return all
	}
	if d := cmp.Diff(folders(want), folders(got)); d != "" {
		t.Errorf("other sites than a fresh build's:\n%s", d)
		return
	}
	for _, name := range folders(want) {
		sameSite(t, filepath.Join(got, name), filepath.Join(want, name))
	}
}

// lessThan holds that the twin of a site has nothing that the site has not.
func lessThan(t *testing.T, twin, site string) {
	t.Helper()
	more, all := treeOf(t, twin), treeOf(t, site)
	delete(more, "twin")
	maps.DeleteFunc(more, func(name, sum string) bool { return all[name] == sum })
	if len(more) > 0 {
		t.Errorf("%s has more than its site: %v", filepath.Base(twin), slices.Sorted(maps.Keys(more)))
	}
}

// sameSite holds one site against another: files, manifest, index.
func sameSite(t *testing.T, got, want string) {
	t.Helper()
	a, b := treeOf(t, got), treeOf(t, want)
	first := held(t, got, a)
	second := held(t, want, b)
	for _, tree := range []map[string]string{a, b} {
		delete(tree, publish.ManifestFile)
		maps.DeleteFunc(tree, func(name, _ string) bool { return bleves(name) })
	}
	sameTree(t, a, b)
	if d := cmp.Diff(second, first); d != "" {
		t.Errorf("%s: another manifest:\n%s", filepath.Base(got), d)
	}
	sameIndex(t, filepath.Join(got, "index"), filepath.Join(want, "index"))
}

// held is the head of a site's manifest, which names every file of the site with its hash.
func held(t *testing.T, dir string, tree map[string]string) publish.Manifest {
	t.Helper()
	m := mustManifest(t, dir)
	files := maps.Clone(tree)
	delete(files, publish.ManifestFile)
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasSuffix(name, "/") })
	if !maps.Equal(m.Files, files) {
		t.Errorf("%s: the manifest does not name the files as they are", filepath.Base(dir))
		sameTree(t, files, m.Files)
	}
	m.Files = nil // they are compared as they are
	return m
}

// asked are questions that read every table of an index.
var asked = []index.Query{{}, {By: index.ByMeeting}, {Sort: index.SortDate, Kind: "action"}, {Text: "lamp oil", Year: "2022"}, {Text: "twice"},
	{Text: "INC000000000102"}, {Text: "MP161"}, {Text: "the dokmaster"}, {Status: "open", Sort: index.SortDate}, {Text: `"Any Other Business"`}}

// sameIndex holds that two indexes have the same terms and values, and answer alike.
func sameIndex(t *testing.T, got, want string) {
	t.Helper()
	a, b := opened(t, got), opened(t, want)
	defer a.Close()
	defer b.Close()
	mine, err := a.Sums()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := b.Sums()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(theirs, mine); d != "" {
		t.Errorf("%s: another index:\n%s", got, d)
	}
	if a.Info().Hash != b.Info().Hash {
		t.Errorf("%s: the index has another name", got)
	}
	for _, q := range asked {
		if d := cmp.Diff(answers(t, b, q), answers(t, a, q)); d != "" {
			t.Errorf("%s: %+v is answered otherwise:\n%s", got, q, d)
		}
	}
}

func answers(t *testing.T, x *index.Index, q index.Query) any {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		return err.Error()
	}
	r.Took = 0
	return []any{r, x.Suggest(q.Text)}
}

func opened(t *testing.T, dir string) *index.Index {
	t.Helper()
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func sameFindings(t *testing.T, got, want []finding.Finding) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("other findings than a fresh build's:\n%s", d)
	}
}
