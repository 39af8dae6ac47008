package minutes

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// bombs are texts of about n bytes on which parsers are known to take long or to run out of stack.
func bombs(n int) map[string]string {
	r := func(s string, more ...string) string { return strings.Repeat(s, n/len(s)) + strings.Join(more, "") }
	growing := func(f func(i int) string) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(f(i))
		}
		return b.String()
	}
	// levelled is a document of which a level can be told, so that its marks are read.
	levelled := func(text string) string { return clearBanner + "\n\nOPSG Meeting\n\n1. A\n\n" + text }
	return map[string]string{
		"marks": levelled(r("[RED] a\n\n")), "marks on one line": levelled(r("[RED] [AMBER] ")), "marks alone": levelled(r("[RED]\n\na\n\n[AMBER]\n\n")),
		"marks in a list": levelled(r("- [RED] a\n  - [AMBER] b\n")), "marks in a deep list": levelled(growing(func(i int) string { return strings.Repeat("  ", i%30) + "- [RED] a\n" })),
		"marks in a table": levelled("|a|b|\n|-|-|\n" + r("|[RED] a|[AMBER] b|\n")), "marks in one cell": levelled("|a|b|\n|-|-|\n|a|" + r("[RED] ") + "|\n"),
		"marked rows go on": levelled("|a|b|\n|-|-|\n" + r("| |[RED] b|\n")), "marks with colons": levelled(r("[RED] a:\n\n")), "marks in actions": levelled(r("ACTION OPSG 49/01: [RED] a\n")),
		"marked headings": levelled(growing(func(i int) string { return fmt.Sprintf("## %d. [RED] A\n\n", i) })), "marked paragraphs of headings": levelled(r("### [AMBER] A\n\na\n\n#### [RED] B\n\n")),
		"banners of items": levelled(growing(func(i int) string { return fmt.Sprintf("## %d. A\n\nClassification: Red\n\n", i) })), "parts named": levelled(r("Section 1 is Red.\n\n")),
		"marks and definitions": levelled("[RED] a\n" + growing(func(i int) string { return fmt.Sprintf("[a%d]: b.c/\n", i) })), "marks in code": levelled("```\n" + r("[RED]\n") + "```\n"),
		"marks in quotes": levelled(r("> [RED] a\n\n")), "marks in pages": levelled(r("[RED] OPSG_49_2405 Page 1\n\n")),
		"quotes": r(">"), "quotes apart": r("> "), "bullets": r("- ", "a"), "numbers": r("1) ", "a"),
		"nested list": growing(func(i int) string { return strings.Repeat("  ", i) + "- a\n" }),
		"brackets":    r("["), "images": r("!["), "links": r("[a]("), "pointed links": r("[a](<b"),
		"matched brackets": strings.Repeat("[", n/2) + strings.Repeat("]", n/2),
		"stars":            r("*"), "openers": r("*a "), "closers": r("a* "), "mixed": r("*a**b "), "underscores": r("_a "), "strikes": r("~~a "),
		"backticks": growing(func(i int) string { return strings.Repeat("`", i%5000) + " " }),
		"tags":      r("<"), "open tags": r("<a "), "attributes": r(`<a b="`), "comments": r("a<!--"), "instructions": r("a<?"),
		"wide table":    strings.Repeat("|a", n/10) + "|\n" + strings.Repeat("|-", n/10) + "|\n" + strings.Repeat("|a\n", n/5),
		"escaped cells": "|a|\n|-|\n" + r("|`a\\|`b\n"), "rows": "|a|b|\n|-|-|\n" + r("|aaa|bbb|\n"), "tables": r("|a\n|-\n"),
		"definitions": growing(func(i int) string { return fmt.Sprintf("[a%d]: b.c/\n", i) }),
		"one line":    r("word "), "lines": r("word\n"), "setext": r("a\n", "=="), "blank lines": r("\n"),
		"html tables": r("<table><tr><td>"), "html lists": r("<ul><li>"), "html paragraphs": r("<p>a"), "html blocks": r("<div>\n\n"),
		"actions":   growing(func(i int) string { return fmt.Sprintf("ACTION OPSG 49/%02d: The DCC to act by 1 June.\n\n", i) }),
		"bare":      r("Action: DCC to act\n\n"),
		"incidents": r("INC000000000001 on 1 May "), "decisions": r("The OPSG **AGREED** it. "),
		"abbreviations": r("Registered Data (RD) "), "brackets with words": r("(A"), "capitals": r("A"),
		"digits": r("1"), "slashes": r("1/"), "dates": r("1 May 2021 "), "numbered": growing(func(i int) string { return fmt.Sprintf("%d. Title\n\n", i%99) }),
		"lettered": growing(func(i int) string { return fmt.Sprintf("%d%c. Title\n\n", i%99, 'A'+i%26) }),
		"headings": growing(func(i int) string { return fmt.Sprintf("%s Title\n\n", strings.Repeat("#", 1+i%6)) }),
		"cut":      r("the meeting went on and on and\n\n"), "attendees": "Attendees: " + r("Jo Doe (DCC), "),
		"people":  "| Representing | Name |\n|-|-|\n" + growing(func(i int) string { return fmt.Sprintf("| Body %d | Jo Doe |\n", i) }) + "\n" + r("ACTION OPSG 49/01: The DCC to act\n\n"),
		"banners": r("This document is classified as Red.\n\n"), "entities": r("&amp;"), "hashes": r("&#"), "tabs": r("\t", "a"), "spaces": r(" ", "a"),
		"front": "---\n" + r("a: [") + "\n---\n", "keys": "---\n" + r("a: b\n") + "---\n", "carriage returns": r("\r"), "controls": r("\x01"),
		"grid": strings.Repeat("+--", 20) + "+\n" + r("|"+strings.Repeat("a |", 20)+"\n+"+strings.Repeat("--+", 20)+"\n"), "one grid row": "+--+--+\n" + r("|a |b |\n") + "+--+--+\n",
		"carets": r("a^b"), "braces": r("]{.a "), "items alone": r("Item 1\n\n"), "roman": r("## I. Title\n\n"),
		"year numbers": growing(func(i int) string { return fmt.Sprintf("## 22/%03d Title\n\n", i%1000) }),
		"reports":      r("Actions 48/01, 48/02 closed. "), "meetings": "ACTION OPSG 49/01: DCC to " + r("act (OPSG_50) "), "people lines": "Attendees:\n" + r("DCC: Jo Doe, Al Ba\n"),
		"next": r("Next meeting: 1 June 2021; "), "asked": "1. A\n\nACTION OPSG 49/01: DCC to act\n\n" + r("SECAS was asked to act\n\nasked SECAS to act\n\n"), "late days": r("31 June "),
		"merged rows": "| Action ID | Action | Owner |\n|-|-|-|\n" + r("| 48/01 DCC to act by 1 June | | |\n"),
		"fences":      r("```\n"), "rules": r("---\n"), "code": r("    a\n"),
	}
}

