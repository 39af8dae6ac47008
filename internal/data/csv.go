package data

import (
	"io"
	"reflect"
	"strconv"
	"strings"

	"minutebook/internal/sheet"
)

func (t table) csv(w io.Writer) error {
	return sheet.Write(w, func(yield func([]string) bool) {
		head := make([]string, t.of.NumField())
		for i := range head {
			head[i] = t.of.Field(i).Tag.Get("json")
		}
		if !yield(head) {
			return
		}
		for _, r := range t.rows {
			if !yield(cells(reflect.ValueOf(r.value))) {
				return
			}
		}
	})
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
