package lookup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/index"
	"minutebook/internal/generation"
)

// Whatever the records are called, each is found by its id and its aliases in each spelling, before all others, and by each
// word of its title, whole or begun.
func TestEveryRecordIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t)
		r := newReader(filesOf(c))
		for _, d := range c.Documents {
			if d.Kind == "decision" {
				continue
			}
			for _, id := range append([]string{d.ID}, d.Aliases...) {
				if !strings.ContainsAny(id, "0123456789") {
					continue // a name, which stands in the title
				}
				for _, spelt := range spellings(id) {
					if found, exact := r.find(spelt); !has(r, found[:exact], d) {
						t.Fatalf("%q is not found by %q, a spelling of %q: %v", d.ID, spelt, id, found)
					}
				}
			}
			for _, w := range index.Terms(d.Title) {
				for _, begun := range []string{w, w[:len(firstOf(w))]} {
					if found, _ := r.find(begun); (begun == w || !tooShort(r, begun)) && !has(r, found, d) {
						t.Fatalf("%q is not found by %q of %q: %v", d.ID, begun, d.Title, found)
					}
				}
			}
		}
	})
}

// firstOf is the first half of a word, or all of a number.
func firstOf(w string) string {
	if isNumber(w) {
		return w
	}
	runes := []rune(w)
	return string(runes[:(len(runes)+1)/2])
}

// tooShort says whether a beginning is that of more shards than a search may fetch.
func tooShort(r *reader, begun string) bool {
	n := 0
	for _, f := range r.start.Words {
		if strings.HasPrefix(f, begun) {
			n++
		}
	}
	return n >= mostShards
}

// spellings are what people write for an id.
func spellings(id string) []string {
	blank := strings.NewReplacer("/", " ", "_", " ").Replace(id)
	all := []string{id, strings.ToLower(id), blank, strings.ReplaceAll(blank, " ", "_"), strings.ReplaceAll(blank, " ", "/")}
	terms := index.Terms(id)
	all = append(all, strings.Join(terms, " ")) // without zeros
	all = append(all, strings.ReplaceAll(blank, " ", ""))
	if len(terms) > 1 && strings.ContainsAny(terms[1], "0123456789") {
		all = append(all, strings.Join(terms[1:], " ")) // bare digits
	}
	return all
}

func has(r *reader, rows []int, d index.Document) bool {
	return slices.ContainsFunc(rows, func(n int) bool { return slices.Equal(r.row(n), rowOf(&d)) })
}

func drawContent(t *rapid.T) index.Content {
	var c index.Content
	word := rapid.SampledFrom([]string{"returns", "return", "Réunion", "coverage", "constructor", "__proto__", "O'Brien's", "Straße", "hub", "of", "the", "2021", "007", "ﬁnal", "ΟΔΟΣ", "会議"})
	group := rapid.SampledFrom([]string{"OPSG", "TOG", "SRP"})
	id := map[string]func() string{
		"meeting": func() string {
			return fmt.Sprintf("%s_%d", group.Draw(t, "group"), rapid.IntRange(1, 60).Draw(t, "number"))
		},
		"action": func() string {
			return fmt.Sprintf("%s %d/%02d", group.Draw(t, "group"), rapid.IntRange(1, 60).Draw(t, "number"), rapid.IntRange(1, 30).Draw(t, "n"))
		},
		"confidential": func() string {
			return fmt.Sprintf("%s %d/CONF %02d", group.Draw(t, "group"), rapid.IntRange(1, 60).Draw(t, "number"), rapid.IntRange(1, 9).Draw(t, "n"))
		},
		"incident": func() string { return fmt.Sprintf("INC%015d", rapid.IntRange(1000, 999999).Draw(t, "number")) },
		"modification": func() string {
			return fmt.Sprintf("MP%d%s", rapid.IntRange(1, 200).Draw(t, "number"), rapid.SampledFrom([]string{"", "A"}).Draw(t, "part"))
		},
		"page":     func() string { return "about" + rapid.StringMatching("[a-z]{0,3}").Draw(t, "page") },
		"decision": func() string { return "TOG_1 decision 1" },
	}
	kinds := []string{"meeting", "action", "confidential", "incident", "modification", "page", "decision"}
	for range rapid.IntRange(0, 60).Draw(t, "records") {
		d := index.Document{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Text: "never written"}
		d.ID = id[d.Kind]()
		d.Title = d.ID + ": " + strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "title"), " ")
		d.URL = "/" + strings.ToLower(strings.Join(index.Terms(d.ID), "-")) + "/"
		if d.Kind == "modification" {
			d.Aliases = []string{fmt.Sprintf("SECMP%04s", strings.TrimPrefix(d.ID, "MP"))}
		}
		if d.Kind == "action" {
			d.Status = rapid.SampledFrom([]string{"open", "closed"}).Draw(t, "status")
		}
		if d.Kind != "page" {
			d.Date = fmt.Sprintf("20%02d-05-24", rapid.IntRange(10, 26).Draw(t, "year"))
		}
		c.Documents = append(c.Documents, d)
	}
	return c
}

