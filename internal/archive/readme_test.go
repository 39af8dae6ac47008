package archive

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// README names every key that minutebook.yaml may hold.
func TestReadmeNamesEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{} // of the table of keys, by each key in its first cell
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
		key, list := f.Tag.Get("yaml"), f.Type
		if list.Kind() == reflect.Struct && list.NumField() == 1 && list.Name() == "" { // policy.levels
			key, list = key+"."+list.Field(0).Tag.Get("yaml"), list.Field(0).Type
		}
		row, ok := rows[key]
		if !ok {
			t.Errorf("README does not name the key %s", key)
		}
		if list.Kind() == reflect.Slice {
			list = list.Elem()
		}
		for j := 0; list.Kind() == reflect.Struct && j < list.NumField(); j++ {
			if inner := list.Field(j).Tag.Get("yaml"); !strings.Contains(row, "`"+inner+"`") {
				t.Errorf("README does not name the key %s of %s", inner, key)
			}
		}
		delete(rows, key)
	}
	for key := range rows {
		t.Errorf("README names a key %s", key)
	}
}
