package index

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Many searches at once find what each finds alone.
func TestConcurrent(t *testing.T) {
	x := orchard(t)
	queries := []Query{{Text: "wasps"}, {Text: "12/01"}, {Text: `"coverage of rungs"`}, {Text: "baskats"}, {Kind: "action"}, {Text: "MP88", Sort: SortDate}}
	var alone []Results
	for _, q := range queries {
		r, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		r.Took = 0
		alone = append(alone, r)
	}
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range 40 {
				n := (worker + i) % len(queries)
				r, err := x.Search(t.Context(), queries[n])
				r.Took = 0
				if diff := cmp.Diff(alone[n], r); err != nil || diff != "" {
					t.Errorf("%+v: %v %s", queries[n], err, diff)
				}
				if s := x.Suggest("prug 12"); len(s) != 5 {
					t.Errorf("%d completions", len(s))
				}
			}
		})
	}
	wait.Wait()
}
