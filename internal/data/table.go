package data

import (
	"maps"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"minutebook/internal/sheet"
)

// table is rows of one struct type, whose json names are its columns.
type table struct {
	name, title string
	head        []string
	rows        []row
}

// row is a row as it stands in files.
type row struct {
	json, csv []byte
	year      string // "" where the row has no date
}

// tableOf puts each record into words, by as many at a time as there are processors.
func tableOf[R, T any](name, title string, records []R, of func(R) T, date func(R) string) table {
	json := appenderOf(reflect.TypeFor[T]())
	t := table{name: name, title: title, head: columns(reflect.TypeFor[T]()), rows: make([]row, len(records))}
	var all sync.WaitGroup
	share := max(1, (len(records)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for from := 0; from < len(records); from += share {
		all.Go(func() {
			var lines sheet.Lines
			for i := from; i < min(from+share, len(records)); i++ {
				v := reflect.ValueOf(of(records[i]))
				t.rows[i] = row{slices.Clip(json(nil, v)), lines.Line(cells(v)), year(date(records[i]))}
			}
		})
	}
	all.Wait()
	return t
}

// year is that of a date, "" where there is none: it becomes part of a file's name.
func year(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return day.Format("2006")
}

// part is some rows of a table, by index.
type part struct {
	name, title string
	rows        []int
}

// files are the names of a part's files.
func (p part) files() []string { return []string{p.name + ".json", p.name + ".csv"} }

func (t table) all() []int {
	all := make([]int, len(t.rows))
	for i := range all {
		all[i] = i
	}
	return all
}

// split is the table as a whole, or if it has more than most rows a part for each year.
func (t table) split(most int) []part {
	if len(t.rows) <= most {
		return []part{{t.name, t.title, t.all()}}
	}
	byYear := map[string][]int{}
	for i, r := range t.rows {
		byYear[r.year] = append(byYear[r.year], i)
	}
	var parts []part
	for _, y := range slices.Sorted(maps.Keys(byYear)) {
		label := y
		if label == "" {
			label = "undated"
		}
		parts = append(parts, part{t.name + "-" + label, t.title + ", " + label, byYear[y]})
	}
	return parts
}

// sameRows is the part that has the given rows and no other.
func sameRows(parts []part, rows []int) (part, bool) {
	i := slices.IndexFunc(parts, func(p part) bool { return slices.Equal(p.rows, rows) })
	if i < 0 {
		return part{}, false
	}
	return parts[i], true
}
