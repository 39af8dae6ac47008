package build_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// dataOf are the rows of a table in data/, whole or split by year.
func (s *built) dataOf(t *testing.T, table string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	names, err := filepath.Glob(filepath.Join(s.dir, "www", "data", table+"*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var some []map[string]any
		if err := json.Unmarshal(raw, &some); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows = append(rows, some...)
	}
	return rows
}

// The tables beside the plots count what the tables in data/ hold.
func TestPlotsCountTheRecord(t *testing.T) {
	counted := 0
	for _, s := range allSites(t) {
		where := s.archive + " " + s.name
		p := s.pages["/plots/"]
		if p == nil {
			t.Fatalf("%s has no plots", where)
		}
		open, dated := 0, 0
		for _, a := range s.dataOf(t, "actions") {
			if a["status"] != "closed" {
				open++
			}
		}
		for _, i := range s.dataOf(t, "incidents") {
			if when, ok := i["occurred"].(string); ok && when != "" {
				dated++
			}
		}
		decisions := len(s.dataOf(t, "decisions"))
		counted += min(open, dated, decisions)
		last := func(row *goquery.Selection) *goquery.Selection { return row.Find("td").Last() }
		for id, want := range map[string]int{"_age": open, "_occurred": dated, "_verbs": decisions} {
			if got := total(t, p.doc.Find("section[aria-labelledby="+id+"] tbody tr"), last); got != want {
				t.Errorf("%s: %s counts %d, data/ %d", where, id, got, want)
			}
		}
		rows := p.doc.Find("section[aria-labelledby=_open] tbody tr")
		if got := total(t, rows.Last(), last); got != open {
			t.Errorf("%s: %d open at the end, %d in data/", where, got, open)
		}
		rows.Each(func(_ int, row *goquery.Selection) {
			cells := row.Find("td")
			if n := cells.Length() - 1; n > 0 && total(t, cells.Slice(0, n), self) != total(t, cells.Last(), self) {
				t.Errorf("%s: the owners do not add up: %s", where, row.Text())
			}
		})
	}
	if counted == 0 {
		t.Error("no site has anything to count")
	}
}

func self(s *goquery.Selection) *goquery.Selection { return s }

// total adds up one number of each.
func total(t *testing.T, each *goquery.Selection, number func(*goquery.Selection) *goquery.Selection) int {
	t.Helper()
	sum := 0
	each.Each(func(_ int, e *goquery.Selection) {
		n, err := strconv.Atoi(strings.ReplaceAll(number(e).Text(), ",", ""))
		if err != nil || n < 0 {
			t.Errorf("%q is no count", number(e).Text())
		}
		sum += n
	})
	return sum
}
