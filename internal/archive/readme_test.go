package archive

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// keyRows are the rows of README's table of keys, by each key in their first cell. A row that was found is removed.
type keyRows map[string]string

func (rows keyRows) demand(t *testing.T, key string, holds reflect.Type) {
	t.Helper()
	row, ok := rows[key]
	if !ok {
		t.Errorf("README does not name the key %s", key)
	}
	delete(rows, key)
	var inner func(reflect.Type)
	inner = func(of reflect.Type) {
		for of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		for i := 0; of.Kind() == reflect.Struct && i < of.NumField(); i++ {
			if name := of.Field(i).Tag.Get("yaml"); !strings.Contains(row, "`"+name+"`") {
				t.Errorf("README does not name the key %s of %s", name, key)
			}
			inner(of.Field(i).Type)
		}
	}
	inner(holds)
}

// README names every key that minutebook.yaml may hold.
func TestReadmeNamesEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := keyRows{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, " | ")
		if keys, ok := strings.CutPrefix(cells[0], "| `"); ok && len(cells) == 2 {
			for _, key := range strings.Split(strings.TrimSuffix(keys, "`"), "`, `") {
				rows[key] = cells[1]
			}
		}
	}
	of := reflect.TypeFor[config]()
	for i := range of.NumField() {
		f := of.Field(i)
		key := f.Tag.Get("yaml")
		if f.Type.Kind() == reflect.Struct && f.Type.Name() == "" { // policy.name, policy.levels
			for j := range f.Type.NumField() {
				inner := f.Type.Field(j)
				rows.demand(t, key+"."+inner.Tag.Get("yaml"), inner.Type)
			}
			continue
		}
		rows.demand(t, key, f.Type)
	}
	for key := range rows {
		t.Errorf("README names a key %s", key)
	}
}
