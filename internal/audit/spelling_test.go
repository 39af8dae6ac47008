package audit

import (
	"strings"
	"testing"

	"minutebook/internal/minutes"
)

// An id that the edition has is none of withheld text because that parts its letters from its number, or writes zeros; another name of
// the same record is.
func TestAnIDInTwoSpellingsIsOne(t *testing.T) {
	s := secretsBy(t, minutes.DefaultRules(), strings.Replace(closed, "The WOG", "MP 20, MP 022A, SECMP0030 and DP 41 were spoken of. The WOG", 1))
	for text, leak := range map[string]bool{"MP 20": true, "mp-20": true, "MP20": true, "DP 41": true, "SECMP0030": true, "MP 022A": true} {
		if got := found(t, s, "a.html", text); len(got) > 0 != leak {
			t.Errorf("nobody says it, and of %s is found %v", text, got)
		}
	}
	s = secretsOfBoth(t, minutes.DefaultRules(), strings.Replace(open, "Nobody spoke", "MP20, MP22A, MP30 and MP41 were spoken of. Nobody spoke", 1),
		strings.Replace(closed, "The WOG", "MP 20, MP 022A, SECMP0030 and DP 41 were spoken of. The WOG", 1))
	for text, leak := range map[string]bool{"MP 20": false, "mp-20": false, "MP20": false, "MP 022A": false, "MP 22": false, "DP 41": true, "SECMP0030": true} {
		if got := found(t, s, "a.html", text); len(got) > 0 != leak {
			t.Errorf("of %s is found %v", text, got)
		}
	}
}
