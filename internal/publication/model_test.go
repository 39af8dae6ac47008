package publication

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publish"
)

// buildOf is a build whose files are named by letters and have the given contents.
func buildOf(files map[string]string) Build {
	b := Build{Manifest: publish.Manifest{Format: 1, Site: "public", Clearance: "Clear", Online: true, Files: map[string]string{}}}
	folder := fstest.MapFS{}
	for name, text := range files {
		b.Manifest.Files[name] = sumOf([]byte(text))
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b.Files = folder
	return b
}

// world is a depot with actors, whose requests happen one at a time, in an order that is drawn; each may fail, be lost, come later, or be
// the last that its actor makes.
type world struct {
	t       *rapid.T
	store   *depottest.Memory
	actors  []*actor
	late    []func() // requests that are still on their way
	clock   time.Time
	history map[int64]map[string]string // what was published under each sequence
	last    Pointer
	came    int // late requests that came
}

type actor struct {
	name    string
	asked   chan request
	ended   chan error
	pending *request
	dead    bool
	over    bool
	skew    time.Duration
	cancel  context.CancelFunc
	check   func(err error) // of what it came to
}

type request struct {
	what   string
	do     func() error
	answer chan error
}

// gated is the depot as an actor has it.
type gated struct {
	w *world
	a *actor
}

var errDead = errors.New("dead")

func (g gated) ask(what string, do func() error) error {
	r := request{what, do, make(chan error)}
	g.a.asked <- r
	return <-r.answer
}

func (g gated) Get(ctx context.Context, name string) (body io.ReadCloser, tag depot.Tag, err error) {
	err = g.ask("get "+name, func() error {
		body, tag, err = g.w.store.Get(context.Background(), name)
		return err
	})
	return body, tag, err
}

func (g gated) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o depot.Put) (tag depot.Tag, err error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return "", err
	}
	err = g.ask("put "+name, func() error {
		got, err := g.w.store.Put(context.Background(), name, strings.NewReader(string(data)), size, o)
		tag = got
		return err
	})
	return tag, err
}

func (g gated) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var all []string
		err := g.ask("list "+prefix, func() error {
			all = nil
			for name := range g.w.store.List(context.Background(), prefix, shallow) {
				all = append(all, name)
			}
			return nil
		})
		if err != nil {
			yield("", err)
			return
		}
		for _, name := range all {
			if !yield(name, nil) {
				return
			}
		}
	}
}

func (g gated) Delete(ctx context.Context, names ...string) error {
	names = slices.Clone(names)
	return g.ask("delete", func() error { return g.w.store.Delete(context.Background(), names...) })
}

// start lets somebody work in the world.
func (w *world) start(name string, work func(ctx context.Context, p *Place) error, check func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	a := &actor{name: name, asked: make(chan request), ended: make(chan error, 1), cancel: cancel, check: check}
	w.actors = append(w.actors, a)
	p := At(gated{w, a}, depot.Pauses{Attempts: 3})
	p.Parallel, p.perPart = 1, 2
	p.Clock = func() time.Time { return w.clock.Add(a.skew) }
	go func() { a.ended <- work(ctx, p) }()
}

// settle waits until every actor has asked for something, or ended.
func (w *world) settle() {
	for _, a := range w.actors {
		for !a.over && a.pending == nil {
			select {
			case r := <-a.asked:
				if a.dead {
					r.answer <- errDead
					continue
				}
				a.pending = &r
			case err := <-a.ended:
				a.over = true
				a.cancel()
				if !a.dead {
					a.check(err)
				}
			}
		}
	}
}

func (w *world) waiting() (all []*actor) {
	for _, a := range w.actors {
		if a.pending != nil {
			all = append(all, a)
		}
	}
	return all
}

