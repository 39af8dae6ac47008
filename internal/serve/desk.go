package serve

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"minutebook/internal/build"
)

const (
	// closes is how long no source must change before what was saved is shown: a file is written in several steps.
	closes = 10 * time.Millisecond
	// settle is how long the archive must be quiet before it is built again: an editor saves in several steps.
	settle = 50 * time.Millisecond
	// rest is the same where the change is seen already: whoever saves often has no use for builds in between.
	rest = 500 * time.Millisecond
	// longest is how long builds are given up for later changes, after the first that none has: then one is done, whatever changes.
	longest = 20 * time.Second
)

// desk is what whoever writes waits at: what was saved is shown on the pages that are open, and then built. It is for one goroutine.
type desk struct {
	*workshop
	ahead        *build.Ahead // nil for none
	changed      []string     // documents that changed since the build that left it began
	since        []string     // of those, what changed since the build that is going on began
	stale        bool         // whether something changed that every page depends on, or nobody knows what may be shown
	staleSince   bool         // the same, since the build that is going on began
	saved, quiet *time.Timer
	noted        time.Time     // when a source changed last
	stop         func()        // gives up the build that is going on; nil while there is none
	gaveUp       bool          // whether that was called
	unbuilt      time.Time     // when the first source changed that no build has; zero for none
	placed       []string      // the sites that those changed
	again        bool          // whether to build once more
	built        chan finished // has room for one
}

// finished is a build that ended.
type finished struct {
	Round
	ahead *build.Ahead
}

func newDesk(w *workshop, ahead *build.Ahead) *desk {
	return &desk{workshop: w, ahead: ahead, saved: stopped(), quiet: stopped(), built: make(chan finished, 1)}
}

// note takes in that a source changed.
func (d *desk) note(name string) {
	rel, _ := d.below(name)
	d.touched.Store(true)
	d.noted = time.Now()
	if d.unbuilt.IsZero() {
		d.unbuilt = d.noted
	}
	d.quiet.Reset(settle)
	switch {
	case ofAll(rel):
		d.stale, d.staleSince = true, true
	case strings.EqualFold(path.Ext(rel), ".md"):
		d.changed, d.since = with(d.changed, rel), with(d.since, rel)
		d.saved.Reset(closes)
	}
}

func with(all []string, name string) []string {
	if slices.Contains(all, name) {
		return all
	}
	return append(all, name)
}

// show puts what was saved on the pages that are open.
func (d *desk) show() {
	if d.ahead == nil || d.stale {
		return
	}
	if d.stop != nil && time.Since(d.unbuilt) < longest && !d.gaveUp {
		d.stop() // so that nobody waits for a build that is late already
		d.gaveUp = true
	}
	var shown []string
	for _, name := range d.names {
		s := d.sites[name]
		at := s.inSight()
		if len(at) == 0 {
			continue
		}
		if pages, ok := d.ahead.Pages(name, d.changed, at); ok && s.show(pages) {
			shown = append(shown, name)
		}
	}
	if len(shown) > 0 {
		d.quiet.Reset(rest)
		if d.Shown != nil {
			d.Shown(Shown{shown, time.Since(d.noted)})
		}
	}
}

// begin begins a build, or has one follow that which is going on.
func (d *desk) begin(ctx context.Context) {
	if d.stop != nil {
		d.again = true
		return
	}
	ctx, d.stop = context.WithCancel(ctx)
	d.again, d.gaveUp, d.since, d.staleSince = false, false, nil, false
	d.touched.Store(false)
	go func() {
		round, ahead := d.build(ctx)
		d.built <- finished{round, ahead}
	}()
}

// end takes in what came of a build.
func (d *desk) end(ctx context.Context, f finished) {
	d.stop()
	d.stop = nil
	if d.gaveUp && errors.Is(f.Err, context.Canceled) {
		d.again = true
		for _, name := range f.Changed {
			d.placed = with(d.placed, name)
		}
	} else {
		for _, name := range d.placed {
			f.Changed = with(f.Changed, name)
		}
		d.placed = nil
		if d.unbuilt = (time.Time{}); d.touched.Load() {
			d.unbuilt = d.noted
		}
		d.settle(f)
		if ctx.Err() == nil {
			d.Built(f.Round)
		}
	}
	if d.again {
		d.quiet.Reset(max(settle, rest-time.Since(d.noted)))
	}
}

// settle goes by a build that was done: pages that were shown ahead of it go, unless there is something newer to be shown.
func (d *desk) settle(f finished) {
	if f.Err != nil {
		d.stale = true // until one succeeds nobody knows what may be shown
		d.back()
		return
	}
	if f.ahead != nil {
		d.drop()
		d.ahead = f.ahead
		d.ready()
	}
	d.changed, d.stale = d.since, d.staleSince
	if !d.touched.Load() {
		d.back()
	}
}

// ready has the pages that are open at hand, so that the next change of them is seen as soon as the ones after it.
func (d *desk) ready() {
	for _, name := range d.names {
		if at := d.sites[name].inSight(); len(at) > 0 {
			go d.ahead.Ready(name, at)
		}
	}
}

func (d *desk) drop() {
	if d.ahead != nil {
		d.ahead.Close()
	}
}

// leave waits for the build that is going on.
func (d *desk) leave() {
	if d.stop != nil {
		d.stop()
		if f := <-d.built; f.ahead != nil {
			f.ahead.Close()
		}
	}
	d.drop()
}
