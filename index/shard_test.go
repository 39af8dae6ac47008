package index

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// However documents are dealt to shards, a search finds the same, in the same order, in the same words.
func TestShardsAreOneIndex(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := anyDocuments(r)
		for i := range docs {
			docs[i].Meeting = rapid.SampledFrom([]string{"A_1", "A_2"}).Draw(r, "meeting")
		}
		glossary := []Abbreviation{{"BC", "barn cider"}}
		names := []Suggestion{{"P", "owner", "P and Sons", "/owners/p/"}}
		one := openContent(t, Content{Documents: docs, Glossary: glossary, Names: names})
		dealt := map[string]string{}
		for _, d := range docs {
			dealt[documentKey(&d)] = rapid.SampledFrom([]string{"x", "y", "z"}).Draw(r, "shard")
		}
		many := openContent(t, Content{Documents: docs, Glossary: glossary, Names: names, Shard: func(d Document) string { return dealt[documentKey(&d)] }})
		for range 5 {
			q := anyQuery(r)
			q.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"apple", "barn", "cider", `"barn cider"`, "bc", "-elm", "appel", "X 7", "x7"}), 0, 3).Draw(r, "text"), " ")
			q.By = rapid.SampledFrom([]Grouping{ByNothing, ByMeeting}).Draw(r, "by")
			want, err := one.Search(t.Context(), q)
			got, also := many.Search(t.Context(), q)
			if cmp.Compare(errorOf(err), errorOf(also)) != 0 {
				r.Fatalf("%+v: %v, and of shards %v", q, err, also)
			}
			if diff := gocmp.Diff(want, got, cmpopts.IgnoreFields(Results{}, "Took")); diff != "" {
				r.Fatalf("%+v: shards find (+) what one index (-) does not:\n%s", q, diff)
			}
		}
		for _, typed := range []string{"a", "x 1", "ba ap", "p"} {
			if diff := gocmp.Diff(one.Suggest(typed), many.Suggest(typed)); diff != "" {
				r.Fatalf("%s: shards suggest:\n%s", typed, diff)
			}
		}
	})
}

func errorOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// A shard is called by its documents: one whose documents are the same keeps its name when others change.
func TestShardsAreNamedByTheirDocuments(t *testing.T) {
	docs := orchardDocuments(t)
	byYear := func(d Document) string { return cmp.Or(yearOf(d.Date), "none") }
	shards := func(docs []Document) []string {
		dir := t.TempDir()
		if _, err := Build(dir, Content{Documents: docs, Shard: byYear}); err != nil {
			t.Fatal(err)
		}
		in, err := readInfo(dir)
		if err != nil {
			t.Fatal(err)
		}
		return in.Shards
	}
	before := shards(docs)
	after := shards(append(docs, Document{ID: "PRUG_99", Kind: "meeting", Title: "PRUG_99", URL: "/meetings/prug-99/", Date: "2030-01-01"}))
	if len(before) != 2 || len(after) != 3 || before[0] != after[0] || before[1] != after[2] {
		t.Errorf("%q became %q", before, after)
	}
}

// What is no longer among the documents is in none of the files.
func TestErasedIsErased(t *testing.T) {
	docs := orchardDocuments(t)
	secret := Document{ID: "QUX 77/05", Kind: "action", Title: "QUX 77/05: Quincunx", URL: "/actions/qux-77-05/", Date: "2021-05-03", Owners: []string{"Quincey"}, Text: "Quixotic"}
	for _, c := range []struct {
		docs []Document
		want bool
	}{{append(docs, secret), true}, {docs, false}} {
		dir := t.TempDir()
		if _, err := Build(dir, Content{Documents: c.docs}); err != nil {
			t.Fatal(err)
		}
		x, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, err := range []error{
			x.Terms(func(field, term string) error { all.WriteString(term + "\n"); return nil }),
			x.Stored(func(_, field, value string) error { all.WriteString(value + "\n"); return nil }),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, trace := range []string{"quixot", "Quincey", "qux", "QUX 77/05"} {
			if strings.Contains(all.String(), trace) != c.want {
				t.Errorf("%q in the index is %v", trace, !c.want)
			}
		}
		words, err := os.ReadFile(filepath.Join(dir, wordsFile))
		if err != nil || strings.Contains(string(words), "quincunx") != c.want {
			t.Errorf("a word in the tables is %v, %v", !c.want, err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Foreign bytes in place of the tables are refused, and never read beyond.
func FuzzTables(f *testing.F) {
	dir := f.TempDir()
	docs := orchardDocuments(f)
	if _, err := Build(dir, Content{Documents: docs, Names: []Suggestion{{"P", "owner", "P", "/owners/p/"}}}); err != nil {
		f.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(dir, wordsFile))
	numbers, _ := os.ReadFile(filepath.Join(dir, numbersFile))
	if _, err := parseTables(text, numbers, len(docs)); err != nil {
		f.Fatal(err)
	}
	f.Add(text, numbers, 0, uint32(0))
	f.Add(text, numbers, 40, uint32(1<<31))
	f.Add([]byte{}, []byte{0, 0, 0, 0}, 0, uint32(1))
	f.Fuzz(func(t *testing.T, text, numbers []byte, at int, value uint32) {
		if at >= 0 && at < len(numbers) {
			numbers[at] = byte(value)
		}
		tables, err := parseTables(text, numbers, len(docs))
		if err != nil {
			return
		}
		x := &Index{tables: tables}
		x.meanings = newGlossary(x.glossary)
		x.priors()
		flt := x.newFilter(Query{Owner: "Grower", Year: "2021"})
		all := x.everyRow()
		flt.values(flt.counts(all, flt.pass(all)))
		x.keys.begin("p", func(string, []uint32) bool { return true })
		x.complete.titles([]string{"a"})
		x.respell("baskats", []clause{{terms: []string{"baskats"}, end: 7}})
	})
}
