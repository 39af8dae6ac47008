package depot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

// each holds every kind of depot to the same.
func each(t *testing.T, test func(t *testing.T, d depot.Depot)) {
	t.Run("folder", func(t *testing.T) { test(t, depot.OpenFolder(t.TempDir()).Brief()) })
	t.Run("folder below", func(t *testing.T) { test(t, depot.Below(depot.OpenFolder(t.TempDir()).Brief(), "a/b")) })
	t.Run("memory", func(t *testing.T) { test(t, depottest.NewMemory()) })
	t.Run("patient", func(t *testing.T) { test(t, depot.Patient(depottest.NewMemory(), depot.Usual)) })
	t.Run("s3", func(t *testing.T) {
		d, err := depot.Open("s3://" + depottest.Server(t) + "/some/prefix")
		if err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

func put(t *testing.T, d depot.Depot, name, text string, o depot.Put) depot.Tag {
	t.Helper()
	tag, err := try(d, name, text, o)
	if err != nil {
		t.Fatalf("put %s: %v", name, err)
	}
	return tag
}

func try(d depot.Depot, name, text string, o depot.Put) (depot.Tag, error) {
	return d.Put(context.Background(), name, strings.NewReader(text), int64(len(text)), o)
}

func get(t *testing.T, d depot.Depot, name string) (string, depot.Tag) {
	t.Helper()
	data, tag, err := depot.Read(context.Background(), d, name, 1<<30)
	if err != nil {
		t.Fatalf("get %s: %v", name, err)
	}
	return string(data), tag
}

func list(t *testing.T, d depot.Depot, prefix string, shallow bool) (all []string) {
	t.Helper()
	for name, err := range d.List(context.Background(), prefix, shallow) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func TestObjectsAreKeptAndFound(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		if _, _, err := d.Get(context.Background(), "a"); !errors.Is(err, depot.ErrAbsent) {
			t.Errorf("what is not there gives %v", err)
		}
		tag := put(t, d, "site/a", "one", depot.Put{})
		put(t, d, "site/b/c", "", depot.Put{Type: "text/html; charset=utf-8", Cache: "no-cache"})
		put(t, d, "site/b/d", strings.Repeat("x", 100_000), depot.Put{})
		put(t, d, "sites", "another", depot.Put{})
		if text, got := get(t, d, "site/a"); text != "one" || got != tag {
			t.Errorf("got %q %q, put %q", text, got, tag)
		}
		if again := put(t, d, "site/a", "two", depot.Put{}); again == tag {
			t.Error("other bytes have the same tag")
		}
		for _, one := range []struct {
			prefix  string
			shallow bool
			want    []string
		}{
			{"", false, []string{"site/a", "site/b/c", "site/b/d", "sites"}},
			{"", true, []string{"site/", "sites"}},
			{"site/", true, []string{"site/a", "site/b/"}},
			{"site/b/", false, []string{"site/b/c", "site/b/d"}},
			{"nothing/", false, nil},
		} {
			if diff := cmp.Diff(one.want, list(t, d, one.prefix, one.shallow)); diff != "" {
				t.Errorf("list %q %v: %s", one.prefix, one.shallow, diff)
			}
		}
		if err := d.Delete(context.Background(), "site/a", "site/b/c", "site/nothing"); err != nil {
			t.Error(err)
		}
		if err := d.Delete(context.Background(), "site/nothing"); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff([]string{"site/b/d", "sites"}, list(t, d, "", false)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestConditionsHold(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		if _, err := try(d, "p", "0", depot.Put{If: "d41d8cd98f00b204e9800998ecf8427e"}); !errors.Is(err, depot.ErrChanged) {
			t.Errorf("what is gone was replaced: %v", err)
		}
		one := put(t, d, "p", "1", depot.Put{Absent: true})
		if _, err := try(d, "p", "2", depot.Put{Absent: true}); !errors.Is(err, depot.ErrChanged) {
			t.Errorf("what is there was made: %v", err)
		}
		two := put(t, d, "p", "2", depot.Put{If: one})
		if _, err := try(d, "p", "3", depot.Put{If: one}); !errors.Is(err, depot.ErrChanged) {
			t.Errorf("what changed was replaced: %v", err)
		}
		if text, tag := get(t, d, "p"); text != "2" || tag != two {
			t.Errorf("%q %q", text, tag)
		}
	})
}

func TestOneOfManyWins(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		tag := put(t, d, "p", "", depot.Put{})
		for round := range 10 {
			won := make(chan depot.Tag, 8)
			var racers sync.WaitGroup
			for n := range 8 {
				racers.Go(func() {
					got, err := try(d, "p", fmt.Sprintf("%d by %d", round, n), depot.Put{If: tag})
					if err == nil {
						won <- got
					} else if !errors.Is(err, depot.ErrChanged) {
						t.Error(err)
					}
				})
			}
			racers.Wait()
			if len(won) != 1 {
				t.Fatalf("%d of 8 won", len(won))
			}
			tag = <-won
		}
	})
}

func TestReadersSeeWholeObjects(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		texts := []string{strings.Repeat("a", 300_000), strings.Repeat("b", 200_000)}
		put(t, d, "p", texts[0], depot.Put{})
		done := make(chan bool)
		go func() {
			defer close(done)
			for i := range 20 {
				put(t, d, "p", texts[i%2], depot.Put{})
			}
		}()
		for reading := true; reading; {
			select {
			case <-done:
				reading = false
			default:
			}
			if text, _ := get(t, d, "p"); !slices.Contains(texts, text) {
				t.Fatalf("a mixture of %d bytes", len(text))
			}
		}
	})
}

