// Package data writes the tables of a record for other people's programs and spreadsheets.
//
// Six tables: meetings, actions, incidents, modifications, decisions, glossary; and one for each of the archive's own
// kinds of reference, named as its register. Each is a .json file, an array
// of objects with one object a line, and a .csv file of the same rows under the same names. A table of more
// than 20,000 rows is split by year: actions-2021.json, actions-2021.csv; what has no date is in
// actions-undated. index.json lists the files with their titles and numbers of rows.
//
// A view of a register is there, too, at its own address below data/: data/actions/group/tog/open.json holds the
// rows of /actions/group/tog/open/. A row stands in about eight views, so of a register with more than 2,000 rows only views
// of at most 100 have files of their own; a larger one is what a program picks from the table by its columns. A view by year
// of a table that is split has that year's part of it.
//
// Dates are YYYY-MM-DD, addresses are root-relative and start with the path of the site's own address. What is
// absent is null, an empty list []. The rows stand in the order of the record. A meeting's classification is
// that of the strictest thing in it. An update's target and revised may be a meeting's id.
//
// A .csv is for a spreadsheet: UTF-8 with a byte order mark, without which Excel takes it for something
// else, and lines that end as RFC 4180 has them. What is absent is an empty cell, a list of words is joined by
// "; ", a list of objects is their number. A cell that a spreadsheet would run as a formula has an
// apostrophe before it.
//
// Each row is put into words once, whatever files it stands in.
package data

import (
	"fmt"
	"slices"

	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// limits are sizes in rows.
type limits struct {
	table    int // beyond it a table is split by year
	register int // beyond it a register has not all of its views' files
	view     int // up to it a view of such a register has some
}

var usual = limits{table: 20_000, register: 2_000, view: 100}

// folder is where the tables stand in a site's folder.
const folder = "www/data/"

// Files are the names of the files that hold each table and each view, whole or split, by its name ("actions",
// "actions/open"). What is not there has no files.
type Files map[string][]string

// Write writes every table of the record, and the views of its registers, into a site's folder, and returns what it wrote but
// index.json. p names the levels. An error names the file; what was written until then stays.
func Write(r *record.Record, p policy.Policy, t *generation.Tree) (Files, error) {
	return write(r, p, t, usual)
}

func write(r *record.Record, p policy.Policy, t *generation.Tree, most limits) (Files, error) {
	registers := register.Of(r, nil)
	w := writer{tree: t, most: most, files: Files{}, views: map[string][]fileRow{}}
	for _, table := range tables(r, p) {
		t := table()
		i := slices.IndexFunc(registers, func(reg *register.Register) bool { return reg.Name == t.name })
		if err := w.table(t); err != nil {
			return w.files, err
		}
		if i < 0 {
			continue
		}
		if err := w.register(t, registers[i]); err != nil {
			return w.files, err
		}
	}
	rows := w.tables
	for _, reg := range registers {
		rows = append(rows, w.views[reg.Name]...)
	}
	index := tableOf("", "", rows, asIs, undated)
	return w.files, w.write("index.json", index.json(index.all()))
}

// writer writes tables into a tree, one after the other.
type writer struct {
	tree   *generation.Tree
	most   limits
	files  Files
	tables []fileRow            // that were written
	views  map[string][]fileRow // by register
}

// table writes a table.
func (w *writer) table(t table) error {
	for _, p := range t.split(w.most.table) {
		rows, err := w.part(t, t.name, p)
		if err != nil {
			return err
		}
		w.tables = append(w.tables, rows...)
	}
	return nil
}

// register writes the views of a table's register.
func (w *writer) register(t table, reg *register.Register) error {
	years := t.split(w.most.table)
	for _, v := range reg.Views[1:] {
		p := part{name: v.Base(), title: t.title + ": " + reg.Named(v), rows: v.Records}
		if year, ok := sameRows(years, p.rows); ok && len(years) > 1 && reg.ByYear(v) {
			w.files[p.name] = year.files()
			continue
		}
		if len(t.rows) > w.most.register && len(p.rows) > w.most.view {
			continue
		}
		rows, err := w.part(t, p.name, p)
		if err != nil {
			return err
		}
		w.views[reg.Name] = append(w.views[reg.Name], rows...)
	}
	return nil
}

// part writes some rows of a table as a part of what has the given name.
func (w *writer) part(t table, of string, p part) (rows []fileRow, err error) {
	for i, data := range [][]byte{t.json(p.rows), t.csv(p.rows)} {
		name := p.files()[i]
		if err := w.write(name, data); err != nil {
			return nil, err
		}
		w.files[of] = append(w.files[of], name)
		rows = append(rows, fileRow{name, p.title, len(p.rows)})
	}
	return rows, nil
}

func (w *writer) write(name string, data []byte) error {
	if err := w.tree.Write(folder+name, data); err != nil {
		return fmt.Errorf("write the data table %s: %w", name, err)
	}
	return nil
}

// fileRow is a row of index.json.
type fileRow struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Rows  int    `json:"rows"`
}

func asIs(f fileRow) fileRow { return f }

func undated(fileRow) string { return "" }
