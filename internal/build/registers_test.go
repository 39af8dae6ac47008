package build_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var counted = regexp.MustCompile(`^([\d,]+) `)

// What a register says it counts is what its data hold, as .csv and as .json, and what all its pages show.
func TestRegistersCountWhatTheyHold(t *testing.T) {
	for _, s := range allSites(t) {
		views := 0
		for at, p := range s.pages {
			files := p.doc.Find("main > p a[href*='/data/'], main > .narrow > p a[href*='/data/']")
			if files.Length() == 0 {
				continue
			}
			views++
			n, _ := strconv.Atoi(strings.ReplaceAll(counted.FindStringSubmatch(p.doc.Find("main .lede").Text())[1], ",", ""))
			for i := range files.Length() {
				href, _ := files.Eq(i).Attr("href")
				if got := rowsIn(t, filepath.Join(s.dir, "www", href)); got != n {
					t.Errorf("%s of %s counts %d, %s holds %d", at, s.name, n, href, got)
				}
			}
			if got := len(s.rowsOf(at)); got != n {
				t.Errorf("%s of %s counts %d, its pages show %d", at, s.name, n, got)
			}
		}
		if views < 8 {
			t.Errorf("%s has data for %d views", s.name, views)
		}
	}
}

// rowsOf are the rows of a view's pages, each once, as they are known by their link or their whole text.
func (s *built) rowsOf(view string) map[string]bool {
	rows := map[string]bool{}
	for at, p := range s.pages {
		if at != view && path.Dir(path.Dir(at)) != path.Join(view, "years") && !strings.HasPrefix(at, view+"page-") {
			continue
		}
		table := p.doc.Find("main table.sortable tbody tr, main dl > div[id]") // terms of the glossary
		for i := range table.Length() {
			html, _ := table.Eq(i).Html()
			rows[html] = true
		}
	}
	return rows
}

func rowsIn(t *testing.T, file string) int {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if path.Ext(file) == ".json" {
		var rows []any
		if err := json.Unmarshal(content, &rows); err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(rows) - 1
}
