package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

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
	c, err := r.corpus()
	if err != nil {
		return err
	}
	whole, e1 := r.engine(ourMaker)
	parted, e2 := r.engine(shardMaker)
	if err := errors.Join(e1, e2); err != nil {
		return err
	}
	defer whole.Close()
	defer parted.Close()
	lines, err := r.lines(c, whole)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| what is asked | one index, median ms | %d shards, median ms | ratio | bound | | same first ten |\n|---|--:|--:|--:|--:|---|---|\n", shards)
	for _, l := range lines {
		one, _, err := l.measure(whole, false, 500)
		if err != nil {
			return err
		}
		all, _, err := l.measure(parted, false, 500)
		if err != nil {
			return err
		}
		same, err := l.same(whole.(ours), parted.(ours))
		if err != nil {
			return err
		}
		ratio := ms(all.at(50)) / ms(one.at(50))
		fmt.Fprintf(w, "| %s | %s | %s | %.2f | 1.5 | %s | %s |\n", l.what, figure(ms(one.at(50))), figure(ms(all.at(50))), ratio, verdict(ratio, 1.5), same)
	}
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
