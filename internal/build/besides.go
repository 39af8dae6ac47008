package build

import (
	"golang.org/x/sync/errgroup"

	"minutebook/internal/data"
	"minutebook/internal/generation"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// besides are what stands beside the pages: data tables, feeds and calendars. None reads another, and pages read their names alone.
type besides struct {
	*builder
	record *record.Record
	tree   *generation.Tree
	begun  bool
	all    errgroup.Group
	tables data.Files
	news   []site.Feed
}

func (b *builder) besides(r *record.Record, tree *generation.Tree) *besides {
	return &besides{builder: b, record: r, tree: tree}
}

// begin begins to write them, unless that is begun.
func (b *besides) begin() {
	if b.begun {
		return
	}
	b.begun = true
	b.all.Go(func() (err error) {
		b.tables, err = data.Write(b.record, b.archive.Rules.Policy, b.tree)
		return err
	})
	b.all.Go(func() (err error) {
		b.news, err = b.feeds(b.record, b.tree.Below("www"))
		return err
	})
}

// stop waits until what is begun is written.
func (b *besides) stop() error { return b.all.Wait() }
