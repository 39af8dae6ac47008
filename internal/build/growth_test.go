package build_test

import (
	"bytes"
	"context"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/record"
	"minutebook/internal/synth"
)

// A new meeting changes the pages of what it touches, those next to it and the first pages of lists; whoever keeps
// a site up to date uploads few files. The day that overdue counts from is the same here, before and after.
func TestANewMeetingChangesFewPages(t *testing.T) {
	root := t.TempDir()
	archive := filepath.Join(root, "archive")
	if err := synth.Write(archive, 60, 7, nil); err != nil {
		t.Fatal(err)
	}
	after := record.Link(editionOf(t, archive, "parties"))
	m := after.Meetings[len(after.Meetings)-1]
	if len(m.Superseded) > 0 || m.Previous == nil || len(after.Groups) < 2 || len(m.Raised) == 0 {
		t.Fatalf("%s is no good choice for this test", m.ID)
	}
	site := func(out string) *built {
		res, err := build.Run(context.Background(), build.Options{Archive: archive, Out: filepath.Join(root, out), Sites: []string{"parties"}, AsOf: after.AsOf})
		if err != nil {
			t.Fatal(err)
		}
		return load(t, "synth", res.Sites[0])
	}
	long := site("after")
	if err := os.Remove(filepath.Join(archive, m.Minutes.File)); err != nil {
		t.Fatal(err)
	}
	short := site("before")
	touched := touchedBy(after, m)
	changed, fresh := 0, 0
	for f := range long.files {
		if !short.files[f] {
			fresh++
			continue
		}
		if same(t, long, short, f) {
			continue
		}
		changed++
		if at := strings.TrimSuffix(f, "index.html"); !touched[at] && ofARecord(at) {
			t.Errorf("%s is changed by %s, which does not touch it", at, m.ID)
		}
	}
	t.Logf("%s: %d files new, %d changed, of %d", m.ID, fresh, changed, len(long.files))
	if changed == 0 || changed+fresh > len(long.files)/3 {
		t.Errorf("%s: %d files new and %d changed, of %d", m.ID, fresh, changed, len(long.files))
	}
	olderPagesStay(t, long, short)
}

// ofARecord says whether an address is that of one action, meeting, owner or the like, or below it.
func ofARecord(at string) bool {
	parts := strings.Split(at, "/")
	return len(parts) > 3 && !record.Passing(at) && parts[1] != "data" && parts[1] != "feeds"
}

func same(t *testing.T, a, b *built, file string) bool {
	t.Helper()
	x, err := os.ReadFile(filepath.Join(a.dir, "www", file))
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(filepath.Join(b.dir, "www", file))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

// touchedBy are the addresses of all that a meeting tells of, and of what shows how that stands.
func touchedBy(r *record.Record, m *record.Meeting) map[string]bool {
	touched := map[string]bool{}
	meeting := func(m *record.Meeting) {
		if m != nil {
			touched[m.Path], touched[m.Path+"changes/"] = true, true
		}
	}
	meeting(m.Previous)
	for _, ref := range m.Minutes.References {
		if at, ok := r.Path(ref.Kind, ref.ID); ok {
			touched[at] = true
		}
	}
	byPath := map[string]*record.Action{}
	for _, a := range r.Actions {
		byPath[a.Path] = a
	}
	actions := append(append([]*record.Action{}, m.Raised...), m.PassedOver...)
	for _, u := range m.Updates {
		actions = append(actions, u.Action)
	}
	groups := map[*record.Group]bool{m.Group: true}
	for _, a := range actions {
		touched[a.Path] = true
		meeting(a.Meeting)
		meeting(a.Silent)
		for _, u := range a.Updates {
			meeting(u.Meeting)
		}
		for _, o := range a.OwnedBy {
			for _, f := range []string{"", "feed.atom", "due.ics"} {
				touched[o.Path+f] = true
			}
		}
		groups[groupOf(r, a)] = true
	}
	for _, s := range m.First {
		touched[s.Path] = true
	}
	for _, s := range r.Subjects() { // those that one of the records above leads to
		if s.Parent != nil && touched[s.Path] {
			touched[s.Parent.Path] = true
		}
		for _, d := range s.Mentions {
			for _, a := range actions {
				if a.Place != nil && a.Place.Meeting == d.Meeting && a.Place.ItemNumber() == d.ItemNumber() && d.Item != nil {
					touched[s.Path] = true // it shows the action
				}
			}
		}
	}
	for g := range groups {
		if g == nil {
			continue
		}
		for _, f := range []string{"", "feed.atom", "meetings.ics"} {
			touched[g.Path+f] = true
		}
		for _, thread := range g.Threads {
			touched[thread.Path] = true
		}
	}
	return touched
}

func groupOf(r *record.Record, a *record.Action) *record.Group {
	for _, g := range r.Groups {
		if g.ID == a.Group {
			return g
		}
	}
	return nil
}

// olderPagesStay holds that the rows of older pages of meetings and decisions are as they were, and where no page was
// added to a view, all of the page.
func olderPagesStay(t *testing.T, long, short *built) {
	t.Helper()
	older := 0
	for at, before := range short.pages {
		view := path.Dir(path.Dir(path.Clean(at))) + "/"
		if path.Base(path.Dir(path.Clean(at))) != "years" || !strings.HasPrefix(at, "/meetings/") && !strings.HasPrefix(at, "/decisions/") {
			continue
		}
		older++
		after := long.pages[at]
		if after == nil {
			t.Errorf("%s is gone", at)
			continue
		}
		rows := func(p *page) string { return p.doc.Find("main tbody").Text() }
		if rows(before) != rows(after) {
			t.Errorf("the rows of %s are others", at)
		}
		if long.pagesOf(view) == short.pagesOf(view) && !bytes.Equal(before.raw, after.raw) {
			t.Errorf("%s is another", at)
		}
	}
	if older < 5 {
		t.Errorf("only %d older pages were looked at", older)
	}
}

func (s *built) pagesOf(view string) (n int) {
	for at := range s.pages {
		if path.Dir(path.Clean(at)) == path.Join(view, "years") {
			n++
		}
	}
	return n
}
