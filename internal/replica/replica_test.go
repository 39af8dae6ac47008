package replica

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
)

var quick = depot.Pauses{First: time.Millisecond, Longest: 2 * time.Millisecond, Attempts: 3}

// publishAs publishes a site with a page of each of some names, of which each says the text.
func publishAs(t *testing.T, d depot.Depot, text string, floor, online bool, names ...string) int64 {
	t.Helper()
	m := publish.Manifest{Format: 1, Site: "site", Clearance: "Clear", Online: online, Files: map[string]string{}}
	folder := fstest.MapFS{}
	add := func(name, text string) {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
		m.Files[name] = sum(text)
	}
	for _, name := range names {
		if name == "large" {
			add("index/large", strings.Repeat(text, 5<<20/len(text)))
			continue
		}
		add("www/"+name, name+" "+text)
	}
	for i := range 40 {
		add(fmt.Sprintf("www/same/%d", i), "the same")
	}
	res, err := publication.At(d, quick).Publish(context.Background(), publication.Build{Manifest: m, Files: folder},
		publication.Options{Keep: time.Hour, Withdraws: func(context.Context, *publication.Snapshot) (bool, error) { return floor, nil }})
	if err := errors.Join(err, res.Left); err != nil {
		t.Fatal(err)
	}
	return res.Sequence
}

