package figures

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

func TestAgesCountEveryOpenAction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := actions.Draw(t, "actions")
		open, counted := 0, 0
		for _, a := range all {
			if a.Status != minutes.Closed {
				open++
			}
		}
		asOf := rapid.OneOf(anyDay, rapid.Just("2031-04-01")).Draw(t, "as of")
		for _, c := range Ages(all, asOf) {
			counted += c.N
		}
		if counted != open {
			t.Fatalf("%d open, %d counted", open, counted)
		}
	})
}

func TestAges(t *testing.T) {
	var all []*record.Action
	for _, raised := range []string{"2031-05-31", "2031-05-01", "2031-04-30", "2031-03-01", "2031-02-28", "2030-06-01", "2030-05-31", ""} {
		all = append(all, actionOf("", raised))
	}
	want := []Count{{"", 2}, {"", 2}, {"", 1}, {"", 1}, {"", 1}, {"", 1}}
	if diff := cmp.Diff(want, Ages(all, "2031-05-31")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:5], Ages(all[:7], "2031-05-31")); diff != "" {
		t.Error(diff)
	}
	if got := Ages(all, ""); got != nil {
		t.Errorf("as of no day: %v", got)
	}
}
