package publication

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publish"
)

var quick = depot.Pauses{First: time.Millisecond, Longest: 4 * time.Millisecond, Attempts: 5}

func mustPublish(t *testing.T, p *Place, files map[string]string, o Options) Result {
	t.Helper()
	res, err := p.Publish(context.Background(), buildOf(files), o)
	if err = errors.Join(err, res.Left); err != nil {
		t.Fatal(err)
	}
	return res
}

// contents are the files of what is published.
func contents(t *testing.T, p *Place) (map[string]string, Pointer) {
	t.Helper()
	ptr, err := p.Pointer(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Snapshot(context.Background(), *ptr.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for name := range s.Files {
		data, err := s.Read(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(data)
	}
	return all, ptr
}

func keep(o Options) Options { o.Keep = time.Hour; return o }

func TestOnlyWhatChangedIsBrought(t *testing.T) {
	d := depottest.NewMemory()
	p := At(d, quick)
	files := map[string]string{}
	for i := range 3000 {
		files[fmt.Sprintf("www/meetings/%d/index.html", i)] = fmt.Sprintf("meeting %d", i) + strings.Repeat(".", 2000)
	}
	if res := mustPublish(t, p, files, keep(Options{})); res.Sequence != 1 || res.Brought != 3000 {
		t.Errorf("%+v", res)
	}
	first := d.Bytes
	d.Bytes = 0
	if res := mustPublish(t, p, files, keep(Options{})); !res.Unchanged || res.Sequence != 1 || d.Bytes != 0 {
		t.Errorf("the same again: %+v, %d bytes", res, d.Bytes)
	}
	files["www/meetings/7/index.html"] = "another"
	files["www/meetings/new/index.html"] = "new"
	delete(files, "www/meetings/9/index.html")
	if res := mustPublish(t, p, files, keep(Options{DryRun: true})); res.Brought != 2 || res.Gone != 1 || res.Sequence != 1 || d.Bytes != 0 {
		t.Errorf("what would be done: %+v, %d bytes", res, d.Bytes)
	}
	if res := mustPublish(t, p, files, keep(Options{})); res.Sequence != 2 || res.Brought != 2 || res.Kept != 2998 || res.Gone != 1 {
		t.Errorf("%+v", res)
	}
	if d.Bytes*100 > first {
		t.Errorf("%d bytes were moved after %d", d.Bytes, first)
	}
	if got, _ := contents(t, p); fmt.Sprint(got) != fmt.Sprint(files) {
		t.Error("something else is published")
	}
}

func TestShardsOfTheSameRowsAreTaken(t *testing.T) {
	p := At(depottest.NewMemory(), quick)
	mustPublish(t, p, map[string]string{"index/shards/aa/store": "bytes of one build", "index/shards/bb/store": "old", "www/a": "1"}, keep(Options{}))
	again := map[string]string{"index/shards/aa/store": "bytes of another build", "index/shards/aa/more": "", "index/shards/bb/store": "old", "www/a": "1"}
	if res := mustPublish(t, p, again, keep(Options{})); !res.Unchanged {
		t.Errorf("a clean checkout makes a generation: %+v", res)
	}
	again["www/a"], again["index/shards/cc/store"] = "2", "new"
	delete(again, "index/shards/bb/store")
	mustPublish(t, p, again, keep(Options{}))
	got, _ := contents(t, p)
	want := map[string]string{"index/shards/aa/store": "bytes of one build", "index/shards/cc/store": "new", "www/a": "2"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("published is %v", got)
	}
}

func TestFloorRemovesWhatWasBefore(t *testing.T) {
	d := depottest.NewMemory()
	p := At(d, quick)
	mustPublish(t, p, map[string]string{"www/a": "1", "www/secret": "x"}, keep(Options{}))
	mustPublish(t, p, map[string]string{"www/a": "2", "www/secret": "x"}, keep(Options{}))
	res := mustPublish(t, p, map[string]string{"www/a": "2"}, keep(Options{Withdraws: func(context.Context, *Snapshot) (bool, error) { return true, nil }}))
	ptr, err := p.Pointer(context.Background())
	if err != nil || !res.Floor || ptr.Floor != 3 || len(ptr.Former)+len(ptr.Dropped) != 0 {
		t.Errorf("%+v %+v %v", res, ptr, err)
	}
	if n := len(d.Names()); n != 4 { // pointer, root, part, page
		t.Errorf("there are %q", d.Names())
	}
	if _, err := ptr.Kept(2); !errors.Is(err, ErrKept) {
		t.Errorf("going back below the floor: %v", err)
	}
}

func TestGoingBack(t *testing.T) {
	p := At(depottest.NewMemory(), quick)
	one, two := map[string]string{"www/a": "1", "www/b": "b"}, map[string]string{"www/a": "2", "www/c": "c"}
	mustPublish(t, p, one, keep(Options{}))
	mustPublish(t, p, two, keep(Options{}))
	_, ptr := contents(t, p)
	g, err := ptr.Kept(0)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Snapshot(context.Background(), g, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := p.GoBack(context.Background(), s, *ptr.Now, false); n != 3 || err != nil {
		t.Fatalf("%d %v", n, err)
	}
	if got, _ := contents(t, p); fmt.Sprint(got) != fmt.Sprint(one) {
		t.Errorf("published is %v", got)
	}
	var overtaken *OvertakenError
	if _, err := p.GoBack(context.Background(), s, *ptr.Now, false); !errors.As(err, &overtaken) || overtaken.Sequence != 3 {
		t.Errorf("going back from what is not published any more: %v", err)
	}
	mustPublish(t, p, two, Options{}) // and the others are removed
	if got, ptr := contents(t, p); fmt.Sprint(got) != fmt.Sprint(two) || ptr.Now.Sequence != 4 {
		t.Errorf("published is %v", got)
	}
}

func TestPlacesOfOthersAreRefused(t *testing.T) {
	put := func(d depot.Depot, name, text string) {
		if _, err := d.Put(context.Background(), name, strings.NewReader(text), int64(len(text)), depot.Put{}); err != nil {
			t.Fatal(err)
		}
	}
	for want, there := range map[error]map[string]string{
		ErrForeign: {"holiday.jpg": "x"},
		ErrNewer:   {"current": `{"format":2,"program":"minutebook"}`},
		ErrSite:    {"current": pointerOf(Pointer{Site: "members"})},
		ErrDamaged: {"current": `{"format":1,"program":"minutebook","site":"public","check":"x"}`},
	} {
		d := depottest.NewMemory()
		for name, text := range there {
			put(d, name, text)
		}
		before := d.Names()
		if _, err := At(d, quick).Publish(context.Background(), buildOf(map[string]string{"a": "1"}), Options{}); !errors.Is(err, want) {
			t.Errorf("%v: %v", there, err)
		}
		if !slices.Equal(before, d.Names()) {
			t.Errorf("%v: there are %q", there, d.Names())
		}
	}
	for _, text := range []string{"", "{}", "<html>", `{"format":1}`, `[1]`, pointerOf(Pointer{Now: &Generation{Sequence: 1, Root: "../../x"}}),
		pointerOf(Pointer{Begun: []Begun{{ID: "../x"}}})} {
		d := depottest.NewMemory()
		put(d, "current", text)
		if _, err := At(d, quick).Publish(context.Background(), buildOf(map[string]string{"a": "1"}), Options{}); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", text, err)
		}
	}
	d := depottest.NewMemory()
	put(d, "objects/holiday/1.jpg", "x")
	if _, err := At(d, quick).Publish(context.Background(), buildOf(map[string]string{"a": "1"}), Options{}); !errors.Is(err, ErrForeign) {
		t.Errorf("objects of others: %v", err)
	}
}

func pointerOf(ptr Pointer) string {
	ptr.Format, ptr.Program = Format, program
	ptr.Check = ptr.check()
	data, _ := json.Marshal(ptr)
	return string(data)
}

func TestBuildThatChangedIsRefused(t *testing.T) {
	d := depottest.NewMemory()
	p := At(d, quick)
	mustPublish(t, p, map[string]string{"www/a": "1"}, keep(Options{}))
	b := buildOf(map[string]string{"www/a": "2", "www/b": "b"})
	b.Files.(fstest.MapFS)["www/a"].Data = []byte("3")
	if _, err := p.Publish(context.Background(), b, keep(Options{})); !errors.Is(err, ErrBuild) {
		t.Errorf("%v", err)
	}
	if got, ptr := contents(t, p); got["www/a"] != "1" || len(ptr.Begun) != 0 || len(d.Names()) != 4 {
		t.Errorf("published is %v; there are %q", got, d.Names())
	}
}

func TestRestrictedSiteInPublicBucket(t *testing.T) {
	bucket := depottest.Server(t)
	d, err := depot.Open("s3://" + bucket + "/x")
	if err != nil {
		t.Fatal(err)
	}
	b := buildOf(map[string]string{"www/a": "1"})
	b.Manifest.Online = false
	if _, err := At(d, quick).Publish(context.Background(), b, Options{}); err != nil {
		t.Fatal(err)
	}
	store := depottest.Start(t)
	t.Setenv(depot.EndpointVariable, "http://"+store.Addr)
	store.Open(t, store.Bucket(t, "everybody"))
	if d, err = depot.Open("s3://everybody/x"); err != nil {
		t.Fatal(err)
	}
	if _, err := At(d, quick).Publish(context.Background(), b, Options{}); !errors.Is(err, depot.ErrPublic) {
		t.Errorf("a bucket that everybody can read: %v", err)
	}
	for name := range d.List(context.Background(), "", false) {
		t.Errorf("there is %s", name)
	}
	b.Manifest.Online = true
	if _, err := At(d, quick).Publish(context.Background(), b, Options{}); err != nil {
		t.Errorf("what everybody may read: %v", err)
	}
}

func FuzzPart(f *testing.F) {
	f.Add(writePart(map[string]File{"www/a": {strings.Repeat("a", 64), 3, strings.Repeat("b", 20)}}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		files := map[string]File{}
		if readPart(data, files) != nil {
			return
		}
		again := map[string]File{}
		if err := readPart(writePart(files), again); err != nil || fmt.Sprint(files) != fmt.Sprint(again) {
			t.Errorf("%v: %v, %v", err, files, again)
		}
	})
}

func FuzzPointer(f *testing.F) {
	f.Add([]byte(pointerOf(Pointer{Now: &Generation{Sequence: 1, By: strings.Repeat("b", 20), Root: "x"}})))
	f.Fuzz(func(t *testing.T, data []byte) {
		if ptr, err := parsePointer(data); err == nil {
			for _, g := range ptr.all() {
				if !g.Root.valid() || bytes.ContainsAny([]byte(g.Root.object()), ".\\") {
					t.Errorf("%q", g.Root)
				}
			}
		}
	})
}

// Whoever's change was made, and did not hear of it, is told so all the same.
func TestAnswersThatAreLost(t *testing.T) {
	for lost := 1; lost <= 3; lost++ {
		d := depottest.NewMemory()
		n := 0
		p := At(&depottest.Faulty{Depot: d, Next: func(request string) depottest.Fault {
			if request == "put "+pointerName {
				if n++; n == lost {
					return depottest.Lost
				}
			}
			return depottest.None
		}}, quick)
		mustPublish(t, p, map[string]string{"a": "1"}, keep(Options{}))
		if res := mustPublish(t, p, map[string]string{"a": "2"}, keep(Options{})); res.Sequence != 2 {
			t.Errorf("answer %d lost: %+v", lost, res)
		}
		if _, ptr := contents(t, p); len(ptr.Begun) != 0 || len(ptr.Former) != 1 {
			t.Errorf("answer %d lost: %+v", lost, ptr)
		}
	}
}

// A store that refuses did nothing, so what is told is no doubt.
func TestRefusalIsNoDoubt(t *testing.T) {
	p := At(refusing{depottest.NewMemory()}, quick)
	if _, err := p.Publish(context.Background(), buildOf(map[string]string{"a": "1"}), Options{}); !errors.Is(err, depot.ErrKeys) || errors.Is(err, ErrUncertain) {
		t.Errorf("%v", err)
	}
}

type refusing struct{ depot.Depot }

func (refusing) Put(context.Context, string, io.ReadSeeker, int64, depot.Put) (depot.Tag, error) {
	return "", depot.ErrKeys
}

// What a newer program published is neither read nor replaced, though its pointer is as ours.
func TestManifestOfANewerProgram(t *testing.T) {
	d := depottest.NewMemory()
	newer := buildOf(map[string]string{"a": "1"})
	newer.Manifest.Format = publish.Format + 1
	if _, err := At(d, quick).Publish(context.Background(), newer, Options{}); err != nil {
		t.Fatal(err)
	}
	before := d.Names()
	if _, err := At(d, quick).Publish(context.Background(), buildOf(map[string]string{"a": "2"}), Options{}); !errors.Is(err, ErrNewer) || !slices.Equal(before, d.Names()) {
		t.Errorf("%v, there are %q", err, d.Names())
	}
}
