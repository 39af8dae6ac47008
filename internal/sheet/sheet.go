// Package sheet writes rows as CSV that any spreadsheet opens as what it is: UTF-8 with a byte order mark, lines that
// end in CR LF, and no cell that is taken for a formula. A cell that would be has an apostrophe before it; a carriage
// return is a line break, and what is not UTF-8 is U+FFFD.
package sheet

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
)

const byteOrderMark = "\ufeff"

// Write writes rows, the first of them the names of the columns.
func Write(w io.Writer, rows func(yield func(cells []string) bool)) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for cells := range rows {
		safe := make([]string, len(cells))
		for i, c := range cells {
			safe[i] = harmless(c)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulaStarts are those that OWASP names, with their full-width forms, which some spreadsheets fold.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

var oneLineEnd = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// harmless keeps a spreadsheet from taking a cell for a formula, also behind blanks.
func harmless(s string) string {
	s = strings.ToValidUTF8(oneLineEnd.Replace(s), "\ufffd")
	inner := strings.TrimLeftFunc(s, unicode.IsSpace)
	if strings.IndexAny(s, formulaStarts) == 0 || strings.IndexAny(inner, formulaStarts) == 0 {
		return "'" + s
	}
	return s
}
