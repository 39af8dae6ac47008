package data

import (
	"reflect"
	"strconv"
	"strings"

	"minutebook/internal/sheet"
)

// csv are rows of the table below their columns' names.
func (t table) csv(rows []int) []byte {
	var lines sheet.Lines
	head := lines.Line(t.head)
	size := len(sheet.Start) + len(head)
	for _, i := range rows {
		size += len(t.rows[i].csv)
	}
	data := append(append(make([]byte, 0, size), sheet.Start...), head...)
	for _, i := range rows {
		data = append(data, t.rows[i].csv...)
	}
	return data
}

func columns(of reflect.Type) []string {
	names := make([]string, of.NumField())
	for i := range names {
		names[i] = of.Field(i).Tag.Get("json")
	}
	return names
}

func cells(row reflect.Value) []string {
	all := make([]string, row.NumField())
	for i := range all {
		all[i] = cell(row.Field(i))
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
