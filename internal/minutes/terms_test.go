package minutes

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestUses(t *testing.T) {
	terms := []string{"RDP", "CH", "DfC", "CSP", "CSP C&S", "T & D", "AIS"}
	known := func(term string) bool { return slices.Contains(terms, term) }
	for text, want := range map[string]string{
		"The RDP met the CHs of RDP.":               "RDP CH RDP",
		"RDP_4, RDP-2, XRDP, RDPs2, a/RDP, RDP.org": "",
		"RDP. RDP, (RDP) “RDP” RDP's":               "RDP RDP RDP RDP RDP",
		"CSP C&S and CSP N of CSP C&S2":             "CSP C&S CSP CSP",
		"T & D, the DfC; rdp and Ais":               "T & D DfC",
		"éRDP RDPé RDP–RDP":                         "RDP RDP",
		"A_RDP RDP_ _RDP":                           "",
	} {
		var got []string
		for _, u := range Uses(text, known) {
			got = append(got, u.Term)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q uses %q, want %q", text, got, want)
		}
	}
}

// Uses are in order, apart, whole characters, and what they say.
func TestUsesAreWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"RDP", " ", "CHs", "&", "-", "T&D"}))).Draw(t, "text"), "")
		at := 0
		for _, u := range Uses(text, func(term string) bool { return term == "RDP" || term == "CH" || term == "T&D" }) {
			if u.Start < at || u.End > len(text) || text[u.Start:u.End] != u.Term && text[u.Start:u.End] != u.Term+"s" {
				t.Fatalf("%q: %v", text, u)
			}
			at = u.End
		}
	})
}
