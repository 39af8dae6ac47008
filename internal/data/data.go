// Package data writes the tables of a record for other people's programs and spreadsheets.
//
// Six tables: meetings, actions, incidents, modifications, decisions, glossary; and one for each of the archive's own
// kinds of reference, named as its register. Each is a .json file, an array
// of objects with one object a line, and a .csv file of the same rows under the same names. A table of more
// than 20,000 rows is split by year: actions-2021.json, actions-2021.csv; what has no date is in
// actions-undated. index.json lists the files with their titles and numbers of rows.
//
// Each view of a register is there, too, at its own address below data/: data/actions/group/tog/open.json holds the
// rows of /actions/group/tog/open/. One of more than 20,000 rows is split into open.2021.json and so on.
//
// Dates are YYYY-MM-DD, addresses are root-relative and start with the path of the site's own address. What is
// absent is null, an empty list []. The rows stand in the order of the record. A meeting's classification is
// that of the strictest thing in it. An update's target and revised may be a meeting's id.
//
// A .csv is for a spreadsheet: UTF-8 with a byte order mark, without which Excel takes it for something
// else, and lines that end as RFC 4180 has them. What is absent is an empty cell, a list of words is joined by
// "; ", a list of objects is their number. A cell that a spreadsheet would run as a formula has an
// apostrophe before it.
package data

import (
	"slices"

	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/register"
)

// mostRows is the size beyond which a table is split by year.
const mostRows = 20_000

// Files are the names of the files that hold each table and each view, whole or split, by its name ("actions",
// "actions/open").
type Files map[string][]string

// Write writes every table of the record, and every view of its registers, into the folder dir, which it makes if
// need be, and returns what it wrote but index.json. p names the levels. An error names the file; what was written
// until then stays.
func Write(r *record.Record, p policy.Policy, dir string) (Files, error) {
	return write(r, p, dir, mostRows)
}

func write(r *record.Record, p policy.Policy, dir string, most int) (Files, error) {
	all := tables(r, p)
	for _, reg := range register.Of(r, nil) {
		all = append(all, views(reg, all)...)
	}
	files := Files{}
	var rows []fileRow
	for _, t := range all {
		for _, part := range t.split(most) {
			for _, f := range []file{{part.name + ".json", part.json}, {part.name + ".csv", part.csv}} {
				if err := f.write(dir); err != nil {
					return files, err
				}
				files[t.name] = append(files[t.name], f.name)
				rows = append(rows, fileRow{f.name, part.title, len(part.rows)})
			}
		}
	}
	index := file{"index.json", tableOf("", "", rows, asIs, undated).json}
	return files, index.write(dir)
}

// views are the tables of a register's views, whose rows are among those of the register's own table.
func views(reg *register.Register, all []table) []table {
	i := slices.IndexFunc(all, func(t table) bool { return t.name == reg.Name })
	var of []table
	for _, v := range reg.Views[1:] {
		t := table{name: v.Base(), title: all[i].title + ": " + reg.Named(v), of: all[i].of}
		for _, n := range v.Records {
			t.rows = append(t.rows, all[i].rows[n])
		}
		of = append(of, t)
	}
	return of
}

// fileRow is a row of index.json.
type fileRow struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Rows  int    `json:"rows"`
}

func asIs(f fileRow) fileRow { return f }

func undated(fileRow) string { return "" }