func TestLargeObjectsComeInParts(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		data := bytes.Repeat([]byte("0123456789abcdef"), 20<<16) // 20 MB
		if _, err := d.Put(context.Background(), "large", bytes.NewReader(data), int64(len(data)), depot.Put{}); err != nil {
			t.Fatal(err)
		}
		if text, _ := get(t, d, "large"); text != string(data) {
			t.Error("other bytes came back")
		}
		if _, _, err := depot.Read(context.Background(), d, "large", 1<<20); err == nil {
			t.Error("more was read than was asked for")
		}
	})
}

func TestTheStoreIsProven(t *testing.T) {
	each(t, func(t *testing.T, d depot.Depot) {
		if err := errors.Join(depot.Prove(context.Background(), d, "probe"), depot.Closed(context.Background(), d, "probe")); err != nil {
			t.Error(err)
		}
		if left := list(t, d, "", false); left != nil {
			t.Errorf("left %q", left)
		}
		heedless := heedless{d}
		if err := depot.Prove(context.Background(), heedless, "probe"); !errors.Is(err, depot.ErrConditions) {
			t.Errorf("a store that ignores conditions: %v", err)
		}
	})
}

// heedless ignores conditions.
type heedless struct{ depot.Depot }

func (h heedless) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o depot.Put) (depot.Tag, error) {
	return h.Depot.Put(ctx, name, body, size, depot.Put{})
}

