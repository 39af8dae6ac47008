// Package data writes the tables of a record for other people's programs and spreadsheets.
//
// Six tables: meetings, actions, incidents, modifications, decisions, glossary. Each is a .json file, an array
// of objects with one object a line, and a .csv file of the same rows under the same names. A table of more
// than 20,000 rows is split by year: actions-2021.json, actions-2021.csv; what has no date is in
// actions-undated. index.json lists the files with their titles and numbers of rows.
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
	"fmt"
	"os"

	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// mostRows is the size beyond which a table is split by year.
const mostRows = 20_000

// Write writes every table of the record into the folder dir, which it makes if need be, and returns the names
// of the files, index.json last. p names the levels. An error names the file; what was written until then
// stays.
func Write(r *record.Record, p policy.Policy, dir string) ([]string, error) {
	return write(r, p, dir, mostRows)
}

func write(r *record.Record, p policy.Policy, dir string, most int) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the data tables: %w", err)
	}
	var names []string
	var files []fileRow
	for _, t := range tables(r, p) {
		for _, part := range t.split(most) {
			for _, f := range []file{{part.name + ".json", part.json}, {part.name + ".csv", part.csv}} {
				if err := f.write(dir); err != nil {
					return names, err
				}
				names = append(names, f.name)
				files = append(files, fileRow{f.name, part.title, len(part.rows)})
			}
		}
	}
	index := file{"index.json", tableOf("", "", files, asIs, undated).json}
	return append(names, index.name), index.write(dir)
}

// fileRow is a row of index.json.
type fileRow struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Rows  int    `json:"rows"`
}

func asIs(f fileRow) fileRow { return f }

func undated(fileRow) string { return "" }
