package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// alike says whether two names differ as slips of the pen do: their parts in another order, the first name an
// initial if that counts, or one part of four letters or more with a letter too many or too few, changed, or swapped with the
// next; never the first letter of a part.
func alike(a, b string, initials bool) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	if slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))) {
		return true
	}
	differ := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if differ++; differ > 1 || !slipped(x[i], y[i]) && (!initials || i > 0 || !initialOf(x[i], y[i]) && !initialOf(y[i], x[i])) {
			return false
		}
	}
	return true
}

func initialOf(short, long string) bool {
	return utf8.RuneCountInString(short) == 1 && strings.HasPrefix(long, short)
}

// slipped says whether two words are one slip apart after their first letter.
func slipped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 4 || len(y) > len(x)+1 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(y) > len(x) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}
