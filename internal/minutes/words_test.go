package minutes

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/policy"
)

var (
	commentText = regexp.MustCompile("(?s)<!--.*?(?:-->|$)")
	hiddenTag   = regexp.MustCompile("(?s)<span hidden>.*?(?:</span>|$)")
	definedLink = regexp.MustCompile(`(?m)^\[\w+\]: https?://\S+$`)
	control     = regexp.MustCompile("[\u202a-\u202e\x01-\x08]")
	silentTag   = regexp.MustCompile(`</?(?:b|i|em|strong|u|sub|sup|span|a)\b[^>]*>`)
	caret       = regexp.MustCompile(`\^(\w+)\^`)
	styleName   = regexp.MustCompile(`(?m)(\])\{[.#][^}\n]*\}|\{#[^}\n]*\}$`)
	linkTarget  = regexp.MustCompile(`\]\([^)]*\)`)
	tagText     = regexp.MustCompile(`</?(?:b|i|em|strong|u|sub|sup|br|p|table|thead|tbody|tr|td|th|h\d|ul|ol|li|span|a|div)\b[^>]*>`)
	token       = regexp.MustCompile(`[\pL\pN]+`)
)

// sourceWords are the words of a Markdown text, read without any parser: its marks, tags, comments and link
// addresses taken away.
func sourceWords(src string) []string {
	if body, whole, _ := frontRange([]byte(src)); body.End > 0 {
		src = src[whole.End:]
	}
	src = hiddenTag.ReplaceAllString(commentText.ReplaceAllString(src, ""), "")
	src = definedLink.ReplaceAllString(control.ReplaceAllString(src, ""), "")
	src = silentTag.ReplaceAllString(src, "")
	src = styleName.ReplaceAllString(caret.ReplaceAllString(src, "$1"), "$1")
	src = linkTarget.ReplaceAllString(src, "]")
	src = tagText.ReplaceAllString(src, " ")
	src = regexp.MustCompile("(?m)^```\\w*$").ReplaceAllString(src, "")
	src = strings.ReplaceAll(strings.ReplaceAll(src, `\&`, "&amp;"), `\`, "") // an escaped sign begins no reference
	return token.FindAllString(html.UnescapeString(src), -1)
}

// blockWords are the words of what was read, in order.
func blockWords(m *Minutes) []string {
	r := &reader{m: m}
	var all []string
	for _, b := range r.allBlocks() {
		b.Walk(func(in *Block) {
			all = append(all, token.FindAllString(in.Marker+" "+in.Text(), -1)...)
		})
	}
	return all
}

// without is a text with ranges cut out.
func without(src string, hidden []Range) string {
	var s strings.Builder
	at := 0
	for _, h := range hidden {
		s.WriteString(src[at:h.Start])
		at = h.End
	}
	return s.String() + src[at:]
}

// TestWordsStay reads every case and the real minutes: no word of the source is lost, none is added, and
// their order is the source's.
func TestWordsStay(t *testing.T) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	real, _ := filepath.Glob("../../../shared/acceptance/*.md")
	rules := DefaultRules()
	for _, name := range append(files, real...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		src, rules := string(data), rules
		if strings.HasSuffix(name, ".txtar") {
			c := caseInput(t, name)
			src, rules = c.source, c.rules
		}
		m := Parse(filepath.Base(name), []byte(src), rules)
		holds(t, m)
		again := Parse(filepath.Base(name), []byte(string(m.Front.Marshal())+without(src, m.Hidden)), rules)
		if m.Classification.Level != policy.Untold && (again.Classification.Level != m.Classification.Level || again.Front != m.Front) {
			t.Errorf("%s: without what is hidden, level %v is %v", name, m.Classification.Level, again.Classification.Level)
		}
		if a, b := blockWords(m), blockWords(again); !slices.Equal(a, b) {
			t.Errorf("%s: without what is hidden, other words are read:\n%q\n%q", name, a, b)
		}
		want, got := sourceWords(src), blockWords(m)
		if strings.Contains(src, "\n+--") { // the lines of a grid run through all cells of a row
			slices.Sort(want)
			slices.Sort(got)
		}
		if !slices.Equal(want, got) {
			i := 0
			for i < min(len(want), len(got)) && want[i] == got[i] {
				i++
			}
			t.Errorf("%s: after %d words: want %q, got %q", name, i, want[i:min(len(want), i+12)], got[i:min(len(got), i+12)])
		}
	}
}
