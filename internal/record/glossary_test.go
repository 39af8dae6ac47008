package record

import (
	"testing"

	"pgregory.net/rapid"
)

// Different terms have different fragments, whatever else is in the glossary, and a fragment is no layout's own.
func TestTermIDs(t *testing.T) {
	term := rapid.StringMatching(`[A-Z][A-Za-z0-9]{0,4}([ &/-]{1,2}[A-Z][a-z]?){0,2}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := term.Draw(t, "a"), term.Draw(t, "b")
		if a != b && termID(a) == termID(b) {
			t.Fatalf("%q and %q are both #%s", a, b, termID(a))
		}
		if id := termID(a); id == "" || id[0] == '_' {
			t.Fatalf("%q is #%s", a, id)
		}
	})
	for term, want := range map[string]string{"RDP": "rdp", "DfC": "DfC", "SMKI PMA": "smki-pma"} {
		if got := termID(term); got != want {
			t.Errorf("%s is #%s, want #%s", term, got, want)
		}
	}
}
