package synth_test

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"minutebook/internal/archive"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/synth"
)

// What the reader makes of a made-up archive is what its writer meant.
func TestMinutesReadAsMeant(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	if err := synth.Write(dir, 250, 13, nil); err != nil {
		t.Fatal(err)
	}
	faulty, items, paragraphs := 0, 0, 0
	for _, m := range read(t, dir) {
		source, err := os.ReadFile(filepath.Join(dir, m.File))
		if err != nil {
			t.Fatal(err)
		}
		text := string(source)
		checkMeeting(t, m)
		checkCounts(t, m, text)
		for _, p := range m.Portions {
			if p.Item != "" {
				items++
			} else {
				paragraphs++
			}
		}
		if strings.Contains(text, synth.FaultyLevel) {
			faulty++
			if m.Classification.Level != policy.Untold || finding.Count(m.Findings, finding.Error) == 0 {
				t.Errorf("%s: a faulty banner reads as level %d without an error", m.File, m.Classification.Level)
			}
			continue
		}
		for _, f := range m.Findings {
			if f.Severity == finding.Error {
				t.Errorf("%s", f)
			}
		}
	}
	if faulty == 0 {
		t.Error("no document of 250 has a faulty banner; choose another seed")
	}
	if items < 10 || paragraphs < 10 {
		t.Errorf("%d items and %d paragraphs of 250 documents are marked", items, paragraphs)
	}
}

func read(t *testing.T, dir string) []*minutes.Minutes {
	t.Helper()
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	sources, err := a.Read(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]*minutes.Minutes, len(sources.Documents))
	for i, d := range sources.Documents {
		all[i] = d.Minutes
	}
	return all
}

func checkMeeting(t *testing.T, m *minutes.Minutes) {
	t.Helper()
	document := strings.TrimSuffix(strings.TrimSuffix(path.Base(m.File), synth.DraftSuffix), ".md")
	if m.Meeting.Document != document || m.Meeting.ID != document[:strings.LastIndex(document, "_")] {
		t.Errorf("%s: reads as meeting %q, document %q", m.File, m.Meeting.ID, m.Meeting.Document)
	}
	if m.Meeting.Date[:4] != path.Base(path.Dir(m.File)) || m.Meeting.Date[8:]+m.Meeting.Date[5:7] != document[len(document)-4:] {
		t.Errorf("%s: reads as held on %s", m.File, m.Meeting.Date)
	}
	if strings.HasSuffix(m.File, synth.DraftSuffix) != (m.Meeting.Version == "Draft v0.1") {
		t.Errorf("%s: reads as version %q", m.File, m.Meeting.Version)
	}
	if len(m.Attendance) < 5 {
		t.Errorf("%s: %d attended", m.File, len(m.Attendance))
	}
	if len(m.Next) != 1 {
		t.Errorf("%s: %d next meetings, want 1", m.File, len(m.Next))
	}
}

func checkCounts(t *testing.T, m *minutes.Minutes, text string) {
	t.Helper()
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"actions raised", len(m.Raised), strings.Count(text, "ACTION ")},
		{"actions reported on", len(m.Updated), strings.Count(text, " Status: ") + strings.Count(text, " | Open | ") + strings.Count(text, " | Closed | ")},
		{"decisions", len(m.Decisions), strings.Count(text, "**AGREED**") + strings.Count(text, "**NOTED**") + strings.Count(text, "**CONSIDERED**")},
		{"agenda items", len(m.Items), topLevel(text)},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d %s, want %d", m.File, c.got, c.what, c.want)
		}
	}
}

var lastItem = regexp.MustCompile(`(\d+)\. (?:\[[A-Z]+\] )?Any Other Business`)

// topLevel is the number of the last agenda item, which always has the same title.
func topLevel(text string) int {
	n, _ := strconv.Atoi(lastItem.FindStringSubmatch(text)[1])
	return n
}
