package index

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func orchardDocuments(t testing.TB) []Document {
	t.Helper()
	a, err := txtar.ParseFile("testdata/search/orchard.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return documentsIn(t, a)
}

// The name of an index is made of its documents, in any order, and of nothing else.
func TestHash(t *testing.T) {
	docs := orchardDocuments(t)
	named := func(docs []Document, glossary ...Abbreviation) string {
		info, err := Build(t.TempDir(), Content{Documents: docs, Glossary: glossary})
		if err != nil || info.Documents != len(docs) {
			t.Fatalf("Build says %v, %v", info, err)
		}
		return info.Hash
	}
	name := named(docs)
	backward := slices.Clone(docs)
	slices.Reverse(backward)
	if named(backward) != name {
		t.Error("the order of the documents changes the name")
	}
	for i := range docs {
		changed := slices.Clone(docs)
		changed[i].Text += "."
		if named(changed) == name {
			t.Errorf("a change of %s does not change the name", docs[i].ID)
		}
	}
	if named(docs, Abbreviation{"PRUG", "Pruning Group"}) == name {
		t.Error("the glossary does not change the name")
	}
}

// Two builds of the same documents hold the same, whatever order bleve wrote them in.
func TestSameContent(t *testing.T) {
	docs := orchardDocuments(t)
	first := contentOf(t, open(t, docs))
	slices.Reverse(docs)
	if second := contentOf(t, open(t, docs)); !slices.Equal(first, second) {
		t.Error("the second build differs from the first")
	}
	if len(first) < 300 {
		t.Errorf("only %d terms and values", len(first))
	}
}

// contentOf is every term of every field with the documents that have it, and every stored value.
func contentOf(t *testing.T, x *Index) []string {
	t.Helper()
	var all []string
	err := x.Terms(func(field, term string) error {
		entry := "term " + field + " " + term
		tally := x.start(t.Context())
		defer tally.end()
		found, err := tally.postings(field, term)
		if err != nil {
			return err
		}
		err = tally.each(found, worth{}, func(row uint32, _ float32) uint32 {
			d, err := x.load(row)
			if err != nil {
				t.Error(err)
			}
			entry += " " + d.Kind + d.ID
			return 0
		})
		words := strings.Fields(entry)
		slices.Sort(words)
		all = append(all, strings.Join(words, " "))
		return err
	})
	if err == nil {
		err = x.Stored(func(id, field, value string) error {
			all = append(all, "stored "+id+" "+field+" "+value)
			return nil
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// What an index gives away: nothing that was not in its documents, and all of what was.
func TestDump(t *testing.T) {
	docs := []Document{{ID: "A 1/02", Kind: "action", Title: "Mend", URL: "/a/", Date: "2021-05-03", Status: "open",
		Meeting: "A_1", Group: "A", Owners: []string{"B Ltd"}, Aliases: []string{"C 1/2"}, Text: "Mending nets"}}
	want := []string{
		"_id 2021-05-03\x1faction\x1fA 1/02\x1f/a/",
		"about 2021", "about 3", "about a", "about action", "about b", "about ltd", "about may", "about open",
		"date 2021-05-03", "group A", "in a 1", "key 1 2", "key a 1 2", "key c 1 2", "kind action", "owner B Ltd",
		"status open", "stems mend", "stems net", "title mend", "words mend", "words mending", "words nets",
		"year 2021",
	}
	x := open(t, docs)
	var got []string
	if err := x.Terms(func(field, term string) error { got = append(got, field+" "+term); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("terms:\n got %q\nwant %q", got, want)
	}
	stored := map[string]string{}
	if err := x.Stored(func(_, field, value string) error { stored[field] = value; return nil }); err != nil {
		t.Fatal(err)
	}
	for field, value := range map[string]string{"id": "A 1/02", "heading": "Mend", "url": "/a/", "meeting": "A_1", "alias": "C 1/2", "text": "Mending nets"} {
		if stored[field] != value {
			t.Errorf("stored %s is %q, want %q", field, stored[field], value)
		}
	}
	stop := errors.New("enough")
	if err := x.Terms(func(string, string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Terms goes on after an error: %v", err)
	}
	if err := x.Stored(func(_, _, _ string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Stored goes on after an error: %v", err)
	}
}

func TestBuildRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := Build(dir, Content{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(dir, Content{}); err == nil {
		t.Error("a folder that is not empty is built in")
	}
	twins := []Document{{ID: "A 1", Kind: "action", URL: "/a/"}, {ID: "A 1", Kind: "action", URL: "/a/", Text: "secret"}}
	if _, err := Build(t.TempDir(), Content{Documents: twins}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("two documents under one key: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(file, Content{}); err == nil {
		t.Error("a file is built in")
	}
}

// The builder's work files hold every text: they must be gone, and never stand elsewhere.
func TestBuildLeavesNothing(t *testing.T) {
	elsewhere := t.TempDir()
	t.Setenv("TMPDIR", elsewhere)
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(dir, Content{Documents: orchardDocuments(t)}); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(elsewhere); len(left) > 0 {
		t.Errorf("left in the folder for temporary files: %v", left)
	}
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, filepath.Base(path))
		}
		return err
	})
	if want := []string{"index.json", "index_meta.json", "000000000002.zap", "root.bolt", "tables.bin", "tables.txt", "tables.bin", "tables.txt"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("the index is %v (%v), want %v", names, err, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nowhere")
	if _, err := Open(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNotIndex) {
		t.Errorf("an empty folder: %v", err)
	}
	in := func(dir string, name ...string) string {
		shards, _ := filepath.Glob(filepath.Join(dir, shardFolder, "*"))
		return filepath.Join(append([]string{shards[0]}, name...)...)
	}
	for name, damage := range map[string]func(dir string) error{
		"an old schema":   func(dir string) error { return rewrite(dir, infoFile, `{"schema":0,"documents":14}`) },
		"another number":  func(dir string) error { return rewrite(dir, infoFile, `{"schema":3,"documents":13}`) },
		"no JSON":         func(dir string) error { return rewrite(dir, infoFile, `{`) },
		"no segment":      func(dir string) error { return os.Remove(in(dir, "store", "000000000002.zap")) },
		"half a segment":  func(dir string) error { return os.Truncate(in(dir, "store", "000000000002.zap"), 4000) },
		"an empty one":    func(dir string) error { return os.Truncate(in(dir, "store", "000000000002.zap"), 0) },
		"no table of it":  func(dir string) error { return os.Remove(in(dir, "store", "root.bolt")) },
		"no words":        func(dir string) error { return os.Remove(filepath.Join(dir, wordsFile)) },
		"half the words":  func(dir string) error { return os.Truncate(filepath.Join(dir, wordsFile), 400) },
		"half a number":   func(dir string) error { return os.Truncate(filepath.Join(dir, numbersFile), 401) },
		"half of them":    func(dir string) error { return os.Truncate(filepath.Join(dir, numbersFile), 400) },
		"no bleve at all": func(dir string) error { return os.Remove(in(dir, "index_meta.json")) },
	} {
		dir := filepath.Join(t.TempDir(), "index")
		if _, err := Build(dir, Content{Documents: orchardDocuments(t)}); err != nil {
			t.Fatal(err)
		}
		if err := damage(dir); err != nil {
			t.Fatal(err)
		}
		x, err := Open(dir)
		if err == nil {
			x.Close()
			t.Errorf("%s: it opens", name)
		}
	}
}

func rewrite(dir, name, text string) error {
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
}

// An index of nothing answers every query with nothing.
func TestEmpty(t *testing.T) {
	x := open(t, nil)
	r, err := x.Search(t.Context(), Query{Text: "wasps"})
	if err != nil || r.Total != 0 || r.Pages != 0 || len(r.Hits) != 0 || len(r.Facets) != len(Facets()) {
		t.Errorf("%+v, %v", r, err)
	}
	if s := x.Suggest("wasps"); len(s) > 0 {
		t.Errorf("it suggests %v", s)
	}
	if _, err := x.Search(t.Context(), Query{Page: -1}); err == nil {
		t.Error("a wrong query is not refused")
	}
}
