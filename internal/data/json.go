package data

import (
	"encoding/json"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// optional is a text that may be absent, which is null.
type optional string

// MarshalJSON writes null for "".
func (o optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(o))
}

// list is never null.
func list[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}

// json are rows of the table as an array, one object a line.
func (t table) json(rows []int) []byte {
	if len(rows) == 0 {
		return []byte("[]\n")
	}
	size := len("[\n\n]\n")
	for _, i := range rows {
		size += len(t.rows[i].json) + len(",\n")
	}
	data := append(make([]byte, 0, size), "[\n"...)
	for n, i := range rows {
		if n > 0 {
			data = append(data, ",\n"...)
		}
		data = append(data, t.rows[i].json...)
	}
	return append(data, "\n]\n"...)
}

var optionals = reflect.TypeFor[optional]()

// appender appends a value as JSON.
type appender func(b []byte, v reflect.Value) []byte

// appenderOf appends what json.Marshal makes of a row, in a fifth of its time: of structs, lists, numbers and texts.
func appenderOf(t reflect.Type) appender {
	switch {
	case t.Kind() == reflect.Struct:
		return structAppender(t)
	case t.Kind() == reflect.Slice:
		return listAppender(appenderOf(t.Elem()))
	case t.Kind() == reflect.Int:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendInt(b, v.Int(), 10) }
	case t == optionals:
		return func(b []byte, v reflect.Value) []byte {
			if v.Len() == 0 {
				return append(b, "null"...)
			}
			return appendText(b, v.String())
		}
	}
	return func(b []byte, v reflect.Value) []byte { return appendText(b, v.String()) }
}

func structAppender(t reflect.Type) appender {
	names, fields := make([]string, t.NumField()), make([]appender, t.NumField())
	before := "{"
	for i := range fields {
		names[i], fields[i] = before+`"`+t.Field(i).Tag.Get("json")+`":`, appenderOf(t.Field(i).Type)
		before = ","
	}
	return func(b []byte, v reflect.Value) []byte {
		for i, field := range fields {
			b = field(append(b, names[i]...), v.Field(i))
		}
		return append(b, '}')
	}
}

func listAppender(one appender) appender {
	return func(b []byte, v reflect.Value) []byte {
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			b = one(b, v.Index(i))
		}
		return append(b, ']')
	}
}

// appendText appends a text as json.Marshal writes it, which is asked where something must be escaped.
func appendText(b []byte, s string) []byte {
	if needsEscape(s) {
		text, err := json.Marshal(s)
		if err != nil {
			panic(err) // of a text
		}
		return append(b, text...)
	}
	return append(append(append(b, '"'), s...), '"')
}

func needsEscape(s string) bool {
	for _, r := range s {
		switch {
		case r < ' ', r == '"', r == '\\', r == '<', r == '>', r == '&', r == '\u2028', r == '\u2029', r == utf8.RuneError:
			return true
		}
	}
	return false
}
