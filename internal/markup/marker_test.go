package markup

import (
	"slices"
	"testing"
)

func TestAlphabets(t *testing.T) {
	for _, c := range []struct {
		markers []string
		kind    string // "" for none
		values  []int
	}{
		{[]string{"1.", "2."}, "1", []int{1, 2}},
		{[]string{"0."}, "1", []int{0}},
		{[]string{"(3)", "(4)"}, "1", []int{3, 4}},
		{[]string{"a)", "b)"}, "a", []int{1, 2}},
		{[]string{"h)", "i)", "j)"}, "a", []int{8, 9, 10}},
		{[]string{"i."}, "i", []int{1}},
		{[]string{"iii)", "iv)", "v)"}, "i", []int{3, 4, 5}},
		{[]string{"viii.", "ix.", "x.", "xi."}, "i", []int{8, 9, 10, 11}},
		{[]string{"xix.", "xx."}, "i", []int{19, 20}},
		{[]string{"B.", "C."}, "A", []int{2, 3}},
		{[]string{"I.", "II."}, "I", []int{1, 2}},
		{[]string{"-", "-"}, "", nil},
		{[]string{"a)", "2)"}, "", nil},
		{[]string{"1234567890."}, "", nil},
		{[]string{"a"}, "", nil},
		{[]string{"", ""}, "", nil},
		{nil, "", nil},
	} {
		kind, values := "", []int(nil)
		for _, a := range alphabets {
			if v, ok := a.read(c.markers); ok {
				kind, values = a.kind, v
				break
			}
		}
		if kind != c.kind || !slices.Equal(values, c.values) {
			t.Errorf("%q is %q %v, want %q %v", c.markers, kind, values, c.kind, c.values)
		}
	}
}
