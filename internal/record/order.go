package record

import (
	"cmp"
	"strings"
)

// natural orders ids as people count: "OPSG 9/2" before "OPSG 49/1", "37" before "37x", "45/3" before
// "45/CONF 01". Different strings are never equal.
func natural(a, b string) int {
	if a == b {
		return 0
	}
	x, y := a, b
	for x != "" && y != "" {
		var p, q string
		p, x = chunk(x)
		q, y = chunk(y)
		if c := compareChunks(p, q); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// compareChunks compares two numbers of any length by value, and anything else by its bytes.
func compareChunks(p, q string) int {
	if !digit(p[0]) || !digit(q[0]) {
		return cmp.Compare(p, q)
	}
	p, q = strings.TrimLeft(p, "0"), strings.TrimLeft(q, "0")
	return cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q))
}

// chunk splits off the leading run of digits, or of anything else.
func chunk(s string) (first, rest string) {
	i := 1
	for i < len(s) && digit(s[i]) == digit(s[0]) {
		i++
	}
	return s[:i], s[i:]
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
