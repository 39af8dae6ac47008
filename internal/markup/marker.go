package markup

import (
	"strconv"
	"strings"
)

// alphabet is a way to count, as the type of an <ol> names it.
type alphabet struct {
	kind   string
	number func(string) (int, bool)
}

// alphabets in the order in which they are tried: "i" starts a list of romans, "h" "i" are letters.
var alphabets = []alphabet{
	{"1", decimal},
	{"i", roman},
	{"a", letter},
	{"I", capital(roman)},
	{"A", capital(letter)},
}

// read reads the markers of a list ("3.", "4."); ok is false where one is none of this alphabet's, and
// for letters that count up only in another.
func (a alphabet) read(markers []string) (values []int, ok bool) {
	for _, m := range markers {
		n, ok := a.number(strings.TrimRight(strings.TrimLeft(m, "("), ".)"))
		if !ok || strings.TrimRight(m, ".)") == m {
			return nil, false
		}
		values = append(values, n)
	}
	if strings.EqualFold(a.kind, "i") && (len(values) == 0 || values[0] != 1 && !(len(values) > 1 && steps(values, 1))) {
		return nil, false
	}
	return values, len(values) > 0
}

// decimal reads at most nine digits, as Markdown does.
func decimal(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && len(s) <= 9
}

func letter(s string) (int, bool) {
	if len(s) != 1 || s[0] < 'a' || s[0] > 'z' {
		return 0, false
	}
	return int(s[0]-'a') + 1, true
}

// roman reads the numbers up to xxxix, more than minutes count with.
func roman(s string) (int, bool) {
	units := strings.TrimLeft(s, "x")
	tens := len(s) - len(units)
	for n, u := range []string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if u == units && tens <= 3 && s != "" {
			return 10*tens + n, true
		}
	}
	return 0, false
}

func capital(number func(string) (int, bool)) func(string) (int, bool) {
	return func(s string) (int, bool) {
		if s != strings.ToUpper(s) {
			return 0, false
		}
		return number(strings.ToLower(s))
	}
}
