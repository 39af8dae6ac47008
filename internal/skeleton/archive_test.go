package skeleton_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"minutebook/internal/build"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
	"minutebook/internal/skeleton"
	"minutebook/internal/synth"
)

// The next meeting of every group, of made-up archives and of the demo: the skeleton adds no finding, is read as what
// was asked for, and changes no action's life but by its report.
func TestNextMeetings(t *testing.T) {
	for seed := range uint64(5) {
		dir := filepath.Join(t.TempDir(), "synth")
		if err := synth.Write(dir, 5+int(seed)*8, seed, nil); err != nil {
			t.Fatal(err)
		}
		checkGroups(t, dir)
	}
	checkGroups(t, copied(t, "../../content", "../../minutebook.yaml"))
}

// The minutes that started this, where they stand beside the project.
func TestAcceptance(t *testing.T) {
	found, _ := filepath.Glob("../../../shared/acceptance/*_*.md")
	if len(found) == 0 {
		t.Skip("the acceptance minutes are not here")
	}
	dir := t.TempDir()
	text, err := os.ReadFile(found[0])
	if err := errors.Join(err, os.Mkdir(filepath.Join(dir, "content"), 0o755)); err != nil {
		t.Fatal(err)
	}
	save(t, dir, filepath.Join("content", filepath.Base(found[0])), text)
	checkGroups(t, dir)
	whole := read(t, dir)
	if n := len(whole.Record.Meetings); n != 2 || len(whole.Record.Meetings[1].Updates) < 20 {
		t.Errorf("%d meetings, the last of which reports on %d actions", n, len(whole.Record.Meetings[n-1].Updates))
	}
}

func copied(t *testing.T, content, settings string) string {
	t.Helper()
	dir := t.TempDir()
	text, err := os.ReadFile(settings)
	if err := errors.Join(err, os.CopyFS(filepath.Join(dir, "content"), os.DirFS(content))); err != nil {
		t.Fatal(err)
	}
	save(t, dir, "minutebook.yaml", text)
	return dir
}

