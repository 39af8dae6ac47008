package index

import (
	"path/filepath"
	"slices"
	"testing"
)

// The parts of an index by shard give away together what the index does, and each what its own documents do.
func TestPart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(dir, Content{Documents: orchardDocuments(t), Shard: func(d Document) string { return yearOf(d.Date) }}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	dump := func(x *Index) []string {
		var all []string
		if err := x.Stored(func(id, field, value string) error { all = append(all, id+field+value); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := x.Terms(func(field, term string) error { all = append(all, field+term); return nil }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(all)
		return all
	}
	if len(x.Shards()) < 2 {
		t.Fatal("one shard proves nothing")
	}
	var parts []string
	for _, name := range x.Shards() {
		p, err := OpenPart(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		one := dump(p)
		if len(one) == 0 || len(one) == len(dump(x)) {
			t.Errorf("shard %s has %d terms and values of %d", name, len(one), len(dump(x)))
		}
		parts = append(parts, one...)
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
	if slices.Sort(parts); !slices.Equal(parts, dump(x)) {
		t.Error("the parts together are not the whole")
	}
	if _, err := OpenPart(dir, "none"); err == nil {
		t.Error("a shard that is not there has a part")
	}
}
