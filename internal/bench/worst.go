package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"path/filepath"
	"runtime/metrics"
	"time"

	"minutebook/index"
)

// generated is how many queries are made up of the words and signs of all of them.
const generated = 10_000

// worst asks hostile queries, by hand and made up, and tells the worst of them.
func (r *run) worst(w io.Writer, site string) error {
	hand, err := r.hostile()
	if err != nil {
		return err
	}
	c, err := r.corpus()
	if err != nil {
		return err
	}
	x, err := index.Open(filepath.Join(site, "index"))
	if err != nil {
		return err
	}
	defer x.Close()
	if _, err := x.Search(context.Background(), index.Query{}); err != nil { // warm, as searchd has it before anybody asks
		return err
	}
	x.Suggest("a")
	var all worst
	for _, q := range append(hand, c.generate(generated, hand)...) {
		if err := all.ask(x, q); err != nil {
			return err
		}
	}
	name := fmt.Sprintf("of %s queries made up and %d hostile ones by hand", thousands(generated), len(hand))
	log.Printf("slowest: %.60q, most memory: %.60q", all.slowest.Text, all.largest.Text)
	row(w, "the slowest "+name, ms(all.took), "ms", 250)
	row(w, "the most memory that one of them asked for", float64(all.bytes)/1e6, "MB", 32)
	return nil
}

type worst struct {
	took             time.Duration
	bytes            uint64
	slowest, largest index.Query
}

func (all *worst) ask(x *index.Index, q index.Query) error {
	before, began := allocated(), time.Now()
	_, err := x.Search(context.Background(), q)
	x.Suggest(q.Text)
	if took := time.Since(began); took > all.took {
		all.took, all.slowest = took, q
	}
	if bytes := allocated() - before; bytes > all.bytes {
		all.bytes, all.largest = bytes, q
	}
	var refused *index.QueryError
	if err != nil && !errors.As(err, &refused) {
		return fmt.Errorf("%q: %w", q.Text, err)
	}
	return nil
}

// allocated is what this process has asked for so far.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