func TestPublicBucketIsKnown(t *testing.T) {
	store := depottest.Start(t)
	t.Setenv(depot.EndpointVariable, "http://"+store.Addr)
	t.Setenv("AWS_ACCESS_KEY_ID", depottest.Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", depottest.Secret)
	store.Open(t, store.Bucket(t, "everybody"))
	d, err := depot.Open("s3://everybody/x")
	if err != nil {
		t.Fatal(err)
	}
	if err := depot.Closed(context.Background(), depot.Patient(d, depot.Usual), "probe"); !errors.Is(err, depot.ErrPublic) {
		t.Errorf("a bucket that anybody can read: %v", err)
	}
	if err := depot.Prove(context.Background(), d, "probe"); err != nil {
		t.Errorf("for what everybody may read: %v", err)
	}
	store.Policy(t, store.Bucket(t, "listed"), "s3:ListBucket", "arn:aws:s3:::listed")
	if d, err = depot.Open("s3://listed/x"); err != nil {
		t.Fatal(err)
	}
	if err := depot.Closed(context.Background(), d, "probe"); !errors.Is(err, depot.ErrPublic) {
		t.Errorf("a bucket whose names anybody can list: %v", err)
	}
	store.Readable(t, "open-acl")
	if d, err = depot.Open("s3://open-acl/x"); err != nil {
		t.Fatal(err)
	}
	if err := depot.Closed(context.Background(), d, "probe"); !errors.Is(err, depot.ErrPublic) {
		t.Errorf("a bucket with the list of rights public-read: %v", err)
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	bucket := depottest.Server(t)
	get := func(at string) error {
		d, err := depot.Open(at)
		if err != nil {
			return err
		}
		_, _, err = d.Get(context.Background(), "minutes-of-a-secret")
		return err
	}
	says := func(err, cause error, words string) {
		t.Helper()
		if !errors.Is(err, cause) || !strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret-") || strings.HasSuffix(err.Error(), "secret") {
			t.Errorf("said %v, not %v with %q", err, cause, words)
		}
	}
	says(get("s3://nowhere-at-all/x"), depot.ErrBucket, "nowhere-at-all")
	says(get("s3:///x"), depot.ErrUsage, "s3://BUCKET/PREFIX")
	says(get("http://x/y"), depot.ErrUsage, "s3://BUCKET/PREFIX")
	says(get("s3://bucket/../x"), depot.ErrUsage, "s3://BUCKET/PREFIX")
	says(get(""), depot.ErrUsage, "empty")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	says(get("s3://"+bucket), depot.ErrKeys, "AWS_SECRET_ACCESS_KEY")
	t.Setenv("AWS_ACCESS_KEY_ID", "nobody")
	says(get("s3://"+bucket), depot.ErrKeys, "AWS_SECRET_ACCESS_KEY")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	says(get("s3://"+bucket), depot.ErrUsage, "is not set")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	says(get("s3://"+bucket), depot.ErrKeys, "there are none")
	t.Setenv(depot.EndpointVariable, "http://127.0.0.1:1")
	says(get("s3://"+bucket), depot.ErrUnavailable, "127.0.0.1:1")
	t.Setenv(depot.EndpointVariable, "localhost")
	says(get("s3://"+bucket), depot.ErrUsage, depot.EndpointVariable)
}

// An error of a folder names the folder, and none of its objects.
func TestErrorsOfAFolderNameNoObject(t *testing.T) {
	dir := t.TempDir()
	d := depot.OpenFolder(dir)
	put(t, d, "stone", "text", depot.Put{})
	_, putting := try(d, "stone/secret", "text", depot.Put{})
	_, _, getting := d.Get(context.Background(), "stone/secret")
	for _, err := range []error{putting, getting} {
		if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("said %v", err)
		}
	}
}

func TestPatienceHasAnEnd(t *testing.T) {
	asked := 0
	faulty := &depottest.Faulty{Depot: depottest.NewMemory(), Next: func(string) depottest.Fault { asked++; return depottest.Busy }}
	d := depot.Patient(faulty, depot.Pauses{First: time.Millisecond, Longest: time.Millisecond, Attempts: 3})
	if _, err := try(d, "a", "text", depot.Put{}); !errors.Is(err, depot.ErrUnavailable) || asked != 3 {
		t.Errorf("%v after %d attempts", err, asked)
	}
	asked = 0
	faulty.Next = func(string) depottest.Fault {
		if asked++; asked < 3 {
			return depottest.Busy
		}
		return depottest.None
	}
	if put(t, d, "a", "text", depot.Put{}); asked != 3 {
		t.Errorf("%d attempts", asked)
	}
	if text, _ := get(t, d, "a"); text != "text" {
		t.Errorf("%q", text)
	}
}

func TestSplit(t *testing.T) {
	for at, want := range map[string][2]string{"s3://b/p/name": {"s3://b/p", "name"}, "s3://b/name/": {"s3://b", "name"}, "/srv/d/name": {"/srv/d", "name"}} {
		parent, name, err := depot.Split(at)
		if got := [2]string{parent, name}; err != nil || got != want {
			t.Errorf("%s: %q %v", at, got, err)
		}
	}
	if _, _, err := depot.Split("s3://bucket"); !errors.Is(err, depot.ErrUsage) {
		t.Error(err)
	}
}
