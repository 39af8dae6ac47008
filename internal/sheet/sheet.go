// Package sheet writes rows as CSV that any spreadsheet opens as what it is: UTF-8 with a byte order mark, lines that
// end in CR LF, and no cell that is taken for a formula. A cell that would be has an apostrophe before it; a carriage
// return is a line break, and what is not UTF-8 is U+FFFD.
package sheet

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Start stands before the first line of a file: the byte order mark.
const Start = "\ufeff"

// Write writes rows, the first of them the names of the columns.
func Write(w io.Writer, rows func(yield func(cells []string) bool)) error {
	if _, err := io.WriteString(w, Start); err != nil {
		return err
	}
	var lines Lines
	for cells := range rows {
		if _, err := w.Write(lines.Line(cells)); err != nil {
			return err
		}
	}
	return nil
}

// Lines makes lines of rows. The zero Lines is ready; it is for one goroutine.
type Lines struct {
	out  *csv.Writer
	line bytes.Buffer
	safe []string
}

// Line is the line of a row, with its end.
func (l *Lines) Line(cells []string) []byte {
	if l.out == nil {
		l.out = csv.NewWriter(&l.line)
		l.out.UseCRLF = true
	}
	l.line.Reset()
	l.safe = l.safe[:0]
	for _, c := range cells {
		l.safe = append(l.safe, harmless(c))
	}
	_ = l.out.Write(l.safe) // into memory, and the comma is one that csv knows
	l.out.Flush()
	return bytes.Clone(l.line.Bytes())
}

// formulaStarts are those that OWASP names, with their full-width forms, which some spreadsheets fold.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

var oneLineEnd = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// harmless keeps a spreadsheet from taking a cell for a formula, also behind blanks.
func harmless(s string) string {
	if strings.Contains(s, "\r") {
		s = oneLineEnd.Replace(s)
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	if startsFormula(s) || startsFormula(strings.TrimLeftFunc(s, unicode.IsSpace)) {
		return "'" + s
	}
	return s
}

func startsFormula(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(formulaStarts, first)
}
