package index

import (
	"fmt"
	"slices"
	"testing"
)

// Every document is in one shard, in order, whatever is written as its date.
func TestDeal(t *testing.T) {
	docs := syntheticDocuments(300)
	for i, date := range []string{"", "2021", "2021-1", "2021-13-01", "2021-00-01", "20", "no date", "2021-é-1"} {
		docs[i].Date, docs[i].Kind = date, "meeting"
	}
	for name, of := range map[string]func(Document) string{"years": shardOf, "quarters": smallShardOf} {
		all := sorted(docs)
		shards, number := deal(all, of)
		next := make([]int, len(shards))
		for i, d := range all {
			s := shards[number[i]]
			if s.docs[next[number[i]]] != d || s.name != of(*d) {
				t.Fatalf("%s: %s is not where it belongs", name, d.ID)
			}
			next[number[i]]++
		}
		names := each(shards, func(s shard) string { return s.name })
		if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s: the shards are called %q", name, names)
		}
	}
	for d, want := range map[*Document]string{
		{Kind: "item", Date: "2021-03-31"}: "2021-1", {Kind: "meeting", Date: "2021-04-01"}: "2021-2", {Kind: "decision", Date: "2021-12-31"}: "2021-4",
		{Kind: "action", Date: "2021-12-31"}: "2021 actions", {Kind: "modification", Date: "2021-12-31"}: "subjects", {Kind: "page"}: "",
	} {
		if got := smallShardOf(*d); got != want {
			t.Errorf("%v is in %q, not in %q", fmt.Sprint(d.Kind, d.Date), got, want)
		}
	}
}
