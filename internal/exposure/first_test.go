package exposure

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// firstOf is what a file has, in the first format.
func firstOf(t *testing.T, h hashed, in bucket) {
	for document, c := range in {
		n, _ := decode(document)
		words, err := wordsIn(c)
		if err != nil {
			t.Fatal(err)
		}
		levels := map[string]string{}
		for hash, level := range words {
			one := "."
			if hash != 0 {
				one = codeFirst(hash)
			}
			levels[level] += " " + one
		}
		h[codeFirst(n)] = levels
	}
}

func writeJSON(t *testing.T, at string, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// What was built before today's format is compared with as if it were of today's.
func TestTheFirstFormatIsRead(t *testing.T) {
	before, after := newState(), newState()
	before.files["a.md"] = meeting("White", "07", "1. Quay Lighting\n\nFour lamps were dark.\n\n[AMBER] The strongbox was empty.\n\n[RED] Nobody knew.\n")
	after.files["a.md"] = meeting("White", "07", "1. Quay Lighting\n\nThe strongbox was empty.\n\nNobody knew.\n")
	now, then := newArchive(t), newArchive(t)
	now.build(t, before, before.policy.Sites)
	then.build(t, before, before.policy.Sites)
	f := then.former(t)
	memory := memoryFile{Format: firstFormat, Out: "out", Withheld: map[string]hashed{}}
	for name, b := range f.sites {
		h := head{Format: firstFormat, Clearance: b.head.Clearance, Levels: b.head.Levels, Passages: hashed{}}
		memory.Withheld[name] = hashed{}
		for n := range buckets {
			shown, err := b.bucket(n)
			if err != nil {
				t.Fatal(err)
			}
			withheld, err := f.withheld.bucket(name, n)
			if err != nil {
				t.Fatal(err)
			}
			firstOf(t, h.Passages, shown)
			firstOf(t, memory.Withheld[name], withheld)
		}
		if err := os.RemoveAll(filepath.Join(b.dir, "levels")); err != nil {
			t.Fatal(err)
		}
		writeJSON(t, filepath.Join(b.dir, File), h)
	}
	if err := os.RemoveAll(f.withheld.folder); err != nil {
		t.Fatal(err)
	}
	writeJSON(t, f.withheld.folder+".json", memory)
	want, got := now.build(t, after, after.policy.Sites[:2]), then.build(t, after, after.policy.Sites[:2])
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Exposure{}, key{})); d != "" || len(want["parties"].Exposed) < 2 {
		t.Errorf("%+v\n-today +first:\n%s", want, d)
	}
	again := []map[string]Compared{now.build(t, before, before.policy.Sites), then.build(t, before, before.policy.Sites)}
	if d := cmp.Diff(again[0], again[1], cmp.AllowUnexported(Exposure{}, key{})); d != "" {
		t.Errorf("of a site that was not built again: %s", d)
	}
}