func save(t *testing.T, dir, name string, text []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, text, 0o644)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir string) *build.Whole {
	t.Helper()
	whole, err := build.ReadWhole(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

func findings(t *testing.T, dir string) []string {
	t.Helper()
	report, err := build.Check(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range report.Findings {
		all = append(all, f.String())
	}
	return all
}

// added are the findings that were not there before. Others may go: an action that was passed over is in the table.
func added(before, after []string) []string {
	return slices.DeleteFunc(after, func(f string) bool { return slices.Contains(before, f) })
}

// checkGroups writes the next meeting of each group.
func checkGroups(t *testing.T, dir string) {
	t.Helper()
	before, whole := findings(t, dir), read(t, dir)
	var made []skeleton.Skeleton
	var left []string // actions that the minutes leave out, as their readers do not know them as they are
	for _, g := range whole.Record.Groups {
		if g.Latest() == nil {
			continue
		}
		s, err := skeleton.New(skeleton.Request{Whole: whole.Record, Readable: whole.Readable, Rules: whole.Rules, Untold: whole.Untold, Group: g.ID, Number: "901"})
		if err != nil {
			t.Fatalf("%s %s: %v", dir, g.ID, err)
		}
		save(t, dir, s.File, s.Text)
		made = append(made, s)
		left = append(left, s.Stricter...)
	}
	more := slices.DeleteFunc(added(before, findings(t, dir)), func(f string) bool {
		return strings.Contains(f, "[action-passed-over]") && slices.ContainsFunc(left, func(id string) bool { return strings.Contains(f, strconv.Quote(id)) })
	})
	if len(more) > 0 {
		t.Fatalf("with what was written there are also\n%s", strings.Join(more, "\n"))
	}
	after := read(t, dir)
	for _, s := range made {
		checkLives(t, s, whole.Record, after.Record)
		checkWords(t, s, whole)
	}
}

// checkLives compares what the record says of every action before and after.
func checkLives(t *testing.T, s skeleton.Skeleton, before, after *record.Record) {
	t.Helper()
	now := map[string]*record.Action{}
	for _, a := range after.Actions {
		now[a.ID] = a
	}
	i := slices.IndexFunc(after.Meetings, func(m *record.Meeting) bool { return m.ID == s.Meeting })
	if i < 0 || len(before.Actions) != len(after.Actions) {
		t.Fatalf("%s\nmeeting %d, %d actions of %d", s.Text, i, len(after.Actions), len(before.Actions))
	}
	reported := map[string]bool{}
	for _, u := range after.Meetings[i].Updates {
		reported[u.Action.ID] = true
		if u.Turned || u.Moved != nil && u.Moved.From != s.Meeting {
			t.Errorf("%s\nturns or moves %s", s.Text, u.Action.ID)
		}
	}
	for _, a := range before.Actions {
		b := now[a.ID]
		due := b.Due == a.Due || a.DueMeeting == s.Meeting
		if b.Status != a.Status || !due || b.DueMeeting != a.DueMeeting || b.Raised != a.Raised || b.Closed != a.Closed || b.Text != a.Text || !slices.Equal(b.Owners, a.Owners) {
			t.Errorf("%s\n%s was\n%+v\nand is\n%+v", s.Text, a.ID, *a, *b)
		}
		own := a.Group == after.Meetings[i].Group.ID && a.Status != minutes.Closed
		left := slices.Contains(s.Stricter, a.ID) || slices.Contains(s.Elsewhere, a.ID)
		if reported[a.ID] != (own && !left) {
			t.Errorf("%s\nreports on %s: %v", s.Text, a.ID, reported[a.ID])
		}
		if reported[a.ID] && len(b.Updates) != len(a.Updates)+1 {
			t.Errorf("%s has %d reports, had %d", a.ID, len(b.Updates), len(a.Updates))
		}
	}
	checkPeople(t, s, after.Meetings[i])
}

// checkPeople looks for everybody of the group's meeting before who did not come for single items.
func checkPeople(t *testing.T, s skeleton.Skeleton, m *record.Meeting) {
	t.Helper()
	names := map[string]bool{}
	for _, a := range m.Minutes.Attendance {
		names[a.Name] = true
		if len(a.Items) > 0 || a.AlternateFor != "" {
			t.Errorf("%s\n%s is there for %v or for %q", s.Text, a.Name, a.Items, a.AlternateFor)
		}
	}
	if len(m.Minutes.Apologies) > 0 {
		t.Errorf("%s\n%v send apologies already", s.Text, m.Minutes.Apologies)
	}
	last := m.Previous
	if last == nil || last.Minutes.Meeting.Series != m.Minutes.Meeting.Series {
		return
	}
	for _, a := range last.Minutes.Attendance {
		name := a.Name
		if a.AlternateFor != "" {
			name = a.AlternateFor
		}
		if len(a.Items) == 0 && !names[name] {
			t.Errorf("%s\n%s is missing", s.Text, name)
		}
	}
	if !strings.HasPrefix(m.Minutes.Meeting.Version, "Draft") {
		t.Errorf("%s is %s", m.ID, m.Minutes.Meeting.Version)
	}
}

var frontLine = regexp.MustCompile(`^[a-z]+: "`)

var words = regexp.MustCompile(`[\pL\pN]+`)

func wordsOf(text string) string { return " " + strings.Join(words.FindAllString(text, -1), " ") + " " }

// checkWords looks for every cell and heading of the skeleton in the documents that its readers may read.
func checkWords(t *testing.T, s skeleton.Skeleton, whole *build.Whole) {
	t.Helper()
	if !slices.ContainsFunc(whole.Record.Meetings, func(m *record.Meeting) bool { return strings.HasPrefix(s.Meeting, m.Group.ID+"_") }) {
		return // the first minutes of a group
	}
	level, _ := whole.Rules.Policy.Level(s.Level)
	var readable strings.Builder
	for _, m := range whole.Readable(level).Meetings {
		readable.WriteString(m.Text() + "\n")
		for _, d := range m.Superseded {
			readable.WriteString(d.Text() + "\n")
		}
	}
	known := wordsOf(readable.String())
	own := regexp.MustCompile(`^(?:Minutes of |Next .*meeting|Status: Open|Any Other Business$|Actions Outstanding$|Minutes of the Last|Draft Minutes|This document is classified as|.* [0-9]+(?:st|nd|rd|th) Meeting$)`)
	for _, line := range strings.Split(string(s.Text), "\n") {
		for _, part := range strings.Split(line, "|") {
			part = wordsOf(regexp.MustCompile(`^[\W\d.]+`).ReplaceAllString(part, ""))
			if len(strings.Fields(part)) < 4 || strings.Contains(line, s.Meeting) || frontLine.MatchString(line) || own.MatchString(strings.TrimSpace(part)) {
				continue
			}
			if !strings.Contains(known, part) {
				t.Errorf("%s\nno document of level %s says %q", s.Text, s.Level, part)
			}
		}
	}
}
