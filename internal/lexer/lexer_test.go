package lexer

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

var update = flag.Bool("update", false, "rewrite the expected output of testdata")

// rules are those of an invented body: the harbour's.
func rules() *minutes.Rules {
	shape, err := minutes.NewActionShape(regexp.MustCompile(`\b(?P<group>[A-Z]+) (?P<meeting>\d+)/(?P<number>\d+)\b`))
	if err != nil {
		panic(err)
	}
	return &minutes.Rules{
		Policy: policy.Default(),
		Groups: []minutes.Group{{ID: "HARB", Aliases: []string{"HRB"}}, {ID: "PILOT"}},
		Kinds: []minutes.KindRule{
			{Kind: minutes.KindIncident, Pattern: regexp.MustCompile(`\bINC\d{6,}\b`)},
			{Kind: minutes.KindModification, Pattern: regexp.MustCompile(`\bMP\d+[A-Z]?\b`)},
			{Kind: "berth", Pattern: regexp.MustCompile(`\bB-\d+\b`)},
		},
		ActionIDs: []minutes.ActionShape{shape},
	}
}

// Each case is source.md and the tokens that are not plain text, one a line.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testCase(t, file) })
	}
}

func testCase(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	source := string(a.Files[0].Data)
	if len(a.Files) < 2 {
		a.Files = append(a.Files, txtar.File{Name: "tokens"})
	}
	got := dump(source)
	if *update {
		a.Files[1].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if d := cmp.Diff(string(a.Files[1].Data), got); d != "" {
		t.Error(d)
	}
}

func dump(source string) string {
	var s strings.Builder
	line := 1
	for _, token := range tokensOf(rules(), source) {
		if token.Type != chroma.Text {
			fmt.Fprintf(&s, "%d %s %q\n", line, token.Type, token.Value)
		}
		line += strings.Count(token.Value, "\n")
	}
	return s.String()
}

func tokensOf(r *minutes.Rules, text string) []chroma.Token {
	next, err := New(r).Tokenise(nil, text)
	if err != nil {
		panic(err)
	}
	return next.Tokens()
}

func checkLossless(t interface{ Fatalf(string, ...any) }, text string) {
	for _, r := range []*minutes.Rules{nil, {}, rules()} {
		tokens := tokensOf(r, text)
		if got := joined(tokens); got != text {
			t.Fatalf("tokens join to %q, want %q", got, text)
		}
		for _, token := range tokens {
			if token.Value == "" {
				t.Fatalf("an empty token in %q ends the reading of it", text)
			}
		}
	}
}

// fragments are what the lexer's states and patterns react to, whole and broken.
var fragments = []string{
	"---\n", "title: x\n", "...\n", "```\n", "```xml\n", "~~~~\n", "<!--", "-->", "**", "**AGREED**", "*", "|", "|--|:-:|\n", "[", "](", ")", "![x](y)",
	"HARB 3/01", "HARB_3", "INC000412", "MP31A", "[White]", "classified as **White**", "Status: Open", "1 June 2021", "12:20", "\n", "\r\n", "\n\n",
	"3. Reports\n", "3.1. More\n", "- a) x\n", "> ", "# H\n", "<i>", "&amp;", "`", "\\*", " ", "    code\n", "\x00", "\xff", "é", "ACTION ", "_",
}

func TestTokensAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.SampledFrom(fragments), rapid.StringN(0, 8, -1))
		checkLossless(t, strings.Join(rapid.SliceOf(part).Draw(t, "parts"), ""))
	})
}

func FuzzTokens(f *testing.F) {
	f.Add(strings.Join(fragments, ""))
	f.Add(strings.Join(fragments, "\n"))
	for _, s := range fragments {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkLossless(t, text) })
}

// Text of one fragment over and over is told apart without loss.
func TestRepeatedText(t *testing.T) {
	for _, s := range fragments {
		checkLossless(t, strings.Repeat(s, (4<<10)/len(s)))
	}
}

// Twice the text takes about twice the time, whatever it is made of.
func TestTimeIsLinear(t *testing.T) {
	if os.Getenv("MINUTEBOOK_SOAK") == "" {
		t.Skip("measures time; set MINUTEBOOK_SOAK=1")
	}
	for _, s := range fragments {
		took := func(n int) time.Duration {
			start := time.Now()
			tokensOf(rules(), strings.Repeat(s, n/len(s)))
			return time.Since(start)
		}
		if short, long := took(16<<10), took(128<<10); long > 40*short+time.Second {
			t.Errorf("%q: 16 KB in %v, 128 KB in %v", s, short, long)
		}
	}
}
