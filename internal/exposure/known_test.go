package exposure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is known of documents changes nothing, whatever became of the archive or of what was known.
func TestWhatIsKnownChangesNothing(t *testing.T) {
	asked, kept := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn := drawArchive(t)
		before, after := drawn.state(t, "before"), drawn.state(t, "after")
		after.policy = before.policy
		rules := [32]byte{1}
		first := ReadKnown(nil, rules)
		first.OfSources(before.sources(), before.policy)
		data, ok := first.Marshal()
		if !ok && len(before.files) > 0 {
			t.Fatal("what was looked at is not known")
		}
		again := ReadKnown(data, rules)
		again.OfSources(before.sources(), before.policy)
		if _, more := again.Marshal(); more {
			t.Fatal("the same documents are not known")
		}
		if len(data) > 0 && rapid.Bool().Draw(t, "damaged") {
			data = data[:rapid.IntRange(0, len(data)-1).Draw(t, "length")]
		}
		known := ReadKnown(data, rules)
		asked, kept = asked+len(after.files), kept+len(known.before)
		if got, want := known.OfSources(after.sources(), after.policy), OfSources(after.sources(), after.policy); !slices.Equal(got.passages, want.passages) {
			t.Fatalf("sources: %+v, want %+v", got.passages, want.passages)
		}
		for _, site := range after.policy.Sites {
			e := after.edition(site)
			if got, want := known.Of(e, after.policy), Of(e, after.policy); !slices.Equal(got.found, want.found) {
				t.Fatalf("%s: %+v, want %+v", site.Name, got.found, want.found)
			}
		}
		if other := ReadKnown(data, [32]byte{2}); len(other.before) > 0 {
			t.Fatal("what is of other rules is known")
		}
	})
	if asked == 0 || kept == 0 {
		t.Errorf("%d documents, %d known: this proves nothing", asked, kept)
	}
}
