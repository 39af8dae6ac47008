package audit

import (
	"fmt"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/minutes"
)

// A reason that the audience may not read is a secret, long or short, and so is an address; what it can read elsewhere is none.
func TestNoticesAreWithheld(t *testing.T) {
	const long, short, said = "A clerk had put the wrong file into the public folder on Monday.", "Published in error twice.", "The Widget group had been told."
	s := Withheld(Options{Rules: minutes.DefaultRules(), Stems: index.Stems, Key: index.Key, Notices: []Notice{
		{"minutebook.yaml", 7, long, false}, {"minutebook.yaml", 9, short, false}, {"minutebook.yaml", 11, said, false}, {"minutebook.yaml", 12, "In error.", false},
		{"minutebook.yaml", 14, "/wrecks/hwc-98/#p-emu3xvfl", true}, {"minutebook.yaml", 15, "/meetings/", true}}})
	s.Permit("<p>The Widget group had been told so.</p>", "A clerk had a public file, wrong or not, and put it in a folder. Published twice, without an error. Meetings.")
	for text, want := range map[string]string{
		"<p>" + long + "</p>": "minutebook.yaml:7",
		"Withdrawn: put the wrong file into the public folder": "minutebook.yaml:7",
		`{"reason": "published in ERROR twice"}`:               "minutebook.yaml:9",
		"published in error":                                   "minutebook.yaml:12",
		"<a href=/wrecks/>it</a>":                              "minutebook.yaml:14",
		"see HWC 98":                                           "minutebook.yaml:14",
		"#p-emu3xvfl":                                          "minutebook.yaml:14",
		"<a href=/meetings/>published without error</a>":       "",
		said: "",
	} {
		leaks := found(t, s, "a.html", text)
		if got := fmt.Sprint(leaks); (len(leaks) > 0) != (want != "") || !strings.Contains(got, want) || strings.Contains(got, "rror") {
			t.Errorf("%q: found %v", text, leaks)
		}
	}
}
