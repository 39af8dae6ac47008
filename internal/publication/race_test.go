package publication

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

func eachDepot(t *testing.T, test func(t *testing.T, d depot.Depot)) {
	t.Run("folder", func(t *testing.T) { test(t, depot.OpenFolder(t.TempDir()).Brief()) })
	t.Run("s3", func(t *testing.T) {
		d, err := depot.Open("s3://" + depottest.Server(t) + "/some/site")
		if err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

// Of several who publish at the same time one wins, and the others are told; nothing is lost.
func TestOneOfSeveralWins(t *testing.T) {
	rounds := 15
	if soak {
		rounds = 200
	}
	eachDepot(t, func(t *testing.T, d depot.Depot) {
		p := At(d, quick)
		mustPublish(t, p, map[string]string{"start": "1"}, keep(Options{}))
		readers := read(t, 1, func() *Place { return At(d, quick) }, func(files map[string]string) error {
			if files["start"] == "" && (len(files) != 2 || files["a"] != files["also"]) {
				return fmt.Errorf("it is %v", files)
			}
			return nil
		})
		winners := map[int64]string{}
		late := 0
		for round := range rounds {
			_, before := contents(t, p)
			text, sequence, told := race(t, d, round)
			late += told
			if _, after := contents(t, p); sequence != before.Now.Sequence+1 || after.Now.Sequence != sequence {
				t.Fatalf("generation %d is said to follow %d, and %d does", sequence, before.Now.Sequence, after.Now.Sequence)
			}
			winners[sequence] = text
		}
		readers.stop()
		_, ptr := contents(t, p)
		for _, g := range ptr.all()[1:] {
			if files, err := all(context.Background(), p, g); err != nil || files["a"] != winners[g.Sequence] {
				t.Errorf("generation %d of %q is %v, %v", g.Sequence, winners[g.Sequence], files, err)
			}
		}
		if len(ptr.all()) != rounds+1 {
			t.Errorf("there are %d generations", len(ptr.all()))
		}
		t.Logf("%d rounds of 8 who publish at the same time (%s): %d won, one in each round, %d were told that they are late; all %d generations are there and whole", rounds, path.Base(t.Name()), len(winners), late, len(ptr.all())-1)
		t.Log(readers)
	})
}

// race lets eight publish at the same time: the text and the sequence of the one that won, and how many were told that they did not.
func race(t *testing.T, d depot.Depot, round int) (text string, sequence int64, late int) {
	t.Helper()
	var racers, begun sync.WaitGroup
	var told atomic.Int64
	won := make(chan Result, 8)
	texts := make(chan string, 8)
	begun.Add(8)
	for n := range 8 {
		racers.Go(func() {
			own := fmt.Sprintf("%d in %d", n, round)
			var once sync.Once
			together := func(int, int) { once.Do(func() { begun.Done(); begun.Wait() }) }
			res, err := At(d, quick).Publish(context.Background(), buildOf(map[string]string{"a": own, "also": own}), Options{Keep: time.Hour, Progress: together})
			var overtaken *OvertakenError
			switch {
			case errors.As(err, &overtaken):
				told.Add(1)
			case err != nil:
				t.Error(err)
			default:
				won <- res
				texts <- own
			}
		})
	}
	racers.Wait()
	if len(won) != 1 || told.Load() != 7 {
		t.Fatalf("%d are told that they won, and %d that they did not", len(won), told.Load())
	}
	return <-texts, (<-won).Sequence, int(told.Load())
}
