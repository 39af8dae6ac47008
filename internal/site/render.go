package site

import (
	"cmp"
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/record"
)

const (
	defaultBatch = 2000
	batchBytes   = 4 << 20 // of front matter; Hugo holds several times as much
)

func render(ctx context.Context, o Options) error {
	b := newBuilder(o)
	files, err := writeAssets(o.Static, b.look, o.Policy, o.Out)
	if err != nil {
		return err
	}
	if err := copyPapers(o.Edition.Files(), o.Content, o.Out); err != nil {
		return err
	}
	if err := b.writeOpenSearch(o.Out); err != nil {
		return err
	}
	printer, err := newPrinter(o.Layouts, b.frame(files), b.words.Texts(), o.Out)
	if err != nil {
		return err
	}
	pages := b.all()
	s, err := b.settle(o, pages)
	if err != nil {
		return err
	}
	if o.Moved != nil {
		o.Moved(Moved{s.list, s.fates})
	}
	if o.Ahead != nil {
		o.Ahead(newAhead(o, files, pages, s, printer))
	}
	pages = s.apply(pages)
	known := newReuse(b, b.shared(printer, o.Settings), pages, o.Former, o.Out)
	if err := printAll(ctx, printer, known, o); err != nil {
		return err
	}
	if o.Remember != nil {
		o.Remember(known.finished())
	}
	return nil
}

// printAll prints the pages batch by batch. The values of a batch are made when its turn comes, while Hugo prints the one
// before it.
func printAll(ctx context.Context, p *printer, known *reuse, o Options) error {
	pages := known.pages
	if err := distinct(pages); err != nil {
		return err
	}
	there := map[string]bool{}
	for _, pg := range pages {
		if there[pg.layout] {
			continue
		}
		if there[pg.layout] = p.has(pg.layout); !there[pg.layout] {
			return fmt.Errorf("the page %s needs layouts/%s.html, which is not there", pg.path, pg.layout)
		}
	}
	kept, err := known.keep()
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return err
	}
	batches := make(chan []sheet)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(batches)
		return inBatches(ctx, known, o.Batch, batches)
	})
	group.Go(func() error {
		done := kept
		for batch := range batches {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := p.print(batch); err != nil {
				return err
			}
			if done += len(batch); o.Progress != nil {
				o.Progress(done, len(pages))
			}
		}
		return nil
	})
	return group.Wait()
}

// inBatches hands on, with their values, the pages that the former generation does not have. A batch is full with so many pages or so many bytes.
func inBatches(ctx context.Context, known *reuse, size int, to chan<- []sheet) error {
	if size <= 0 {
		size = defaultBatch
	}
	var batch []sheet
	weight := 0
	send := func() error {
		select {
		case to <- batch:
			batch, weight = nil, 0
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i := range known.pages {
		s, kept, err := known.sheet(i)
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		if kept {
			continue
		}
		batch, weight = append(batch, s), weight+len(s.front)
		if len(batch) == size || weight >= batchBytes {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return send()
}

// distinct refuses two pages in one file: one of them would vanish.
func distinct(pages []page) error {
	seen := make(map[string]int32, len(pages))
	for i, pg := range pages {
		if at, ok := seen[pg.file()]; ok {
			before := pages[at]
			return fmt.Errorf("two pages are to be %s: one of layout %q, one of layout %q", pg.path, before.layout, pg.layout)
		}
		seen[pg.file()] = int32(i)
	}
	return nil
}

// pagesOf are the pages of one document.
func (b *builder) pagesOf(m *record.Meeting) []page {
	return []page{
		newPage(m.Path, "meeting", func() any { return b.meetingPage(m) }).keyed(func(k *keys) key { return k.ofMeeting(m) }),
		newPage(m.Path+"source/", "source", func() any { return b.sourcePage(m) }).keyed(func(k *keys) key { return k.ofSource(m) }),
		b.changesOf(m),
	}
}

// all lists every page of the site.
func (b *builder) all() []page {
	var all []page
	all = append(all, newPage("/", "front", func() any { return b.homePage() }))
	for _, g := range b.record.Groups {
		all = append(all, newPage(g.Path, "group", func() any { return b.groupPage(g) }))
	}
	for _, m := range b.meetings() {
		all = append(all, b.pagesOf(m)...)
	}
	all = append(all, newPage(changesPath, "latest", func() any { return b.latestPage() }))
	for _, a := range b.record.Actions {
		all = append(all, newPage(a.Path, "action", func() any { return b.actionPage(a) }).keyed(func(k *keys) key { return k.ofAction(a) }))
	}
	for _, s := range b.record.Subjects() {
		all = append(all, newPage(s.Path, "subject", func() any { return b.subjectPage(s) }).keyed(func(k *keys) key { return k.ofSubject(s) }))
	}
	for _, o := range b.record.Owners {
		all = append(all, newPage(o.Path, "owner", func() any { return b.ownerPage(o) }))
	}
	for _, t := range b.record.Threads {
		all = append(all, newPage(t.Path, "thread", func() any { return b.threadPage(t) }).keyed(func(k *keys) key { return k.ofThread(t, b.known[decisionsOn(t)]) }))
	}
	for _, t := range b.listings() {
		all = append(all, b.registerPages(t)...)
	}
	all = append(all, b.glossaryPages()...)
	return append(all, b.ownPages()...)
}
