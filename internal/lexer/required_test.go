package lexer

import (
	"regexp"
	"testing"
)

func TestRequired(t *testing.T) {
	for pattern, want := range map[string][2]string{
		`\bINC\d{6,}\b`:             {"INC", digits},
		`(?:SEC)?MP(\d+)[A-Z]?`:     {"MP", digits},
		`\b(?:SECMP|MP|DP)0*(\d+)`:  {"", digits},
		`(?i)inc\d+`:                {"", digits},
		`(?:INC)?`:                  {"", ""},
		`INC|PRB`:                   {"", ""},
		`x{0,3}`:                    {"", ""},
		`(?P<group>[A-Z]+) \d+/\d+`: {" ", digits},
		`[0-9a-f]+`:                 {"", ""},
	} {
		if l, s := required(regexp.MustCompile(pattern)); l != want[0] || s != want[1] {
			t.Errorf("%s requires %q %q, want %q", pattern, l, s, want)
		}
	}
}