func open(t *testing.T, d depot.Depot, cache string, more func(*Options)) *Replica {
	t.Helper()
	o := Options{Place: publication.At(d, quick), Site: "site", Cache: cache, Poll: time.Nanosecond, Brief: true}
	if more != nil {
		more(&o)
	}
	r, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// whole holds that the folder is what its manifest says, and gives a page of it.
func whole(t *testing.T, r *Replica, page string) string {
	t.Helper()
	m, err := publish.ReadManifest(r.Dir())
	if err == nil {
		err = publish.Verify(context.Background(), r.Dir(), m, publish.All)
	}
	if err != nil {
		t.Fatalf("the folder is not whole: %v", err)
	}
	data, _ := os.ReadFile(filepath.Join(r.Dir(), "www", page))
	return string(data)
}

func look(t *testing.T, r *Replica) bool {
	t.Helper()
	changed, err := r.Look(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func TestOnlyWhatIsNewIsFetched(t *testing.T) {
	d, asked := depottest.NewMemory(), 0
	counted := &depottest.Faulty{Depot: d, Next: func(request string) depottest.Fault {
		if strings.HasPrefix(request, "get objects/") {
			asked++
		}
		return depottest.None
	}}
	r := open(t, counted, t.TempDir(), nil)
	if _, err := r.Look(context.Background()); !errors.Is(err, publication.ErrNothing) {
		t.Errorf("where nothing is published: %v", err)
	}
	publishAs(t, d, "one", false, true, "a", "b", "large")
	if !look(t, r) || whole(t, r, "a") != "a one" {
		t.Error("the first is not here")
	}
	if look(t, r) {
		t.Error("the same was fetched again")
	}
	asked = 0
	publishAs(t, d, "two", false, true, "a", "c", "large")
	if !look(t, r) || whole(t, r, "a") != "a two" || whole(t, r, "b") != "" {
		t.Error("the second is not here")
	}
	if asked > 5 { // root, part, two pages, the index
		t.Errorf("%d objects were asked for", asked)
	}
	again := open(t, counted, r.Cache, nil)
	publishAs(t, d, "three", false, true, "a")
	asked = 0
	if !look(t, again) || whole(t, again, "a") != "a three" || asked > 4 {
		t.Errorf("after a start %d objects were asked for", asked)
	}
}

// Whatever goes wrong with requests, the folder is whole at every moment; once nothing does, it is what is published.
func TestStoreThatFailsAndLies(t *testing.T) {
	rounds := 30
	if os.Getenv("MINUTEBOOK_SOAK") != "" {
		rounds = 200
	}
	failed := 0
	for round := range rounds {
		d := depottest.NewMemory()
		bad := true
		random := rand.New(rand.NewPCG(1, uint64(round)))
		faulty := &depottest.Faulty{Depot: d, Next: func(string) depottest.Fault {
			if !bad || random.IntN(4) > 0 {
				return depottest.None
			}
			return []depottest.Fault{depottest.Busy, depottest.Lost, depottest.Short, depottest.Cut, depottest.Lie}[random.IntN(5)]
		}}
		r := open(t, faulty, t.TempDir(), nil)
		for n := range 4 {
			text := fmt.Sprintf("text%d", n)
			names := []string{"a", "b", fmt.Sprint(n)}
			if round%10 == 0 {
				names = append(names, "large")
			}
			publishAs(t, d, text, false, true, names...)
			for range 3 {
				if _, err := r.Look(context.Background()); err != nil {
					failed++
				}
				if r.Sequence() > 0 {
					whole(t, r, "a")
				}
			}
		}
		bad = false
		if look(t, r); whole(t, r, "a") != "a text3" {
			t.Fatalf("in the end %q is here", whole(t, r, "a"))
		}
	}
	t.Logf("%d replicas of a store that fails, lies and breaks off: %d looks failed, no folder was ever anything but whole", rounds, failed)
}

func TestWhatIsHereAndDamagedIsFetchedAgain(t *testing.T) {
	d := depottest.NewMemory()
	unfit := false
	r := open(t, d, t.TempDir(), func(o *Options) {
		o.Try = func(ctx context.Context, dir string) error {
			m, err := publish.ReadManifest(dir)
			if err == nil {
				err = publish.Verify(ctx, dir, m, publish.All)
			}
			unfit = unfit || err != nil
			return err
		}
	})
	publishAs(t, d, "one", false, true, "a")
	look(t, r)
	at := filepath.Join(r.Dir(), "www", "same", "7")
	info, err := os.Stat(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(at, []byte("THE SAME"), 0o644), os.Chtimes(at, info.ModTime(), info.ModTime())); err != nil {
		t.Fatal(err)
	}
	publishAs(t, d, "two", false, true, "a")
	if look(t, r); whole(t, r, "a") != "a two" || !unfit {
		t.Error("the damage was not found")
	}
}

// What was withdrawn is shut after a while, whether the store fails or takes its time.
func TestWhatWasWithdrawnIsShut(t *testing.T) {
	t.Run("fails", func(t *testing.T) {
		withdrawn(t, func() depottest.Fault { return depottest.Busy })
	})
	t.Run("stands still", func(t *testing.T) {
		withdrawn(t, func() depottest.Fault { time.Sleep(60 * time.Millisecond); return depottest.Busy })
	})
}

func withdrawn(t *testing.T, trouble func() depottest.Fault) {
	d := depottest.NewMemory()
	var gone atomic.Bool
	faulty := &depottest.Faulty{Depot: d, Next: func(request string) depottest.Fault {
		if gone.Load() && strings.HasPrefix(request, "get objects/") {
			return trouble()
		}
		return depottest.None
	}}
	var why atomic.Value
	r := open(t, faulty, t.TempDir(), func(o *Options) {
		o.Grace = 100 * time.Millisecond
		o.Shut = func(err error) { why.Store(err) }
	})
	publishAs(t, d, "one", false, true, "a", "secret")
	look(t, r)
	gone.Store(true)
	publishAs(t, d, "two", true, true, "a")
	began := time.Now()
	if _, err := r.Look(context.Background()); err == nil || why.Load() != nil && time.Since(began) < r.Grace {
		t.Errorf("at once: %v, shut for %v", err, why.Load())
	}
	time.Sleep(2*r.Grace - time.Since(began))
	if err, _ := why.Load().(error); !errors.Is(err, ErrWithdrawn) || !r.isShut() {
		t.Errorf("after a while: shut for %v", err)
	}
	again := open(t, faulty, r.Cache, nil)
	ctx, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if err := again.Ready(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after a start what was withdrawn is shown: %v", err)
	}
	gone.Store(false)
	if look(t, r); whole(t, r, "a") != "a two" || r.isShut() {
		t.Error("the next is not here")
	}
	_ = filepath.WalkDir(r.Cache, func(path string, e os.DirEntry, err error) error {
		if data, _ := os.ReadFile(path); strings.Contains(string(data), "secret one") {
			t.Errorf("%s has what was withdrawn", path)
		}
		return err
	})
}

func TestWhatIsNarrowedIsShutAtOnce(t *testing.T) {
	d := depottest.NewMemory()
	var why error
	r := open(t, d, t.TempDir(), func(o *Options) { o.Shut = func(err error) { why = err } })
	publishAs(t, d, "one", false, true, "a")
	look(t, r)
	publishAs(t, d, "two", true, false, "a")
	if look(t, r); why == nil || r.here.Online {
		t.Errorf("shut for %v", why)
	}
}

// With a store that is gone, what is here is served soon.
func TestStartWithoutTheStore(t *testing.T) {
	d := depottest.NewMemory()
	r := open(t, d, t.TempDir(), nil)
	publishAs(t, d, "one", false, true, "a")
	look(t, r)
	asked := 0
	gone := &depottest.Faulty{Depot: d, Next: func(string) depottest.Fault { asked++; return depottest.Busy }}
	again := open(t, d, r.Cache, func(o *Options) { o.Place = publication.At(gone, quick) })
	if err := again.Ready(context.Background()); err != nil || asked != quick.Attempts || again.Trouble() == "" {
		t.Errorf("%v after %d attempts, %q", err, asked, again.Trouble())
	}
}

// What a newer program published is told, and what is here goes on.
func TestManifestOfANewerProgram(t *testing.T) {
	d := depottest.NewMemory()
	r := open(t, d, t.TempDir(), nil)
	publishAs(t, d, "one", false, true, "a")
	look(t, r)
	m := publish.Manifest{Format: publish.Format + 1, Site: "site", Clearance: "Clear", Online: true, Files: map[string]string{"www/a": sum("a two")}}
	files := fstest.MapFS{"www/a": {Data: []byte("a two")}}
	if _, err := publication.At(d, quick).Publish(context.Background(), publication.Build{Manifest: m, Files: files}, publication.Options{Keep: time.Hour}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Look(context.Background()); !errors.Is(err, publication.ErrNewer) || whole(t, r, "a") != "a one" {
		t.Errorf("%v, and %q is here", err, whole(t, r, "a"))
	}
}

func TestThePastIsRefused(t *testing.T) {
	d := depottest.NewMemory()
	r := open(t, d, t.TempDir(), nil)
	publishAs(t, d, "one", false, true, "a")
	past, _, err := depot.Read(context.Background(), d, "current", 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	publishAs(t, d, "two", false, true, "a")
	look(t, r)
	if _, err := d.Put(context.Background(), "current", strings.NewReader(string(past)), int64(len(past)), depot.Put{}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Look(context.Background()); !errors.Is(err, ErrPast) || whole(t, r, "a") != "a two" {
		t.Errorf("the past: %v", err)
	}
}

func sum(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}
