package main

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"minutebook/index"
)

// lite is SQLite's full-text search, FTS5 with its Porter stemmer, in the translation to Go. A table beside it holds what
// is filtered, sorted and counted; owners, groups and modifications, of which a document may have several, one of their own.
type lite struct {
	*sql.DB
	prepared map[string]*sql.Stmt
}

const liteSchema = `
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'porter unicode61');
CREATE TABLE docs (rowid INTEGER PRIMARY KEY, id TEXT, kind TEXT, status TEXT, year TEXT, date TEXT, url TEXT, meeting TEXT);
CREATE TABLE many (doc INTEGER, name TEXT, value TEXT);
CREATE INDEX ids ON docs (id);
CREATE INDEX dates ON docs (date);
CREATE INDEX lists ON many (doc, name);
`

func openDB(file, more string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+url.PathEscape(file)+"?_pragma=mmap_size(1000000000)&_pragma=journal_mode(off)&_pragma=synchronous(off)"+more)
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func buildLite(file string, docs []index.Document) error {
	db, err := openDB(file, "")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec(liteSchema); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := fillLite(tx, docs); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.Exec("INSERT INTO words (words) VALUES ('optimize'); ANALYZE")
	return err
}

func fillLite(tx *sql.Tx, docs []index.Document) error {
	words, e1 := tx.Prepare("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)")
	rows, e2 := tx.Prepare("INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	many, e3 := tx.Prepare("INSERT INTO many VALUES (?, ?, ?)")
	if err := errors.Join(e1, e2, e3); err != nil {
		return err
	}
	for i, d := range docs {
		_, e1 := words.Exec(i+1, d.Title, d.Text)
		_, e2 := rows.Exec(i+1, d.ID, d.Kind, d.Status, yearOf(d), d.Date, d.URL, d.Meeting)
		if err := errors.Join(e1, e2); err != nil {
			return err
		}
		for name, values := range map[string][]string{"group": groupsOf(d), "owner": d.Owners, "modification": d.Modifications} {
			for _, v := range values {
				if _, err := many.Exec(i+1, name, v); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func openLite(file string) (engine, error) {
	db, err := openDB(file, "&mode=ro")
	return &lite{db, map[string]*sql.Stmt{}}, err
}

func (l *lite) ask(q question) (int, error) {
	from, args := q.lite("")
	list := "docs.id, docs.kind, docs.date, docs.url, docs.meeting, docs.status"
	if len(q.words) > 0 {
		list += ", title"
	}
	if !q.plain && len(q.words) > 0 {
		list += ", snippet(words, 1, '<mark>', '</mark>', '…', 30)"
	}
	if _, err := l.rows("SELECT "+list+" FROM "+from+q.order()+fmt.Sprintf(" LIMIT %d", shown), args); err != nil {
		return 0, err
	}
	total, err := l.one("SELECT count(*) FROM "+from, args)
	if err != nil || q.plain {
		return total, err
	}
	for _, f := range index.Facets() {
		from, args := q.lite(f)
		value := "docs." + f
		if f == index.FacetGroup || f == index.FacetOwner || f == index.FacetModification {
			value = "many.value"
			from = strings.Replace(from, " WHERE ", " JOIN many ON many.doc = docs.rowid WHERE many.name = '"+f+"' AND ", 1)
		}
		if _, err := l.rows("SELECT "+value+", count(*) FROM "+from+" GROUP BY 1", args); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// lite is what is selected from, and its parameters, without the restriction by one facet.
func (q question) lite(without string) (from string, args []any) {
	from, where := "docs", []string{"1"}
	if len(q.words) > 0 {
		from = "words JOIN docs ON docs.rowid = words.rowid"
		where = append(where, "words MATCH ?")
		match := strings.Join(q.words, " AND ")
		if q.phrase {
			match = q.text()
		}
		args = append(args, match)
	}
	for _, c := range []struct{ name, value string }{{"id", q.id}, {index.FacetKind, q.kind}, {index.FacetYear, q.year}} {
		if c.value != "" && c.name != without {
			where, args = append(where, "docs."+c.name+" = ?"), append(args, c.value)
		}
	}
	return from + " WHERE " + strings.Join(where, " AND "), args
}

func (q question) order() string {
	if q.byDate || len(q.words) == 0 {
		return " ORDER BY docs.date DESC"
	}
	return " ORDER BY bm25(words, 2.0, 1.0)"
}

func (l *lite) statement(text string) (*sql.Stmt, error) {
	if s := l.prepared[text]; s != nil {
		return s, nil
	}
	s, err := l.Prepare(text)
	l.prepared[text] = s
	return s, err
}

func (l *lite) one(text string, args []any) (n int, err error) {
	s, err := l.statement(text)
	if err != nil {
		return 0, err
	}
	return n, s.QueryRow(args...).Scan(&n)
}

// rows reads all rows and says how many there were.
func (l *lite) rows(text string, args []any) (n int, err error) {
	s, err := l.statement(text)
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, text)
	}
	rows, err := s.Query(args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(sql.RawBytes)
	}
	for ; rows.Next(); n++ {
		if err := rows.Scan(values...); err != nil {
			return n, err
		}
	}
	return n, rows.Err()
}
