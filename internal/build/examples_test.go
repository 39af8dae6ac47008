package build_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/build"
	"minutebook/internal/minutes"
)

var update = flag.Bool("update", false, "rewrite what the examples are expected to hold")

// online are the sites of all archives that anybody may read.
var online = []string{"public", "town", "open"}

// TestExamples builds the archives in docs/examples and compares the meetings, actions and decisions of each site,
// as its data files have them, and what check says.
func TestExamples(t *testing.T) {
	all := allSites(t)
	for _, name := range []string{"town-council", "charity-board", "response-forum"} {
		t.Run(name, func(t *testing.T) {
			report, err := build.Check(context.Background(), archives[name](t))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			fmt.Fprintf(&got, "%d findings\n", len(report.Findings))
			for _, f := range report.Findings {
				fmt.Fprintln(&got, f)
			}
			tellReferences(&got, report)
			for _, s := range all {
				if s.archive == name {
					fmt.Fprintf(&got, "\nsite %s\n", s.name)
					tellData(t, &got, filepath.Join(s.dir, "www", "data"))
				}
			}
			golden := filepath.Join("testdata", "examples", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// tellReferences prints every mention of the archive's own kinds.
func tellReferences(out *strings.Builder, report build.Report) {
	for _, file := range slices.Sorted(maps.Keys(report.Texts)) {
		for _, ref := range minutes.Parse(file, []byte(report.Texts[file]), report.Rules).References {
			if ref.Kind != minutes.KindAction && ref.Kind != minutes.KindMeeting {
				fmt.Fprintf(out, "%s:%d: %s %s, written %q\n", file, ref.Line, ref.Kind, ref.ID, ref.Written)
			}
		}
	}
}

// tellData prints the tables of one site, a record a line.
func tellData(t *testing.T, out *strings.Builder, dir string) {
	t.Helper()
	var meetings []struct {
		ID, Group, Date, Start, End, Venue, Version, Classification string
		Attendees, Apologies                                        int
		Items                                                       []struct{ Number, Title string }
	}
	var actions []struct {
		ID, Meeting, Item, Text, Status, Raised, Due, Closed, Written string
		Owners                                                        []string
		Updates                                                       []struct{ Meeting, Status, Text, Target string }
	}
	var decisions []struct{ Meeting, Item, Verb, Text string }
	readTable(t, filepath.Join(dir, "meetings.json"), &meetings)
	readTable(t, filepath.Join(dir, "actions.json"), &actions)
	readTable(t, filepath.Join(dir, "decisions.json"), &decisions)
	for _, m := range meetings {
		fmt.Fprintf(out, "meeting %s of %s, %s %s-%s at %q, %s, %s, %d present, %d apologies\n", m.ID, m.Group, m.Date, m.Start, m.End,
			m.Venue, m.Version, m.Classification, m.Attendees, m.Apologies)
		for _, i := range m.Items {
			fmt.Fprintf(out, "  %s %s\n", i.Number, i.Title)
		}
	}
	for _, a := range actions {
		fmt.Fprintf(out, "action %s, raised at %s item %s on %s, due %q, %s %s, %q\n  %q, written %q\n", a.ID, a.Meeting, a.Item, a.Raised, a.Due,
			a.Status, a.Closed, a.Owners, a.Text, a.Written)
		for _, u := range a.Updates {
			fmt.Fprintf(out, "  %s %s target %q: %q\n", u.Meeting, u.Status, u.Target, u.Text)
		}
	}
	for _, d := range decisions {
		fmt.Fprintf(out, "decision %s item %s: %s in %q\n", d.Meeting, d.Item, d.Verb, d.Text)
	}
}

func readTable(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}