// step lets one request happen, or not.
func (w *world) step(a *actor, fault string) {
	r := *a.pending
	a.pending = nil
	var err error
	switch fault {
	case "busy":
		err = depot.ErrUnavailable
	case "lost":
		_ = r.do()
		err = depot.ErrUnavailable
	case "late":
		if strings.HasPrefix(r.what, "put") || r.what == "delete" {
			w.late = append(w.late, func() { _ = r.do() })
		}
		err = depot.ErrUnavailable
	case "death":
		a.dead = true
		a.cancel()
		err = errDead
	default:
		err = r.do()
	}
	r.answer <- err
	w.settle()
	w.look()
}

// look holds the store to what must be at every moment.
func (w *world) look() {
	p := At(w.store, depot.Pauses{})
	p.Parallel = 1
	ptr, err := p.Pointer(context.Background())
	if errors.Is(err, ErrNothing) && w.last.Write == "" {
		return
	}
	if err != nil {
		w.t.Fatalf("the pointer: %v", err)
	}
	if ptr.sequence() < w.last.sequence() || ptr.sequence() > w.last.sequence()+1 || ptr.Floor < w.last.Floor {
		w.t.Fatalf("sequence %d and floor %d after %d and %d", ptr.sequence(), ptr.Floor, w.last.sequence(), w.last.Floor)
	}
	w.last = ptr
	for _, g := range append(slices.Clone(ptr.Former), nowOf(ptr)...) {
		if g.Sequence < ptr.Floor {
			w.t.Fatalf("generation %d is below the floor %d", g.Sequence, ptr.Floor)
		}
		has := w.whole(p, g)
		if was, ok := w.history[g.Sequence]; ok && fmt.Sprint(was) != fmt.Sprint(has) {
			w.t.Fatalf("generation %d was %v, and is %v", g.Sequence, was, has)
		}
		w.history[g.Sequence] = has
	}
}

func nowOf(ptr Pointer) []Generation {
	if ptr.Now == nil {
		return nil
	}
	return []Generation{*ptr.Now}
}

// whole reads all of a generation.
func (w *world) whole(p *Place, g Generation) map[string]string {
	s, err := p.Snapshot(context.Background(), g, nil)
	if err != nil {
		w.t.Fatalf("generation %d is not whole: %v", g.Sequence, err)
	}
	all := map[string]string{}
	for name := range s.Files {
		data, err := s.Read(context.Background(), name)
		if err != nil {
			w.t.Fatalf("generation %d: %s: %v", g.Sequence, name, err)
		}
		all[name] = string(data)
	}
	return all
}

func drawFiles(t *rapid.T) map[string]string {
	return rapid.MapOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "e/f", "e/g"}), rapid.SampledFrom([]string{"", "1", "2", "3"}), 1, 6).Draw(t, "files")
}

// publisher publishes a build; what it is told must be what happened.
func (w *world) publisher(files map[string]string, keep time.Duration, withdraws bool) {
	var res Result
	if withOwn := rapid.Bool().Draw(w.t, "own"); withOwn {
		files["own"] = fmt.Sprint(len(w.actors))
	}
	w.start("publisher", func(ctx context.Context, p *Place) (err error) {
		res, err = p.Publish(ctx, buildOf(files), Options{Keep: keep, Withdraws: func(context.Context, *Snapshot) (bool, error) { return withdraws, nil }})
		return err
	}, func(err error) {
		var overtaken *OvertakenError
		if errors.As(err, &overtaken) {
			for n, was := range w.history {
				if own := files["own"]; own != "" && was["own"] == own && n > w.last.Floor {
					w.t.Fatalf("told that somebody else published, and generation %d is %v", n, was)
				}
			}
		}
		if err != nil {
			return
		}
		if was := w.history[res.Sequence]; fmt.Sprint(was) != fmt.Sprint(files) {
			w.t.Fatalf("told that %v is generation %d, which is %v", files, res.Sequence, was)
		}
	})
}

func (w *world) goer(floor bool) {
	w.start("goer back", func(ctx context.Context, p *Place) error {
		ptr, err := p.Pointer(ctx)
		if err != nil || ptr.Now == nil {
			return err
		}
		g, err := ptr.Kept(0)
		if err != nil {
			return err
		}
		s, err := p.Snapshot(ctx, g, nil)
		if err != nil {
			return err
		}
		_, err = p.GoBack(ctx, s, *ptr.Now, floor)
		return err
	}, func(error) {})
}

