package lexer

import (
	"reflect"
	"regexp"
	"testing"
)

func TestRequired(t *testing.T) {
	for pattern, want := range map[string]need{
		`\bINC\d{6,}\b`:              {literal: "INC", sign: digits},
		`(?:SEC)?MP(\d+)[A-Z]?`:      {literal: "MP", sign: digits},
		`\b(?:SECMP|MP|DP)0*([1-9])`: {oneOf: []string{"SECMP", "MP", "DP"}, sign: digits},
		`(?:MP|(?i)dp)\d`:            {sign: digits},
		`(?:MP|x?)\d`:                {sign: digits},
		`(?i)inc\d+`:                 {sign: digits},
		`(?:INC)?`:                   {},
		`(?:INC|PRB)?`:               {},
		`INC|PRB`:                    {oneOf: []string{"INC", "PRB"}},
		`x{0,3}`:                     {},
		`(?P<group>[A-Z]+) \d+/\d+`:  {literal: " ", sign: digits},
		`[0-9a-f]+`:                  {},
	} {
		if got := required(regexp.MustCompile(pattern)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s requires %+v, want %+v", pattern, got, want)
		}
	}
}