// TestHostileTextsAreRead reads bombs, small enough for every run: that they end is what is shown.
func TestHostileTextsAreRead(t *testing.T) {
	rules := DefaultRules()
	for name, text := range bombs(8 << 10) {
		t.Run(name, func(t *testing.T) { holds(t, Parse("x.md", []byte(text), rules)) })
	}
}

// TestTimeIsLinear reads bombs of one and of four units: four times the text may take a few times four
// times the time, not sixteen. A timing proves nothing on a busy machine, so it runs when asked for.
func TestTimeIsLinear(t *testing.T) {
	if os.Getenv("MINUTEBOOK_SOAK") == "" {
		t.Skip("measures time; set MINUTEBOOK_SOAK=1")
	}
	const unit = 32 << 10
	small, large := bombs(unit), bombs(4*unit)
	rules := DefaultRules()
	for name := range small {
		if only := os.Getenv("BOMB"); only != "" && only != name {
			continue
		}
		a, b := quickest(t, small[name], rules), quickest(t, large[name], rules)
		if b > 500*time.Millisecond && b > 12*a || b > 20*time.Second {
			t.Errorf("%s: %v for %d bytes, %v for four times as many", name, a, unit, b)
		}
		t.Logf("%-20s %10v %10v", name, a.Round(time.Microsecond), b.Round(time.Microsecond))
	}
}

// quickest is the shorter time of two readings.
func quickest(t *testing.T, text string, rules *Rules) time.Duration {
	best := time.Hour
	for range 2 {
		start := time.Now()
		holds(t, Parse("x.md", []byte(text), rules))
		best = min(best, time.Since(start))
	}
	return best
}
