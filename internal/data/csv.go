package data

import (
	"encoding/csv"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

const byteOrderMark = "\ufeff"

func (t table) csv(w io.Writer) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := make([]string, t.of.NumField())
	for i := range head {
		head[i] = t.of.Field(i).Tag.Get("json")
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, r := range t.rows {
		if err := out.Write(cells(reflect.ValueOf(r.value))); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func cells(row reflect.Value) []string {
	all := make([]string, row.NumField())
	for i := range all {
		all[i] = harmless(cell(row.Field(i)))
	}
	return all
}

func cell(v reflect.Value) string {
	if words, ok := v.Interface().([]string); ok {
		return strings.Join(words, "; ")
	}
	switch v.Kind() {
	case reflect.Slice:
		return strconv.Itoa(v.Len())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	default:
		return v.String()
	}
}

// formula starts are those that OWASP names, with their full-width forms, which some spreadsheets fold.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// harmless keeps a spreadsheet from taking a cell for a formula, also behind blanks. A carriage return is
// a line break.
func harmless(s string) string {
	s = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\ufffd")
	inner := strings.TrimLeftFunc(s, unicode.IsSpace)
	if strings.IndexAny(s, formulaStarts) == 0 || strings.IndexAny(inner, formulaStarts) == 0 {
		return "'" + s
	}
	return s
}
