package record

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"minutebook/internal/cache"
	"minutebook/internal/edition"
)

// Of the text of an outline, which is long, a record holds not one word.
func TestARecordHoldsNothingOfOutlines(t *testing.T) {
	c, err := cache.Open(t.TempDir(), [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	shelf := edition.NewShelf(c, [32]byte{2})
	var kept []edition.Source
	for _, s := range demo(t) {
		if s.Page == nil {
			sum := sha256.Sum256(s.Text)
			if !shelf.Put(s.Minutes, s.Text, sum) {
				t.Fatal("the shelf takes nothing")
			}
			kept = append(kept, edition.Kept(s.Minutes.Head(), shelf, sum, nil))
		}
	}
	e := editionOf("members", kept)
	held := map[uintptr]string{} // the bytes of outlines
	for _, d := range e.Documents() {
		eachString(reflect.ValueOf(d.Minutes), map[uintptr]bool{}, d.Minutes.File, func(path, s string, named bool) {
			for i := range len(s) {
				if named { // is the program's own
					break
				}
				held[uintptr(unsafe.Pointer(unsafe.StringData(s)))+uintptr(i)] = path
			}
		})
	}
	r := Link(e)
	e = e.Lean()
	var found []string
	eachString(reflect.ValueOf(r), map[uintptr]bool{}, "record", func(path, s string, _ bool) {
		if from, ok := held[uintptr(unsafe.Pointer(unsafe.StringData(s)))]; ok {
			found = append(found, fmt.Sprintf("%s %q of %s", path, s, from))
		}
	})
	slices.Sort(found)
	for _, f := range found[:min(len(found), 20)] {
		t.Error(f)
	}
	if len(held) < 10_000 {
		t.Errorf("%d bytes of outlines", len(held))
	}
}

// eachString calls f for each string that a value leads to, with the names of the fields on the way, and whether it is of a type of its own.
func eachString(v reflect.Value, seen map[uintptr]bool, path string, f func(path, s string, named bool)) {
	switch v.Kind() {
	case reflect.String:
		f(path, v.String(), v.Type().Name() != "string")
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] && v.Type().Elem().Name() != "Shelf" && v.Type().Elem().Name() != "cutter" {
			seen[v.Pointer()] = true
			eachString(v.Elem(), seen, path, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachString(v.Field(i), seen, path[max(0, len(path)-60):]+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			eachString(v.Index(i), seen, path, f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachString(k, seen, path+" key", f)
			eachString(v.MapIndex(k), seen, path, f)
		}
	}
}
