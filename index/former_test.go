package index

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// An index that is built on a former one is that which is built of the same documents alone, whatever was added, removed,
// changed, named and explained between them, and whatever became of the former one's files.
func TestOnAFormer(t *testing.T) {
	kept, made := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		s := &shelf{docs: anyDocuments(r)}
		for i := range s.docs {
			s.edit(r, i)
		}
		former, damaged := "", ""
		for range 5 {
			s.change(r)
			c := s.content()
			in := filepath.Join(t.TempDir(), "index")
			k, m := rebuild(r, Place{Dir: in, Former: former}, c, damaged)
			kept, made = kept+k, made+m
			same(r, in, c)
			former, damaged = in, ""
			if rapid.IntRange(0, 3).Draw(r, "damaged") == 0 {
				damaged = damage(r, in)
			}
		}
	})
	t.Logf("%d shards kept, %d made", kept, made)
	if kept < 5 || made < 20 {
		t.Errorf("of all shards %d were kept and %d made: this proves little", kept, made)
	}
}

// rebuild builds on a former index, as a tree of files does, and says how many shards were kept and how many made.
func rebuild(t rapid.TB, at Place, c Content, damaged string) (kept, made int) {
	t.Helper()
	known := map[string]bool{}
	at.Keep = func(name string) (bool, error) {
		if name == damaged {
			return false, nil
		}
		to := filepath.Join(at.Dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return false, err
		}
		known[name] = os.Link(filepath.Join(at.Former, filepath.FromSlash(name)), to) == nil
		return known[name], nil
	}
	at.Wrote = func(name string) error {
		known[name] = true
		if strings.HasSuffix(name, segmentFile) {
			made++
		}
		return nil
	}
	if _, err := BuildAt(at, c); err != nil {
		t.Fatal(err)
	}
	for name := range filesOf(t, at.Dir) {
		if !known[name] {
			t.Fatalf("%s was neither kept nor told of", name)
		}
		delete(known, name)
	}
	if len(known) > 0 {
		t.Fatalf("these are not there: %q", slices.Sorted(maps.Keys(known)))
	}
	in, err := readInfo(at.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(in.Shards) - made, made
}

// same holds an index against one that was built of nothing else.
func same(t rapid.TB, dir string, c Content) {
	t.Helper()
	alone := filepath.Join(dir, "..", "alone")
	if err := os.RemoveAll(alone); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(alone, c); err != nil {
		t.Fatal(err)
	}
	sums := each([]string{alone, dir}, func(dir string) Sums {
		x, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		s, err := x.Sums()
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	if diff := gocmp.Diff(sums[0], sums[1]); diff != "" {
		t.Fatalf("what the index holds differs from that of a fresh one:\n%s", diff)
	}
	files := each([]string{alone, dir}, func(dir string) map[string]string { return filesOf(t, dir) })
	for _, all := range files {
		maps.DeleteFunc(all, func(name, _ string) bool { return name == numbersFile || strings.Contains(name, "/"+storeFolder+"/") })
	}
	if diff := gocmp.Diff(files[0], files[1]); diff != "" {
		t.Fatalf("files differ from those of a fresh index:\n%s", diff)
	}
}

// filesOf are hashes of the files of a folder.
func filesOf(t rapid.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		all[name] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// damage cuts a file short, changes a byte of it or removes it. Whoever keeps files sees that by their time.
func damage(t *rapid.T, dir string) (name string) {
	name = rapid.SampledFrom(slices.Sorted(maps.Keys(filesOf(t, dir)))).Draw(t, "file")
	at := filepath.Join(dir, filepath.FromSlash(name))
	data, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(at); err != nil {
		t.Fatal(err)
	}
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 0:
		return name
	case 1:
		data = data[:rapid.IntRange(0, len(data)).Draw(t, "length")]
	case 2:
		if len(data) > 0 {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "byte")] ^= 0x55
		}
	}
	if err := os.WriteFile(at, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// shelf is documents that change.
type shelf struct {
	docs     []Document
	glossary []Abbreviation
	next     int
	stamped  bool
}

// content has the documents in shards by group, without their texts where they are stamped.
func (s *shelf) content() Content {
	c := Content{Documents: slices.Clone(s.docs), Glossary: s.glossary, Shard: func(d Document) string { return d.Group },
		Names: []Suggestion{{"P", "owner", "P and Sons", "/owners/p/"}}}
	if !s.stamped {
		return c
	}
	texts := map[string]string{}
	for i := range c.Documents {
		d := &c.Documents[i]
		texts[documentKey(d)] = d.Text
		all := sha256.Sum256([]byte(d.Text))
		d.Stamp, d.Text = Stamp(all[:]), ""
	}
	c.Text = func(docs []Document) ([]string, error) {
		return each(docs, func(d Document) string { return texts[documentKey(&d)] }), nil
	}
	return c
}

func (s *shelf) change(t *rapid.T) {
	s.stamped = rapid.IntRange(0, 3).Draw(t, "stamped") > 0
	if rapid.Bool().Draw(t, "explained") {
		s.glossary = rapid.SliceOfN(rapid.SampledFrom([]Abbreviation{{"bc", "barn cider"}, {"bc", "barn elm"}, {"elm", "apple elm barn"}}), 0, 2).Draw(t, "glossary")
	}
	for range rapid.IntRange(0, 2).Draw(t, "changes") {
		some := rapid.IntRange(0, max(0, len(s.docs)-1)).Draw(t, "which")
		switch what := rapid.IntRange(0, 3).Draw(t, "what"); {
		case what == 0 || len(s.docs) == 0:
			s.next++
			s.docs = append(s.docs, Document{ID: fmt.Sprintf("Y %d", s.next%7), Kind: "action", URL: fmt.Sprintf("/y/%d/", s.next)})
			s.edit(t, len(s.docs)-1)
		case what == 1:
			s.docs = slices.Delete(slices.Clone(s.docs), some, some+1)
		default:
			s.docs = slices.Clone(s.docs)
			s.edit(t, some)
		}
	}
}

// edit gives a document other words, which may name others, and other names.
func (s *shelf) edit(t *rapid.T, i int) {
	d := &s.docs[i]
	words := append([]string{"X 1", "x1", "Y 3", "Y 4", "Z 1/2", "bc", "barn cider", "barn elm"}, fewWords...)
	d.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 5).Draw(t, "text"), " ")
	d.Aliases = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Z 1/2", "Y 4", "Q 9"}), 0, 2, rapid.ID).Draw(t, "aliases")
	d.Group = rapid.SampledFrom([]string{"G", "G", "H"}).Draw(t, "group")
}
