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
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/generation"
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
	at := record.Place{Meeting: first, Item: item, Block: record.SpotOf(head)}
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
func written(t testing.TB, r *record.Record, most limits) map[string]string {
	tree := generation.New(t.TempDir(), nil)
	named, err := write(r, policy.Default(), tree, most)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range tree.Names() {
		content, err := tree.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(name, folder)] = string(content)
	}
	names := slices.Concat(append(slices.Collect(maps.Values(named)), []string{"index.json"})...)
	slices.Sort(names)
	names = slices.Compact(names) // views by year share those of their years
	if diff := cmp.Diff(slices.Sorted(maps.Keys(files)), names); diff != "" {
		t.Errorf("other files are there than are named:\n%s", diff)
	}
	return files
}

func TestWrite(t *testing.T) {
	for name, r := range map[string]*record.Record{"harbour": harbour(), "empty": {}} {
		t.Run(name, func(t *testing.T) { compareFiles(t, "testdata/"+name+".txtar", written(t, r, usual)) })
	}
	t.Run("split", func(t *testing.T) {
		compareFiles(t, "testdata/split.txtar", written(t, harbour(), limits{1, 1, 1}))
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
	for _, most := range []limits{{1, 1, 1}, {1, 9, 1}, usual} {
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
		made := tableOf("t", "T", rows, func(r termRow) termRow { return r }, func(termRow) string { return "" })
		for i, row := range read(t, string(made.csv(made.all())))[1:] {
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

// Whatever a row holds, its JSON is that of encoding/json.
func TestRowsAreJSON(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z "\\<>&é’\x00\x7f]{0,9}`), rapid.SampledFrom([]string{"\u2028", "\ufffd", "\xff", "£ 1"}))
	rapid.Check(t, func(rt *rapid.T) {
		row := meetingRow{ID: text.Draw(rt, "id"), Group: optional(text.Draw(rt, "group")), Attendees: rapid.Int().Draw(rt, "attendees"), Items: []itemRow{}}
		for range rapid.IntRange(0, 3).Draw(rt, "items") {
			row.Items = append(row.Items, itemRow{optional(text.Draw(rt, "number")), text.Draw(rt, "title"), "/"})
		}
		want, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		if got := appenderOf(reflect.TypeOf(row))(nil, reflect.ValueOf(row)); !bytes.Equal(got, want) {
			rt.Fatalf("%s, want %s", got, want)
		}
	})
	if got := string(appenderOf(reflect.TypeFor[decisionRow]())(nil, reflect.ValueOf(decisionRow{About: []string{"MP1", "MP2"}}))); !strings.Contains(got, `"date":null,`) || !strings.Contains(got, `"about":["MP1","MP2"]`) {
		t.Error(got)
	}
}

// meetings are some meetings of each of three years.
func meetings(each int) *record.Record {
	r := &record.Record{}
	for i := range 3 * each {
		m := &record.Meeting{ID: fmt.Sprint("HARB_", i), Minutes: &minutes.Minutes{}}
		m.Minutes.Meeting.Date = fmt.Sprintf("%d-01-01", 2031+i/each)
		r.Meetings = append(r.Meetings, m)
	}
	return r
}

func TestTablesAreSplitByYearBeyondTheLimit(t *testing.T) {
	if _, split := written(t, meetings(20), limits{table: 60})["meetings-2031.json"]; split {
		t.Error("a table of as many rows as one may have is split")
	}
	files := written(t, meetings(20), limits{table: 59})
	for _, year := range []string{"2031", "2032", "2033"} {
		if got := len(read(t, files["meetings-"+year+".csv"])) - 1; got != 20 {
			t.Errorf("%d rows in %s", got, year)
		}
	}
	if _, whole := files["meetings.json"]; whole {
		t.Error("a table that is split is there as a whole, too")
	}
}

// Every view of a register has its files until the register is large; then those that are small, and years that have them anyway.
func TestLargeRegistersHaveFilesOfSmallViews(t *testing.T) {
	const year = "meetings/year/2031"
	for _, c := range []struct {
		most limits
		want []string
	}{
		{limits{table: 60, register: 60, view: 1}, []string{year + ".json", year + ".csv"}},
		{limits{table: 60, register: 59, view: 20}, []string{year + ".json", year + ".csv"}},
		{limits{table: 60, register: 59, view: 19}, nil},
		{limits{table: 59, register: 59, view: 19}, []string{"meetings-2031.json", "meetings-2031.csv"}},
		{limits{table: 59, register: 59, view: 99}, []string{"meetings-2031.json", "meetings-2031.csv"}},
	} {
		named, err := write(meetings(20), policy.Default(), generation.New(t.TempDir(), nil), c.most)
		if err != nil {
			t.Fatal(err)
		}
		if got := named[year]; !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.most, got, c.want)
		}
		if len(named["meetings"]) == 0 {
			t.Errorf("%+v: the register has no files", c.most)
		}
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "www"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(&record.Record{}, policy.Default(), generation.New(dir, nil)); err == nil {
		t.Error("no error")
	}
}
