package flat

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
)

func buildOf(online bool, files map[string]string) publication.Build {
	b := publication.Build{Manifest: publish.Manifest{Site: "public", Online: online, Files: map[string]string{}}}
	folder := fstest.MapFS{}
	for name, text := range files {
		b.Manifest.Files[name] = publication.Sum([]byte(text))
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b.Files = folder
	return b
}

var site = map[string]string{"www/index.html": "home", "www/site.css": "css", "packed/site.css.gz": "packed css", "www/meetings/a/index.html": "a",
	"www/_headers": "for hosts", "www/b.ics": "b", "index/secret": "never", "levels.json": "never"}

func texts(t *testing.T, d depot.Depot) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, err := range d.List(context.Background(), "", false) {
		if err != nil {
			t.Fatal(err)
		}
		data, _, err := depot.Read(context.Background(), d, name, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if name != ListName {
			all[name] = string(data)
		}
	}
	return all
}

func TestPagesUnderTheirOwnPaths(t *testing.T) {
	d := depottest.NewMemory()
	var order []string
	watched := &depottest.Faulty{Depot: d, Next: func(request string) depottest.Fault {
		if name, ok := strings.CutPrefix(request, "put "); ok {
			order = append(order, name)
		}
		return depottest.None
	}}
	res, err := Put(context.Background(), watched, buildOf(true, site), Options{Gzip: true, Bucket: true})
	if err != nil || res != (Result{4, 0, 0}) {
		t.Fatalf("%+v %v", res, err)
	}
	want := map[string]string{"index.html": "home", "site.css": "packed css", "meetings/a/index.html": "a", "b.ics": "b"}
	if got := texts(t, d); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("there are %v", got)
	}
	if how := d.How("site.css"); how != (depot.Put{Type: "text/css; charset=utf-8", Cache: "no-cache", Encoding: "gzip"}) {
		t.Errorf("%+v", how)
	}
	if n := len(order); order[0] != ListName || order[n-1] != ListName || order[n-2] != "index.html" || order[n-3] != "meetings/a/index.html" {
		t.Errorf("they came in the order %q", order)
	}
	order = nil
	if res, err = Put(context.Background(), watched, buildOf(true, site), Options{Gzip: true, Bucket: true}); err != nil || res.Brought+res.Gone != 0 || order != nil {
		t.Errorf("the same again: %+v %v, puts %q", res, err, order)
	}
	next := map[string]string{"www/index.html": "home 2", "www/site.css": "css"}
	if res, err = Put(context.Background(), d, buildOf(false, next), Options{}); err != nil || res != (Result{2, 0, 2}) {
		t.Errorf("%+v %v", res, err)
	}
	if got := texts(t, d); fmt.Sprint(got) != "map[index.html:home 2 site.css:css]" || d.How("site.css").Cache != "private, no-store" {
		t.Errorf("there are %v, put %+v", got, d.How("site.css"))
	}
}

// An attempt that breaks off anywhere is finished by the next, though that has another build.
func TestBrokenOff(t *testing.T) {
	other := map[string]string{"www/index.html": "other", "www/site.css": "css", "www/new.html": "new"}
	for at := range 12 {
		d := depottest.NewMemory()
		if _, err := Put(context.Background(), d, buildOf(true, site), Options{}); err != nil {
			t.Fatal(err)
		}
		n := 0
		broken := &depottest.Faulty{Depot: d, Next: func(string) depottest.Fault {
			if n++; n > at {
				return depottest.Busy
			}
			return depottest.None
		}}
		_, failed := Put(context.Background(), broken, buildOf(true, other), Options{})
		if _, err := Put(context.Background(), d, buildOf(true, site), Options{}); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for name, text := range site {
			if page, ok := strings.CutPrefix(name, "www/"); ok {
				want[page] = text
			}
		}
		if got := texts(t, d); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("broken off at request %d (%v): there are %v", at, failed, got)
		}
	}
}

func TestPlacesOfOthers(t *testing.T) {
	for want, there := range map[error][2]string{
		publication.ErrForeign: {"holiday.jpg", "x"},
		publication.ErrNewer:   {ListName, `{"format":2,"program":"minutebook"}`},
		publication.ErrSite:    {ListName, `{"format":1,"program":"minutebook","site":"members"}`},
	} {
		d := depottest.NewMemory()
		if _, err := d.Put(context.Background(), there[0], strings.NewReader(there[1]), int64(len(there[1])), depot.Put{}); err != nil {
			t.Fatal(err)
		}
		if _, err := Put(context.Background(), d, buildOf(true, site), Options{}); !errors.Is(err, want) || !slices.Equal(d.Names(), []string{there[0]}) {
			t.Errorf("%v: %v, there are %q", there, err, d.Names())
		}
	}
}

// Of two at the same time one is told; whatever is left of a mixture, the next puts right.
func TestTwoAtOnce(t *testing.T) {
	d := depottest.NewMemory()
	other := map[string]string{"www/index.html": "other", "www/site.css": "other"}
	var second error
	slow := &depottest.Faulty{Depot: d, Next: func(request string) depottest.Fault {
		if request == "put index.html" { // the last page of the first
			_, second = Put(context.Background(), d, buildOf(true, other), Options{})
		}
		return depottest.None
	}}
	if _, err := Put(context.Background(), slow, buildOf(true, site), Options{}); !errors.Is(err, ErrAtOnce) || second != nil {
		t.Errorf("first %v, second %v", err, second)
	}
	if _, err := Put(context.Background(), d, buildOf(true, other), Options{}); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, d); fmt.Sprint(got) != "map[index.html:other site.css:other]" {
		t.Errorf("there are %v", got)
	}
}

// Who was killed while a store was tried leaves a place that is as good as empty.
func TestTriedAndKilled(t *testing.T) {
	d := depottest.NewMemory()
	if _, err := d.Put(context.Background(), probe, strings.NewReader("x"), 1, depot.Put{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Put(context.Background(), d, buildOf(false, site), Options{}); err != nil {
		t.Error(err)
	}
}
