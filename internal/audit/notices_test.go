package audit

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/edition"
)

// A reason that the audience may not read is a secret, long or short; one that it can read elsewhere is none.
func TestReasonsAreWithheld(t *testing.T) {
	const long, short, said = "A clerk had put the wrong file into the public folder on Monday.", "Published in error twice.", "The Widget group had been told."
	notices := []Notice{{"minutebook.yaml", 7, long}, {"minutebook.yaml", 9, short}, {"minutebook.yaml", 11, said}, {"minutebook.yaml", 12, "In error."}}
	s := Withheld(nil, edition.Edition{}, []string{"<p>The Widget group had been told so.</p>"}, notices...)
	for text, want := range map[string]string{
		"<p>" + long + "</p>": "minutebook.yaml:7",
		"Withdrawn: put the wrong file into the public folder": "minutebook.yaml:7",
		`{"reason": "published in ERROR twice"}`:               "minutebook.yaml:9",
		"published in error":                                   "",
		said:                                                   "",
		"In error.":                                            "",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "a.html"), text)
		leaks, err := s.Search(dir, none)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(leaks); (len(leaks) > 0) != (want != "") || !strings.Contains(got, want) || strings.Contains(got, "rror") {
			t.Errorf("%q: found %v", text, leaks)
		}
	}
}
