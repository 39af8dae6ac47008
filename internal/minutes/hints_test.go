package minutes

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNothingIsMissedForItsHints holds every test that spares a pattern to the pattern itself.
func TestNothingIsMissedForItsHints(t *testing.T) {
	statuses := DefaultRules().Statuses
	gates := []struct {
		name  string
		re    *regexp.Regexp
		spare func(text string) bool // whether the pattern is asked
	}{
		{"day and month", dayMonth, monthByDigit},
		{"month and day", monthDay, monthByDigit},
		{"dashed day", dashedDay, monthByDigit},
		{"figures", numericDay, func(s string) bool { return digitPair(s, "-./") }},
		{"years first", isoDay, func(s string) bool { return digitPair(s, "-./") }},
		{"about levels", aboutLevel, aboutHints.in},
		{"old actions", oldActions, oldHints.in},
		{"part", partIsLevel, partHints.in},
		{"status word", statusWord, statusHints.in},
		{"status at the end", statuses.ends, statuses.mayEnd},
		{"next", nextOne, nextHints.in},
		{"member", memberEnd, memberHints.in},
		{"chair", chairCategory, chairHints.in},
		{"spelling", spelling, opensAfterCapitals},
		{"furniture", furniture, mayBeFurniture},
		{"item alone", itemAlone, mayBeItemAlone},
		{"asked", wasAsked, mayPromise},
		{"bracketed", markText, func(s string) bool { return strings.Contains(s, "[") }},
	}
	for _, l := range slices.Concat(titleLeads, textLeads) {
		gates = append(gates, gates[0])
		gates[len(gates)-1].name, gates[len(gates)-1].re = l.pattern.String(), l.pattern
		gates[len(gates)-1].spare = func(s string) bool { return strings.ContainsAny(s, l.sign) }
	}
	pieces := rapid.SampledFrom([]string{"3", "12", "2021", "/", "-", ".", " ", "\n", "\u00a0", "Jan", "MARCH", "ſept", "aug", "of ", "st", "_", "QZQ", "(", ")", "[", "RDP", "s",
		"Registration Data", "this item is ", "THIS ", "the following ", "marked as ", "classiﬁed", "claSſification", "TLP", "ſtatus: ", "STATUS ", "cloſed", "Closed.", "CLOSED", "open", "on hold", "complete)",
		"action", "OUTſTANDING", "matters ariſing", "previous", "by the next meeting", "member", "MEMBERS", "chair", "Chairman", "page ", "Page 3 of 4", "item", "Agenda ", "agreed", "asked", "was ", " to ", "provide", "TLP", "AMBER", ":", "–", "|", "]", "{", "}", "<", "RED", "*", "é", "&", "K"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 8).Draw(t, "pieces"), "")
		for _, g := range gates {
			if g.re.MatchString(text) && !g.spare(text) {
				t.Fatalf("%s: %q is matched and would not be asked", g.name, text)
			}
		}
	})
}

// TestAskVerbs holds the words that ask to the pattern that they were found by.
func TestAskVerbs(t *testing.T) {
	pattern := regexp.MustCompile(`\b(?:asked|requested|invited|urged)\s+`)
	pieces := rapid.SampledFrom([]string{"asked", "requested", "invited", "urged", " ", "\n", "  ", "un", "_", "é", ".", "ed", "9"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 10).Draw(t, "pieces"), "")
		want, got := pattern.FindAllStringIndex(text, 20), askVerbs(text, 20)
		if len(want) != len(got) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		for i := range want {
			if want[i][0] != got[i][0] || want[i][1] != got[i][1] {
				t.Fatalf("%q: %v, want %v", text, got, want)
			}
		}
	})
}

// TestFoldedWords holds the words that ids are made of to the plain way of making them.
func TestFoldedWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aZ \t\n\v\f\r\u00a0\u0085éİ09-"))).Draw(t, "text")
		if want, got := strings.ToLower(strings.Join(strings.Fields(text), " ")), string(foldedWords(text)); got != want {
			t.Fatalf("%q gives %q, want %q", text, got, want)
		}
	})
}

// TestWordRuns holds the words of a text to the pattern that they were found by.
func TestWordRuns(t *testing.T) {
	pattern := regexp.MustCompile(`[\pL\pN][\pL\pN'’]*|&`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aZ é'’&9½-.\u0301"))).Draw(t, "text")
		want, got := pattern.FindAllStringIndex(text, -1), wordRuns(text)
		if len(want) != len(got) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		for i := range want {
			if want[i][0] != got[i][0] || want[i][1] != got[i][1] {
				t.Fatalf("%q: %v, want %v", text, got, want)
			}
		}
	})
}
