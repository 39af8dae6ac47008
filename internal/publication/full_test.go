package publication

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

// Where the disk of a folder is full, what was published stays; once there is room, the next publishes, and nothing else is left.
func TestDiskIsFull(t *testing.T) {
	dir := depottest.SmallDisk(t, 400)
	d := depot.OpenFolder(dir).Brief()
	p := At(d, quick)
	refused := 0
	for but := 0; but <= 48; but += 4 {
		former, next := lettersOf(1), lettersOf(2)
		former["own"], next["own"] = fmt.Sprint(but), fmt.Sprint(but)
		next["large"] = strings.Repeat("l", 20_000)
		mustPublish(t, p, former, Options{})
		empty := depottest.Fill(t, dir, but)
		_, err := p.Publish(context.Background(), buildOf(next), Options{Keep: time.Hour})
		got, _ := contents(t, p)
		switch {
		case err == nil && fmt.Sprint(got) != fmt.Sprint(next), err != nil && fmt.Sprint(got) != fmt.Sprint(former):
			t.Errorf("%d kB: told %v, and %v is published", but, err, got)
		case err != nil && (!errors.Is(err, syscall.ENOSPC) || errors.Is(err, ErrUncertain)):
			t.Errorf("%d kB: %v", but, err)
		case err != nil:
			refused++
		}
		empty()
	}
	p.Clock = func() time.Time { return time.Now().Add(2 * dead) }
	mustPublish(t, p, map[string]string{"a": "last"}, Options{})
	left := 0
	for range d.List(context.Background(), "", false) {
		left++
	}
	if left != 4 || refused == 0 { // pointer, root, part, file
		t.Errorf("%d objects are there; %d were refused", left, refused)
	}
}
