package data

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
)

// table is rows of one struct type, whose json names are its columns.
type table struct {
	name, title string
	of          reflect.Type
	rows        []row
}

type row struct {
	value any
	year  string // "" where the row has no date
}

func tableOf[R, T any](name, title string, records []R, make func(R) T, date func(R) string) table {
	t := table{name: name, title: title, of: reflect.TypeFor[T]()}
	for _, r := range records {
		t.rows = append(t.rows, row{make(r), year(date(r))})
	}
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

// split is the table itself, or if it has more than most rows a table for each year.
func (t table) split(most int) []table {
	if len(t.rows) <= most {
		return []table{t}
	}
	byYear := map[string][]row{}
	for _, r := range t.rows {
		byYear[r.year] = append(byYear[r.year], r)
	}
	var parts []table
	for _, y := range slices.Sorted(maps.Keys(byYear)) {
		label := y
		if label == "" {
			label = "undated"
		}
		parts = append(parts, table{t.name + t.seam() + label, t.title + ", " + label, t.of, byYear[y]})
	}
	return parts
}

// seam stands between a table's name and a year. That of a view is a dot, which the name of no view holds.
func (t table) seam() string {
	if strings.Contains(t.name, "/") {
		return "."
	}
	return "-"
}

// file is a name and what writes its content.
type file struct {
	name    string
	content func(io.Writer) error
}

func (f file) write(dir string) error {
	at := filepath.Join(dir, filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return fmt.Errorf("make the folder of the data tables: %w", err)
	}
	out, err := os.Create(at)
	if err != nil {
		return fmt.Errorf("write a data table: %w", err)
	}
	buffer := bufio.NewWriter(out)
	if err = f.content(buffer); err == nil {
		err = buffer.Flush()
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write the data table %s: %w", f.name, err)
	}
	return nil
}
