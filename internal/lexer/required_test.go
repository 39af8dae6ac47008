package lexer

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

func TestRequired(t *testing.T) {
	for pattern, want := range map[string]need{
		`\bINC\d{6,}\b`:              {oneOf: []string{"INC"}, digit: true, sign: digits},
		`(?:SEC)?MP(\d+)[A-Z]?`:      {oneOf: []string{"MP"}, digit: true, sign: digits},
		`\b(?:SECMP|MP|DP)0*([1-9])`: {oneOf: []string{"MP", "DP"}, sign: digits},
		`\b(?:CHPM|CPM|PM)\d`:        {oneOf: []string{"PM"}, digit: true, sign: digits},
		`(?:PM[a-z]|DP.)\d`:          {sign: digits},
		`(PM[a-z]+)\d`:               {oneOf: []string{"PM"}, sign: digits},
		`(?:MP|(?i)dp)\d`:            {sign: digits},
		`(?:MP|x?)\d`:                {sign: digits},
		`(?i)inc\d+`:                 {sign: digits},
		`(?:INC)?`:                   {},
		`(?:INC|PRB)?`:               {},
		`INC|PRB`:                    {oneOf: []string{"INC", "PRB"}},
		`x{0,3}`:                     {},
		`(?P<group>[A-Z]+) \d+/\d+`:  {oneOf: []string{" "}, digit: true, sign: digits},
		`[0-9a-f]+`:                  {},
		`A[BC]-\d`:                   {oneOf: []string{"AB-", "AC-"}, digit: true, sign: digits},
		`x\x{FFFD}\d`:                {sign: digits},
	} {
		if got := required(regexp.MustCompile(pattern)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s requires %+v, want %+v", pattern, got, want)
		}
	}
}

// No line that a pattern fits is passed over.
func TestNothingIsMissedForWhatItNeeds(t *testing.T) {
	r := rules()
	for _, p := range []string{`\b(?:CHPM|CPM|PM)\d{1,2}(?:\.\d)?\b`, `\b(?:SEC ?MP|MP|DP) ?(\d{2,5})([A-Z]?)\b`, `(?:x|y(?:z|)|[ab])?Q(\d)+`, `(?:Mar|May|M)\b\d?`, `MP(?:\d|x)`} {
		r.Kinds = append(r.Kinds, minutes.KindRule{Kind: "more", Pattern: regexp.MustCompile(p)})
	}
	paints := append(paintsOf(r), paintsOf(minutes.DefaultRules())...)
	pieces := rapid.SampledFrom([]string{"3", "12", "2021", "/", "-", ":", ".", " ", "Jan", "May", "March", "st", "th", "of", "PM", "C", "H", "MP", "SEC", "DP", "INC", "0123456789", "_", "HARB", "OPSG", "[Red]", "(", ")", "]",
		"](", "*", "**", "ACTION", "Status:", " Closed", "<b>", "&amp;", "`", "|", "\\", "<!--", "-->", "#", "Q", "x", "y", "a", "B-", "é", "\xff", "A"})
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join(rapid.SliceOfN(pieces, 0, 10).Draw(t, "pieces"), "")
		for _, p := range paints {
			if p.pattern.MatchString(line) && !p.mayFit(line) {
				t.Fatalf("%q: %s fits, and would not be asked", line, p.pattern)
			}
		}
		for _, p := range []*regexp.Regexp{markdownHeading, agendaHead, agendaSubhead} {
			if p.MatchString(line) && line[0] != '#' && line[0] != ' ' && !isDigit(line[0]) {
				t.Fatalf("%q: %s fits, and would not be asked", line, p)
			}
		}
	})
}