func TestNoGenerationIsEverBroken(t *testing.T) {
	published := 0
	rapid.Check(t, func(t *rapid.T) {
		w := &world{t: t, store: depottest.NewMemory(), clock: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), history: map[int64]map[string]string{}}
		defer w.end()
		faults := []string{"", "", "", "", "", "", "", "", "", "", "", "", "busy", "lost", "late", "death"}
		if rapid.Bool().Draw(t, "calm") {
			faults = faults[:12]
		}
		steps := 300
		if os.Getenv("MINUTEBOOK_SOAK") != "" {
			steps = 1500
		}
		for range rapid.IntRange(30, steps).Draw(t, "steps") {
			w.settle()
			waiting := w.waiting()
			action := rapid.IntRange(0, 39).Draw(t, "action")
			keep := rapid.SampledFrom([]time.Duration{0, time.Hour}).Draw(t, "keep")
			switch {
			case action == 0:
				w.clock = w.clock.Add(time.Duration(rapid.IntRange(-30, 60).Draw(t, "hours")) * time.Hour)
			case action == 1 && len(waiting) < 5:
				w.start("collector", func(ctx context.Context, p *Place) error { return p.Collect(ctx, keep) }, func(error) {})
			case action == 2 && len(waiting) < 5:
				w.goer(rapid.Bool().Draw(t, "floor"))
			case action <= 4 && len(w.late) > 0:
				i := rapid.IntRange(0, len(w.late)-1).Draw(t, "late")
				w.late[i]()
				w.late = slices.Delete(w.late, i, i+1)
				w.came++
				w.look()
			case action <= 7 && len(waiting) < 5 || len(waiting) == 0:
				w.publisher(drawFiles(t), keep, rapid.IntRange(0, 3).Draw(t, "withdraws") == 0)
			default:
				w.step(waiting[rapid.IntRange(0, len(waiting)-1).Draw(t, "who")], rapid.SampledFrom(faults).Draw(t, "fault"))
			}
		}
		w.finish()
		published += int(w.last.sequence())
	})
	t.Logf("%d generations were published", published)
}

// finish lets everybody come to an end, publishes once more, and holds that nothing is left that is not needed.
func (w *world) finish() {
	w.drain()
	w.late = nil
	w.clock = w.clock.Add(1000 * time.Hour)
	last := map[string]string{"a": "the last"}
	w.publisher(last, 0, false)
	w.drain()
	w.start("collector", func(ctx context.Context, p *Place) error { return p.Collect(ctx, 0) }, func(err error) {
		if err != nil {
			w.t.Fatalf("after everybody else is done: %v", err)
		}
	})
	w.drain()
	if fmt.Sprint(w.history[w.last.sequence()]) != fmt.Sprint(last) {
		w.t.Fatalf("the last one did not publish; now is %v", w.history[w.last.sequence()])
	}
	if names := w.needed(); w.came == 0 && !slices.Equal(w.store.Names(), names) {
		w.t.Fatalf("there are %q, and needed are %q", w.store.Names(), names)
	}
}

// needed are the names of all that a store needs in which one generation is published, and nothing else.
func (w *world) needed() []string {
	s, err := At(w.store, depot.Pauses{}).Snapshot(context.Background(), *w.last.Now, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	names := []string{pointerName, s.Root.object()}
	for _, ref := range s.root.Parts {
		names = append(names, ref.object())
	}
	for name, f := range s.Files {
		names = append(names, f.object(name))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (w *world) drain() {
	for w.settle(); len(w.waiting()) > 0; {
		w.step(w.waiting()[0], "")
	}
}

func (w *world) end() {
	for _, a := range w.actors {
		a.dead = true
		a.cancel()
		if a.pending != nil {
			a.pending.answer <- errDead
			a.pending = nil
		}
	}
	w.settle()
}
