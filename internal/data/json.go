package data

import (
	"encoding/json"
	"io"
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

// json writes the table as an array, one object a line.
func (t table) json(w io.Writer) error {
	before, after := "[\n", "\n]\n"
	if len(t.rows) == 0 {
		before, after = "", "[]\n"
	}
	for _, r := range t.rows {
		object, err := json.Marshal(r.value)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, before+string(object)); err != nil {
			return err
		}
		before = ",\n"
	}
	_, err := io.WriteString(w, after)
	return err
}
