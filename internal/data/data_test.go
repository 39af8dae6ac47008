package data

import (
	"bytes"
	"encoding/csv"
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
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

var updating = flag.Bool("update", false, "rewrite the expected files")

// harbour is a small record with something in every field and something absent from every table.
func harbour() *record.Record {
	p := policy.Default()
	green, _ := p.Level("Green")
	head := &minutes.Block{ID: "moorings", Spans: []minutes.Span{{Text: "3. Moorings"}}}
	amber, _ := p.Level("Amber")
	item := &minutes.Item{Number: "3", Title: "Moorings", Head: head, Blocks: []*minutes.Block{{Level: amber}}, Items: []*minutes.Item{{Number: "3.1", Title: "Chains & <buoys>"}}}
	first := &record.Meeting{ID: "HARB_7", Path: "/meetings/harb-7/", Minutes: &minutes.Minutes{
		Meeting: minutes.Meeting{ID: "HARB_7", Group: "HARB", Number: "7", Document: "HARB_7_1001", Date: "2031-01-10", Start: "10:00", End: "12:30",
			Venue: "Customs House", Version: "Final", Series: "main"},
		Classification: minutes.Classification{Level: green, Strictest: green},
		Items:          []*minutes.Item{item}, Presence: minutes.Presence{People: 3, Apologies: 1}}}
	bare := &record.Meeting{ID: "HARB_8", Path: "/meetings/harb-8/", Minutes: &minutes.Minutes{
		Meeting: minutes.Meeting{ID: "HARB_8"}, Classification: minutes.Classification{Level: green, Strictest: green}}}
	at := record.Place{Meeting: first, Item: item, Block: head}
	mention := record.Mention{Place: at, Sentence: "=INC01 was a \"collision\", \r\nthey said.", Start: 1, End: 6, Written: "INC01"}
	raised := &record.Action{ID: "HARB 7/01", Path: "/actions/harb-7-01/", Group: "HARB", MeetingID: "HARB_7", Meeting: first, Place: &at,
		Text: "-count the moorings", Owners: []string{"Pilots", "Office"}, Status: minutes.Closed, Raised: "2031-01-10", Due: "2031-03-01", DueMeeting: "HARB_8",
		Closed: "2031-02-14", Written: "HRAB 7/01"}
	raised.Updates = []*record.Update{{Place: at, Action: raised, Date: "2031-02-14", Status: minutes.Closed, Text: "Counted.", Target: "2031-02-01", Revised: "2031-03-01"}}
	inc1 := &record.Subject{Kind: minutes.KindIncident, ID: "INC01", Path: "/incidents/inc01/", Occurred: "2030-12-31", Mentions: []record.Mention{mention}}
	inc2 := &record.Subject{Kind: minutes.KindIncident, ID: "INC02", Path: "/incidents/inc02/", Mentions: []record.Mention{mention}}
	whole := &record.Subject{Kind: minutes.KindModification, ID: "MP12", Path: "/modifications/mp12/"}
	part := &record.Subject{Kind: minutes.KindModification, ID: "MP12A", Path: "/modifications/mp12a/", Title: "Green lights", Aliases: []string{"DP12A", "SECMP0012A"},
		Parent: whole, Mentions: []record.Mention{mention}}
	inc1.Related = []record.Relation{{Subject: part, Why: mention}, {Subject: inc2, Why: mention}}
	return &record.Record{
		Site: policy.Site{Name: "members", URL: "https://harbour.example/minutes/"}, AsOf: "2031-01-10",
		Meetings:      []*record.Meeting{bare, first},
		Actions:       []*record.Action{raised, {ID: "HARB 6/02", Path: "/actions/harb-6-02/", Status: minutes.Unknown}},
		Incidents:     []*record.Subject{inc1, inc2},
		Modifications: []*record.Subject{whole, part},
		Decisions:     []*record.Decision{{Place: at, Verb: "AGREED", Text: "@once; to paint the quay", Date: "2031-01-10"}},
		Glossary: []*record.Term{{Term: "AIS", Meaning: record.Meaning{Expansion: "Automatic Identification System", Place: at},
			Others: []*record.Meaning{{Expansion: "Anchor Inspection Sheet", Place: at}}}},
	}
}

// written is every file that Write makes, by name.
func written(t testing.TB, r *record.Record, most int) map[string]string {
	dir := filepath.Join(t.TempDir(), "www", "data")
	named, err := write(r, policy.Default(), dir, most)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err = filepath.WalkDir(dir, func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(at)
		name, _ := filepath.Rel(dir, at)
		files[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Concat(append(slices.Collect(maps.Values(named)), []string{"index.json"})...)
	slices.Sort(names)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(files)), names); diff != "" {
		t.Errorf("other files are there than are named:\n%s", diff)
	}
	return files
}

func TestWrite(t *testing.T) {
	for name, r := range map[string]*record.Record{"harbour": harbour(), "empty": {}} {
		t.Run(name, func(t *testing.T) { compareFiles(t, "testdata/"+name+".txtar", written(t, r, mostRows)) })
	}
	t.Run("split", func(t *testing.T) {
		compareFiles(t, "testdata/split.txtar", written(t, harbour(), 1))
	})
}

// compareFiles compares files with a txtar archive. Carriage returns and the byte order mark, which a text
// file hides, have a test of their own.
func compareFiles(t *testing.T, golden string, files map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if *updating {
		a.Files = nil
		for _, name := range slices.Sorted(maps.Keys(files)) {
			a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(plain(files[name]))})
		}
		if err := os.WriteFile(golden, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, got := map[string]string{}, map[string]string{}
	for _, f := range a.Files {
		want[f.Name] = string(f.Data)
	}
	for name, content := range files {
		got[name] = plain(content)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("run with -update, and read the difference, if this is as it should be:\n%s", diff)
	}
}

func plain(s string) string {
	return strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
}

func TestEachCSVHasTheRowsOfItsJSON(t *testing.T) {
	for _, most := range []int{1, mostRows} {
		files := written(t, harbour(), most)
		var index []fileRow
		if err := json.Unmarshal([]byte(files["index.json"]), &index); err != nil {
			t.Fatal(err)
		}
		if len(index) != len(files)-1 {
			t.Errorf("the index lists %d of %d files", len(index), len(files)-1)
		}
		for _, f := range index {
			if got := rowsOf(t, f.Name, files[f.Name]); got != f.Rows {
				t.Errorf("%s has %d rows, the index says %d", f.Name, got, f.Rows)
			}
		}
	}
}

func rowsOf(t *testing.T, name, content string) int {
	if strings.HasSuffix(name, ".json") {
		var rows []map[string]any
		if err := json.Unmarshal([]byte(content), &rows); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return len(rows)
	}
	if !strings.HasPrefix(content, "\ufeff") || strings.Count(content, "\n") != strings.Count(content, "\r\n") {
		t.Errorf("%s starts with a byte order mark and ends its lines with CR LF", name)
	}
	return len(read(t, content)) - 1
}

func read(t testing.TB, content string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(content, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestCellsAreReadBack draws any text at all: what a CSV reader reads is the text, with line feeds for line ends
// and an apostrophe before what a spreadsheet would run.
func TestCellsAreReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t\r\n=+@＝"',;-]{0,5}[a-z]*`)).Draw(rt, "text")
		rows := rapid.SliceOfN(rapid.Just(termRow{Term: text, Expansion: "é \"x\", y", URL: "/"}), 1, 3).Draw(rt, "rows")
		var out bytes.Buffer
		if err := tableOf("t", "T", rows, func(r termRow) termRow { return r }, func(termRow) string { return "" }).csv(&out); err != nil {
			rt.Fatal(err)
		}
		for i, row := range read(t, out.String())[1:] {
			cell := row[0]
			if trimmed := strings.TrimSpace(cell); strings.IndexAny(trimmed, "=+-@＝＋－＠") == 0 || strings.IndexAny(cell, "\t\r\n") == 0 {
				rt.Fatalf("%q starts a formula", cell)
			}
			want := strings.ReplaceAll(strings.ReplaceAll(rows[i].Term, "\r\n", "\n"), "\r", "\n")
			if cell != want && cell != "'"+want || row[1] != rows[i].Expansion {
				rt.Fatalf("%q came back as %q", rows[i], row)
			}
		}
	})
}

func TestTablesAreSplitByYearBeyondTheLimit(t *testing.T) {
	r := &record.Record{}
	for i := range 60 {
		m := &record.Meeting{ID: fmt.Sprint("HARB_", i), Minutes: &minutes.Minutes{}}
		m.Minutes.Meeting.Date = fmt.Sprintf("%d-01-01", 2031+i/20)
		r.Meetings = append(r.Meetings, m)
	}
	if _, split := written(t, r, 60)["meetings-2031.json"]; split {
		t.Error("a table of as many rows as one may have is split")
	}
	files := written(t, r, 59)
	for _, year := range []string{"2031", "2032", "2033"} {
		if got := len(read(t, files["meetings-"+year+".csv"])) - 1; got != 20 {
			t.Errorf("%d rows in %s", got, year)
		}
	}
	if _, whole := files["meetings.json"]; whole {
		t.Error("a table that is split is there as a whole, too")
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(&record.Record{}, policy.Default(), file); err == nil {
		t.Error("no error")
	}
}
