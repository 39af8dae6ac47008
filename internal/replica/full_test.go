package replica

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"minutebook/internal/depot/depottest"
)

// Wherever the disk is full, the folder is whole; once there is room, it is what is published.
func TestDiskIsFull(t *testing.T) {
	refused, unsaved := 0, 0
	for but := 0; but <= 64; but += 4 {
		d := depottest.NewMemory()
		r := open(t, d, depottest.SmallDisk(t, 1600), func(o *Options) { o.Brief = false })
		publishAs(t, d, "one", false, true, "a", "b", "c")
		look(t, r)
		publishAs(t, d, "two", false, true, "a", "b", "d", "e", "f/g", "h/i")
		empty := depottest.Fill(t, r.Cache, but)
		for range 3 {
			time.Sleep(time.Microsecond) // until it is tried again
			switch err, here := lookFull(t, r, but); {
			case err == nil:
			case here == "a two":
				unsaved++
			default:
				refused++
			}
		}
		again := open(t, d, r.Cache, nil)
		startFull(t, again)
		empty()
		if _, err := again.Look(context.Background()); err != nil || whole(t, again, "a") != "a two" || again.unsaved {
			t.Errorf("%d kB: in the end %v, and %q is here", but, err, whole(t, again, "a"))
		}
	}
	t.Logf("%d looks with a full disk left the former generation, %d the next", refused, unsaved)
	if refused == 0 {
		t.Error("the disk was never full")
	}
}

func lookFull(t *testing.T, r *Replica, but int) (err error, here string) {
	t.Helper()
	_, err = r.Look(context.Background())
	here = whole(t, r, "a")
	if err == nil && here != "a two" {
		t.Errorf("%d kB: %q is here", but, here)
	}
	if err != nil && (!errors.Is(err, ErrFull) || strings.ContainsAny(err.Error(), "\n/")) {
		t.Errorf("%d kB: %v", but, err)
	}
	return err, here
}

func startFull(t *testing.T, r *Replica) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	if err := r.Ready(ctx); err != nil {
		t.Errorf("it does not start: %v", err)
	}
}

// What is remembered of a copy is written down as soon as it can be; until then the copy is served all the same.
func TestWhatIsRememberedIsWrittenLater(t *testing.T) {
	d := depottest.NewMemory()
	r := open(t, d, t.TempDir(), nil)
	publishAs(t, d, "one", false, true, "a")
	look(t, r)
	publishAs(t, d, "two", true, true, "a")
	if err := os.Mkdir(r.stateFile()+".next", 0o700); err != nil {
		t.Fatal(err)
	}
	if changed, err := r.Look(context.Background()); !changed || err == nil || whole(t, r, "a") != "a two" || r.due != nil {
		t.Errorf("changed %v, %v, and %q is here", changed, err, whole(t, r, "a"))
	}
	if err := os.Remove(r.stateFile() + ".next"); err != nil {
		t.Fatal(err)
	}
	if look(t, r); open(t, d, r.Cache, nil).Sequence() != 2 {
		t.Error("it was not written down")
	}
}
