package index

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
)

// A deleted document leaves its terms, stored fields and doc values behind: all of them are handed out to those who look.
func TestWhatWasDeletedIsStillDumped(t *testing.T) {
	dir := t.TempDir()
	m := bleve.NewIndexMapping()
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(fieldOwner, &mapping.FieldMapping{Type: "text", Analyzer: "keyword", Index: true, Store: true, DocValues: true})
	m.DefaultMapping = doc
	b, err := bleve.NewUsing(filepath.Join(dir, "x"), m, "scorch", "scorch", nil)
	if err != nil {
		t.Fatal(err)
	}
	batch := b.NewBatch()
	for _, key := range []string{"kept", "gone"} {
		if err := batch.Index(key, map[string]any{fieldOwner: key + " owner"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Batch(batch); err != nil {
		t.Fatal(err)
	}
	if err := b.Delete("gone"); err != nil {
		t.Fatal(err)
	}
	one, err := readShard(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := one.live(); !errors.Is(err, ErrNotIndex) {
		t.Errorf("an index with deleted documents: %v", err)
	}
	x := &Index{shards: []*openedShard{one}}
	var terms, stored, values []string
	for _, err := range []error{
		x.Terms(func(field, term string) error { terms = append(terms, field+" "+term); return nil }),
		x.Stored(func(_, field, value string) error { stored = append(stored, field+" "+value); return nil }),
		x.Values(func(field, value string) error { values = append(values, field+" "+value); return nil }),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, one := range []struct {
		what string
		all  []string
	}{{"terms", terms}, {"stored fields", stored}, {"doc values", values}} {
		for _, want := range []string{"owner kept owner", "owner gone owner"} {
			if !slices.Contains(one.all, want) {
				t.Errorf("the %s have no %q: %q", one.what, want, one.all)
			}
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// An index of ours has no doc values, and its segments are the files that are there.
func TestSegments(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(dir, Content{Documents: orchardDocuments(t)}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	segments := x.Segments()
	if len(segments) == 0 {
		t.Fatal("no segments")
	}
	for _, name := range segments {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if err := x.Values(func(field, value string) error { t.Errorf("a doc value of %s", field); return nil }); err != nil {
		t.Error(err)
	}
}
