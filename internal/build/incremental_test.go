package build_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/exposure"
	"minutebook/internal/marked"
	"minutebook/internal/synth"
)

// After each step of random edits, what a build leaves that went on from the one before is what one leaves that knows of
// none, and holds all documents whole: the same bytes in every file, and an index of the same terms, values and answers. A build that fails leaves the
// sites as they were, and fails afresh as well.
func TestBuildsThatGoOnAreLikeFreshOnes(t *testing.T) {
	for _, one := range sequences[:marked.Many(len(sequences), 1)] {
		t.Run(fmt.Sprint(one.seed), func(t *testing.T) { one.run(t, marked.Many(one.steps, 5), marked.Many(2, 8)) })
	}
}

// sequence is one of steps of edits.
type sequence struct {
	seed   uint64
	madeUp bool // by synth
	steps  int
}

var sequences = []sequence{{70, false, 100}, {71, false, 100}, {73, true, 25}}

func (s sequence) run(t *testing.T, steps, atOnce int) {
	d := newDesk(t, s.seed, s.madeUp)
	for step := range steps {
		if d.step(t, s.seed, step, atOnce); t.Failed() {
			t.Fatalf("step %d", step)
		}
	}
	if d.failed > steps/2 {
		t.Errorf("%d of %d steps could not be built", d.failed, steps)
	}
	t.Logf("%d steps, of which %d could not be built: what went on was the same as what was fresh", steps, d.failed)
}

// desk is an archive that somebody edits, and the folder of its builds.
type desk struct {
	*rand.Rand
	root, out string
	fresh     string        // the sources as they were when they could last be built; "" for never
	pool      []marked.File // documents that are still to come
	options   build.Options // of every build
	deck      []edit        // those still to be drawn
	failed    int
}

func newDesk(t *testing.T, seed uint64, madeUp bool) *desk {
	t.Helper()
	d := &desk{Rand: rand.New(rand.NewPCG(seed, 1)), root: filepath.Join(t.TempDir(), "archive"), out: t.TempDir()}
	for _, f := range sourcesOf(t, seed, madeUp) {
		if strings.HasPrefix(f.Name, "content/") && strings.HasSuffix(f.Name, ".md") && d.IntN(3) == 0 {
			d.pool = append(d.pool, f)
			continue
		}
		d.write(f.Name, f.Data)
	}
	d.options.AtRoot = d.IntN(4) == 0
	return d
}

func sourcesOf(t *testing.T, seed uint64, madeUp bool) (all []marked.File) {
	if !madeUp {
		return marked.New(seed, marked.Shape{Meetings: marked.Many(14, 5)}).Files(nil)
	}
	dir := filepath.Join(t.TempDir(), "synth")
	if err := synth.Write(dir, 8, seed, nil); err != nil {
		t.Fatal(err)
	}
	for name, text := range everyFile(t, dir) {
		all = append(all, marked.File{Name: name, Data: []byte(text)})
	}
	slices.SortFunc(all, func(a, b marked.File) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// step makes some edits, builds both ways and compares.
func (d *desk) step(t *testing.T, seed uint64, step, atOnce int) {
	d.Rand = rand.New(rand.NewPCG(seed, uint64(step)+2))
	var done []string
	for range 1 + d.IntN(atOnce) {
		e := d.draw()
		if what := e.do(d); what != "" {
			done = append(done, e.name+" "+what)
		}
	}
	t.Logf("step %d: %s", step, strings.Join(done, "; "))
	before := treeOf(t, d.out)
	got, gotErr := run(d.options, d.root, d.out)
	fresh := filepath.Join(t.TempDir(), "fresh")
	copySources(t, d.root, fresh)
	o := d.options
	o.NoCache = true                             // so that it holds every document whole
	if gotErr == nil && marked.Many(1, 0) == 0 { // one site is cheaper
		o.Sites = []string{pickOf(d.Rand, []string{"public", "parties", "members"})}
	}
	want, wantErr := run(o, fresh, filepath.Join(fresh, "out"))
	if (wantErr == nil) != (gotErr == nil) {
		t.Fatalf("a fresh build: %v; one that goes on: %v", wantErr, gotErr)
	}
	if wantErr != nil {
		t.Logf("it fails: %T", errors.Unwrap(wantErr))
		d.failed++
		sameTree(t, treeOf(t, d.out), before)
		d.restore(t)
		return
	}
	if o.Sites == nil {
		sameFindings(t, got.Findings, want.Findings)
		sameBuild(t, d.out, filepath.Join(fresh, "out"))
	} else {
		sameSite(t, filepath.Join(d.out, o.Sites[0]), filepath.Join(fresh, "out", o.Sites[0]))
	}
	d.keep(t, fresh)
}

// keep remembers the sources of a build that did not fail.
func (d *desk) keep(t *testing.T, fresh string) {
	if d.fresh != "" {
		if err := os.RemoveAll(d.fresh); err != nil {
			t.Fatal(err)
		}
	}
	d.fresh = fresh
}

// draw takes an edit from a shuffled deck of all, so that a few steps have many kinds.
func (d *desk) draw() edit {
	if len(d.deck) == 0 {
		d.deck = slices.Clone(edits)
		d.Shuffle(len(d.deck), func(i, j int) { d.deck[i], d.deck[j] = d.deck[j], d.deck[i] })
	}
	e := d.deck[0]
	d.deck = d.deck[1:]
	return e
}

// restore puts the sources back as they were when they could be built.
func (d *desk) restore(t *testing.T) {
	for _, name := range sourceNames {
		if err := os.RemoveAll(filepath.Join(d.root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if d.fresh != "" {
		copySources(t, d.fresh, d.root)
	}
}

// run builds, and lets through what is exposed.
func run(o build.Options, archive, out string) (build.Result, error) {
	o.Archive, o.Out = archive, out
	res, err := build.Run(context.Background(), o)
	var exposed build.ExposureError
	if errors.As(err, &exposed) {
		o.Confirmed = exposure.List(exposed).Hash()
		res, err = build.Run(context.Background(), o)
	}
	return res, err
}

var sourceNames = []string{"content", "layouts", "static", "minutebook.yaml"}

// copySources copies an archive without what its builds remember.
func copySources(t *testing.T, from, to string) {
	t.Helper()
	for _, name := range sourceNames {
		info, err := os.Stat(filepath.Join(from, name))
		switch {
		case err != nil:
		case info.IsDir():
			err = os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name)))
		default:
			var text []byte
			if text, err = os.ReadFile(filepath.Join(from, name)); err == nil {
				put(t, filepath.Join(to, name), text)
			}
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}
