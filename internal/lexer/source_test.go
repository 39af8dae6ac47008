package lexer

import (
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"minutebook/internal/finding"
	"minutebook/internal/wordtest"
)

const harbour = "This document is classified as **White**.\n\nACTION HRB 3/01: The Master to dredge.\n\n\tTabs & <b>tags</b>\r\n漢字 here\x1b[31m\n"

func remarks() []finding.Finding {
	return []finding.Finding{
		{Line: 12, Column: 8, Code: "action-prefix", Severity: finding.Warning, Message: `"HRB 3/01" has another group's prefix`, Hint: "read as HARB 3/01"},
		{Line: 14, Column: 7, Code: "tag", Severity: finding.Advice, Message: "a <tag>\x1b]0;gotcha\a"},
		{Line: 15, Column: 4, Code: "wide", Severity: finding.Error, Message: "here"},
		{Line: 12, Column: 1, Code: "first", Severity: finding.Advice, Message: "an action"},
		{Line: 0, Code: "whole", Severity: finding.Error, Message: "of the file"},
		{Line: 99, Column: 1, Code: "elsewhere", Severity: finding.Warning, Message: "of no line shown"},
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

func TestSource(t *testing.T) {
	got := string(Source(harbour, 10, rules(), remarks(), wordtest.English(t)))
	golden(t, "source.html", got)
	if err := inspect(got); err != "" {
		t.Error(err)
	}
	if got := string(Source("", 0, nil, nil, wordtest.English(t))); got != "<ol class=\"source\" start=\"1\">\n</ol>\n" {
		t.Errorf("an empty document: %q", got)
	}
}

// inspect says what must not be in a source view; "" for nothing.
func inspect(fragment string) string {
	for n := range parsed(fragment).Descendants() {
		switch n.Data {
		case "script", "style", "b", "img", "svg":
			if n.Type == html.ElementNode {
				return "element " + n.Data
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#L") {
				return "attribute " + a.Key + "=" + a.Val
			}
		}
	}
	return ""
}

func parsed(fragment string) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		panic(err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body
}

// The rows of a source view are the source's lines.
func TestSourceKeepsTheLines(t *testing.T) {
	words := wordtest.English(t)
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.SampledFrom(fragments), rapid.SampledFrom([]string{"<script>", "</pre>", "\n"}), rapid.StringN(0, 8, -1))
		text := strings.Join(rapid.SliceOf(part).Draw(t, "parts"), "")
		fragment := string(Source(text, 1, rules(), remarks(), words))
		var rows []string
		for n := range parsed(fragment).Descendants() {
			if n.Data == "pre" {
				rows = append(rows, rowText(n))
			}
		}
		if d := cmp.Diff(linesOf(text), append([]string{}, rows...)); d != "" {
			t.Fatal(d)
		}
		if bad := inspect(fragment); bad != "" {
			t.Fatal(bad)
		}
	})
}

func rowText(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

func TestTerminal(t *testing.T) {
	for name, v := range map[string]View{
		"terminal.txt":         {FirstLine: 10, Context: Whole},
		"terminal-excerpt.txt": {FirstLine: 10},
		"terminal-colour.txt":  {FirstLine: 10, Context: Whole, Colour: true},
	} {
		var s strings.Builder
		if err := Terminal(&s, harbour, rules(), remarks(), v); err != nil {
			t.Fatal(err)
		}
		golden(t, name, s.String())
	}
}

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// With colours and without, a terminal shows the same, and gets no control character but line ends.
func TestTerminalIsInert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.SampledFrom(fragments), rapid.SampledFrom([]string{"\x1b[2J", "\u009b31m", "\a", "\b", "\u202e", "\n", "\r"}), rapid.String())
		text := strings.Join(rapid.SliceOf(part).Draw(t, "parts"), "")
		found := []finding.Finding{{Line: rapid.IntRange(-1, 5).Draw(t, "line"), Column: rapid.IntRange(-1, 9).Draw(t, "column"), Severity: finding.Severity(text), Code: finding.Code(text), Message: text, Hint: text}}
		context := rapid.SampledFrom([]int{Whole, 0, 1, math.MaxInt}).Draw(t, "context")
		var plain, coloured strings.Builder
		if err := Terminal(&plain, text, rules(), found, View{Context: context}); err != nil {
			t.Fatal(err)
		}
		if err := Terminal(&coloured, text, rules(), found, View{Context: context, Colour: true}); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(plain.String(), colour.ReplaceAllString(coloured.String(), "")); d != "" {
			t.Fatal(d)
		}
		if i := strings.IndexFunc(plain.String(), func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0x202e }); i >= 0 {
			t.Fatalf("%q reaches the terminal", plain.String()[i:])
		}
	})
}
