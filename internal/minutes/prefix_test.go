package minutes

import (
	"regexp"
	"slices"
	"testing"
)

func TestBeginnings(t *testing.T) {
	for pattern, want := range map[string][]string{
		`\bINC\d{9,15}\b`:                      {"INC"},
		`\b(?:SEC ?MP|MP|DP) ?(\d+)([A-Z]?)\b`: {"SEC", "MP", "DP"},
		`(?:CHPM|CPM|PM)\d`:                    {"CHPM", "CPM", "PM"},
		`(?i)inc\d+`:                           nil,
		`\d+/INC`:                              nil,
		`(?:INC|\d)\d`:                         nil,
		`(INC)?\d`:                             nil,
	} {
		if got := beginnings(regexp.MustCompile(pattern)); !slices.Equal(got, want) {
			t.Errorf("%s begins with %q, want %q", pattern, got, want)
		}
	}
}
