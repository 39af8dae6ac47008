package markup

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

// meaning is a glossary of two terms.
func meaning(term string) (string, bool) {
	m, ok := map[string]string{"TABASC": `The "Body" & more`, "HW": "Harbour Works"}[term]
	return m, ok
}

var abbr = regexp.MustCompile(`<abbr title="[^"<>]*">([^<>]*)</abbr>`)

// Explanations are nothing but elements around words: without them the HTML is that of a writer who knows no
// glossary. A block explains a term once at most, in no link and no code.
func TestExplanationsSurroundWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &minutes.Block{Kind: minutes.Paragraph, Spans: rapid.SliceOf(spanGen()).Draw(t, "spans")}
		spelt := rapid.Bool().Draw(t, "spelt out first")
		if spelt {
			b.Spans = append([]minutes.Span{{Text: "Harbour Works "}, {Text: "(HW) ", Strong: true}}, b.Spans...)
		}
		w := writerGen([]*minutes.Block{b}).Draw(t, "writer")
		w.Meaning = nil
		want := string(w.Inline(b))
		w.Meaning = meaning
		got := string(w.Inline(b))
		if bare := abbr.ReplaceAllString(got, "$1"); bare != want {
			t.Fatalf("without explanations\n%s, want\n%s", bare, want)
		}
		var seen []string
		for _, m := range abbr.FindAllStringSubmatchIndex(got, -1) {
			term := strings.TrimSuffix(got[m[2]:m[3]], "s")
			if slices.Contains(seen, term) {
				t.Fatalf("%s twice in %s", term, got)
			}
			seen = append(seen, term)
			before := got[:m[0]]
			if strings.Count(before, "<a ") > strings.Count(before, "</a>") || strings.Count(before, "<code>") > strings.Count(before, "</code>") {
				t.Fatalf("%s in a link or in code: %s", term, got)
			}
		}
		if spelt && slices.Contains(seen, "HW") {
			t.Fatalf("HW is spelt out first: %s", got)
		}
	})
}
