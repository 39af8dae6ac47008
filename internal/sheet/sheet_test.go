package sheet

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWrite(t *testing.T) {
	var b strings.Builder
	rows := [][]string{{"id", "text"}, {"1", "a\r\nb"}, {"2", "=1+1"}, {"3", " ＝1"}, {"4", "a-b"}, {"5", "\xff"}}
	if err := Write(&b, slices.Values(rows)); err != nil {
		t.Fatal(err)
	}
	const want = "\ufeffid,text\r\n1,\"a\r\nb\"\r\n2,'=1+1\r\n3,' ＝1\r\n4,a-b\r\n5,\ufffd\r\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// No cell starts as a formula does, and every row is there with its cells.
func TestNoCellIsAFormula(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		row := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t\r\n]{0,2}[=+@＝-]?.{0,3}`)), 2, 4).Draw(r, "cells")
		var b strings.Builder
		if err := Write(&b, slices.Values([][]string{row})); err != nil {
			r.Fatal(err)
		}
		got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).Read()
		if err != nil || len(got) != len(row) {
			r.Fatalf("%q is read as %q, %v", row, got, err)
		}
		for _, c := range got {
			if strings.IndexAny(strings.TrimLeftFunc(c, unicode.IsSpace), formulaStarts) == 0 {
				r.Fatalf("%q is taken for a formula", c)
			}
		}
	})
}

func TestWriteFails(t *testing.T) {
	for room := range 8 {
		err := Write(&full{room}, slices.Values([][]string{{"id", "text"}}))
		if !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes: %v", room, err)
		}
	}
}

var errFull = errors.New("full")

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}