// Exactly the rows that pass every filter are listed, from the newest on.
func TestFilters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawContent(t)
		r := newReader(filesOf(c))
		found, _ := r.find("", "kind:action", "status:open", "year:2021")
		want, last := 0, ""
		for _, d := range c.Documents {
			if d.Kind == "action" && d.Status == "open" && strings.HasPrefix(d.Date, "2021") {
				want++
			}
		}
		for _, n := range found {
			row := r.row(n)
			if row[1] != "action" || row[6] != "open" || row[4][:4] != "2021" || last != "" && row[4] > last {
				t.Fatalf("%q is listed", row)
			}
			last = row[4]
		}
		if len(found) != want {
			t.Fatalf("%d rows, want %d", len(found), want)
		}
	})
}

// Rows are told in steps and read from them alike.
func TestSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfDistinct(rapid.IntRange(0, 60), rapid.ID).Draw(t, "rows")
		slices.Sort(rows)
		if got := walked(stepsOf(t, rows)); !slices.Equal(got, rows) {
			t.Fatalf("%v became %v", rows, got)
		}
	})
	if got := stepsOf(t, []int{0, 1, 2, 7, 9, 10}); !slices.Equal(got, []int{1, -2, 5, 2, -1}) {
		t.Error(got)
	}
}

func stepsOf(t interface{ Fatal(...any) }, rows []int) (steps []int) {
	var some []int32
	for _, row := range rows {
		some = append(some, int32(row))
	}
	if err := json.Unmarshal(appendSteps(nil, some), &steps); err != nil {
		t.Fatal(err)
	}
	return steps
}

// The files are plain UTF-8 JSON, the same each time, and what is no name of a record is in none of them.
func TestFiles(t *testing.T) {
	c := index.Content{
		Names: []index.Suggestion{{ID: "HDC", Kind: "owner", Title: "HDC", URL: "/owners/hdc/"}},
		Documents: []index.Document{
			{ID: "TOG_28", Kind: "meeting", Title: "TOG_28, 12 May 2026", URL: "/meetings/tog-28/", Date: "2026-05-12", Meeting: "TOG_28", Group: "TOG", Text: "spoken"},
			{ID: "TOG 28/01", Kind: "action", Title: "TOG 28/01: HDC to say <who> & “why”", URL: "/actions/tog-28-01/", Date: "2026-05-12", Meeting: "TOG_28", Group: "TOG",
				Status: "open", Owners: []string{"HDC"}, Modifications: []string{"MP136A"}, Aliases: []string{"TOG 28/1a"}, Text: "spoken", Mentions: []string{"INC000000495518"}},
			{ID: "TOG_28 decision 1", Kind: "decision", Title: "AGREED at TOG_28", URL: "/meetings/tog-28/#p-1", Text: "spoken"},
			{ID: "about", Kind: "page", Title: "About", URL: "/about/", Text: "spoken"},
		}}
	www := t.TempDir()
	if err := Write(c, generation.New(www, nil).Below(".")); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	names, _ := filepath.Glob(filepath.Join(www, Folder, "*"))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil || !utf8.Valid(data) || !json.Valid(data) || !bytes.HasSuffix(data, []byte("}\n")) && !bytes.HasSuffix(data, []byte("]\n")) {
			t.Errorf("%s: %v %q", name, err, data)
		}
		fmt.Fprintf(&all, "-- %s --\n%s", filepath.Base(name), data)
	}
	if diff := cmp.Diff(wantFiles, all.String()); diff != "" {
		t.Error(diff)
	}
}

const wantFiles = `-- filters-0.json --
{"group:tog":[1,-1],
"kind:action":[1],
"kind:meeting":[2],
"kind:owner":[4],
"kind:page":[3],
"modification:mp136a":[1],
"owner:hdc":[1],
"status:open":[1],
"year:2026":[1,-1]}
-- ids-0.json --
{"28":[2],
"28 1":[1],
"28 1 a":[1],
"tog 28":[2],
"tog 28 1":[1],
"tog 28 1 a":[1]}
-- rows-0.json --
[["TOG 28/01","action","TOG 28/01: HDC to say <who> & “why”","/actions/tog-28-01/","2026-05-12","TOG_28","open"],
["TOG_28","meeting","TOG_28, 12 May 2026","/meetings/tog-28/","2026-05-12","TOG_28"],
["about","page","About","/about/"],
["HDC","owner","HDC","/owners/hdc/"]]
-- start.json --
{"rows":4,"block":32,"words":["1"],"ids":["28"],"filters":["group:tog"]}
-- words-0.json --
{"1":[1],
"12":[2],
"2026":[2],
"28":[1,-1],
"a":[1],
"about":[3],
"hdc":[1,3],
"may":[2],
"say":[1],
"to":[1],
"tog":[1,-1],
"who":[1],
"why":[1]}
`

// A site without records has a start that says so, and nothing is found.
func TestNothing(t *testing.T) {
	files := filesOf(index.Content{})
	if len(files) != 1 || string(files[0].data) != `{"rows":0,"block":32,"words":[],"ids":[],"filters":[]}`+"\n" {
		t.Errorf("%d files: %s", len(files), files[0].data)
	}
	if found, _ := newReader(files).find("TOG 28/01"); len(found) > 0 {
		t.Error(found)
	}
}
