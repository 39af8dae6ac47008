package index

import (
	"html"
	"strings"
	"testing"
	"unicode"
)

// A hit's sentence is cut between words, wherever the limit falls, and says where it was cut.
func TestSnippetKeepsWordsWhole(t *testing.T) {
	long := strings.Repeat("hawser", 30)
	for about, text := range map[string]string{
		"many words":           strings.Repeat("the nets were mended ", 30),
		"a long word at last":  "ropes and nets " + strings.Repeat("by hand ", 12) + long + long,
		"a match far behind":   strings.Repeat("the quay was quiet ", 30) + "ropes " + strings.Repeat("and the rest ", 30),
		"two blanks":           strings.Repeat("the  quay  was  quiet  ", 30) + "ropes  " + strings.Repeat("and  the  rest  ", 30),
		"letters of two bytes": strings.Repeat("été à côté ", 40) + "ropes " + strings.Repeat("été à côté ", 40),
		"a text without end":   "é " + strings.Repeat(strings.Repeat("quay ", 9)+"quiet. ", maxLooked/50),
		"one line without end": strings.Repeat("1234567890 ", maxLooked/10),
	} {
		for _, word := range []string{"ropes", "nets", "quay", "absent"} {
			pattern := []pattern{{terms: []string{word}, root: stem(word)}}
			got := string(snippet(text, pattern, hintsOf(pattern)))
			plain := html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(got))
			if strings.Contains(plain, "…  ") {
				t.Errorf("%s, %s: two blanks: %q", about, word, plain)
			}
			plain = strings.TrimSuffix(strings.TrimPrefix(plain, "… "), " …")
			if !standsBetweenBlanks(text, plain) {
				t.Errorf("%s, %s: %q", about, word, plain)
			}
			if strings.Contains(text[:min(len(text), maxLooked)], word) && !strings.Contains(got, "<mark>"+word) {
				t.Errorf("%s, %s: not shown: %q", about, word, got)
			}
		}
	}
	if got := string(mark(strings.Repeat("x", 2*maxSnippet), nil)); got != strings.Repeat("x", maxSnippet)+"…" {
		t.Errorf("a word without end: %q", got)
	}
}

func standsBetweenBlanks(text, part string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], part)
		if i < 0 {
			return false
		}
		at += i
		after := text[at+len(part):]
		if (at == 0 || unicode.IsSpace(rune(text[at-1]))) && (after == "" || startsBlank(after)) {
			return true
		}
	}
}
