package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"time"

	"minutebook/index"
)

// shards is how many an index is parted into, to compare it with one that is whole.
const shards = 20

// buildShards makes an index of shards, parted by the meeting that a document belongs to.
func buildShards(path string, c index.Content) error {
	c.Shard = func(d index.Document) string {
		h := fnv.New32a()
		_, _ = io.WriteString(h, cmp.Or(d.Meeting, d.ID))
		return fmt.Sprintf("%02d", h.Sum32()%shards)
	}
	return buildOurs(path, c)
}

// sharded holds an index in shards against one that is whole: how long it takes, and whether the first ten are the same.
func sharded(w io.Writer, r *run) error {
	lines, err := r.lines()
	if err != nil {
		return err
	}
	engines, err := r.engines(ourMaker, shardMaker)
	if err != nil {
		return err
	}
	defer closeAll(engines)
	fmt.Fprintf(w, "| what is asked | one index, median ms | %d shards, median ms | ratio | bound | | same first ten |\n|---|--:|--:|--:|--:|---|---|\n", shards)
	for _, l := range lines {
		took, e1 := race(500, 6*time.Second, l.asks(engines[0], nil, false), l.asks(engines[1], nil, false))
		same, e2 := l.same(engines[0].(ours), engines[1].(ours))
		if err := errors.Join(e1, e2); err != nil {
			fmt.Fprintf(w, "| %s | | | | | **missed**: %v | |\n", l.what, err)
			continue
		}
		one, parted := ms(took[0].median()), ms(took[1].median())
		fmt.Fprintf(w, "| %s | %s | %s | %.2f | 1.5 | %s | %s |\n", l.what, figure(one), figure(parted), parted/one, verdict(parted/one, 1.5), same)
	}
	fmt.Fprint(w, refusals(engines[1]))
	return nil
}

// same counts the questions that both answer with the same ten hits in the same order.
func (l line) same(a, b ours) (string, error) {
	same := 0
	for _, q := range l.questions {
		ha, err := a.first(q)
		if err != nil {
			return "", err
		}
		hb, err := b.first(q)
		if err != nil {
			return "", err
		}
		if slices.Equal(ha, hb) {
			same++
		}
	}
	return fmt.Sprintf("%d of %d", same, len(l.questions)), nil
}

func (o ours) first(q question) ([]string, error) {
	r, err := o.Search(context.Background(), q.query())
	var all []string
	for _, h := range r.Hits[:min(shown, len(r.Hits))] {
		all = append(all, h.Kind+" "+h.ID+" "+h.URL)
	}
	return all, err
}
