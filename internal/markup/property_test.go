package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// Whatever the blocks, the text of the HTML is their words, and the HTML is what a parser reads.
func TestWordsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blocks := rapid.SliceOfN(blockGen(3), 0, 4).Draw(t, "blocks")
		w := writerGen(blocks).Draw(t, "writer")
		got := string(w.Blocks(blocks))
		if err := inspect(got); err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Fields(textOf(got, true)), wordsOf(blocks); !slices.Equal(got, want) {
			t.Fatalf("words\n%q, want\n%q", got, want)
		}
	})
}

// Within a block not even a blank changes.
func TestInlineKeepsEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &minutes.Block{Kind: minutes.Paragraph, Spans: rapid.SliceOf(spanGen()).Draw(t, "spans")}
		w := writerGen([]*minutes.Block{b}).Draw(t, "writer")
		got := string(w.Inline(b))
		if err := inspect(got); err != nil {
			t.Fatal(err)
		}
		if got, want := textOf(got, false), escape.Visible(b.Text()); got != want {
			t.Fatalf("text %q, want %q", got, want)
		}
	})
}

// A reference that resolves and does not overlap another is a link around exactly its words.
func TestReferencesAreLinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &minutes.Block{Kind: minutes.Paragraph, Spans: rapid.SliceOfN(spanGen(), 1, 5).Filter(noImages).Draw(t, "spans")}
		start := rapid.IntRange(0, len(b.Text())).Draw(t, "start")
		end := rapid.IntRange(start, len(b.Text())).Draw(t, "end")
		if !fits(b.Text(), start, end) {
			t.Skip("no whole characters")
		}
		ref := minutes.Reference{Kind: minutes.KindAction, Start: start, End: end}
		w := Writer{
			Refs:    map[*minutes.Block][]minutes.Reference{b: {ref}},
			Resolve: func(minutes.Reference) (string, bool) { return "/the-one/", true },
		}
		got := string(w.Inline(b))
		before, rest, ok := strings.Cut(got, `<a class="ref action" href="/the-one/">`)
		words, _, closed := strings.Cut(rest, "</a>")
		if !ok || !closed || strings.Contains(rest, "/the-one/") {
			t.Fatalf("no single link in %s", got)
		}
		if got, want := textOf(words, false), escape.Visible(b.Text()[start:end]); got != want {
			t.Fatalf("the link reads %q, want %q (after %q)", got, want, before)
		}
	})
}

func noImages(spans []minutes.Span) bool {
	return !slices.ContainsFunc(spans, func(s minutes.Span) bool { return s.Image != "" })
}

func wordGen() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringN(0, 12, -1),
		rapid.SampledFrom([]string{"TABASC 12/03", " TABASC", "Harbour Works (HW) ", " HW, HWs", "<script>", "a & b", "</a>", "\"'", " ", "1. ", "\x00\x1b[31m", "\xff", "é\u0301", "\u202e", "{}", "<x>1</x>"}),
	).Filter(func(s string) bool { return !strings.ContainsRune(s, '\r') }) // a span never splits a line end
}

func spanGen() *rapid.Generator[minutes.Span] {
	return rapid.Custom(func(t *rapid.T) minutes.Span {
		flag := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
		s := minutes.Span{
			Text: wordGen().Draw(t, "text"), Strong: flag("strong"), Emph: flag("emph"), Code: flag("code"), Strike: flag("strike"),
			Under: flag("under"), Sub: flag("sub"), Sup: flag("sup"),
		}
		switch rapid.IntRange(0, 9).Draw(t, "special") {
		case 0:
			s.Text, s.Break = "\n", true
		case 1:
			s.Text, s.Joined = " ", true
		case 2:
			s.Image = addressGen().Draw(t, "image")
		case 3, 4:
			s.Href = addressGen().Draw(t, "href")
		}
		return s
	})
}

func addressGen() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"https://example.org/a?b=1&c=2", "mailto:clerk@example.org", "paper.pdf", "/x/", "#y", "javascript:alert(1)", "//host/", ""})
}

func blockGen(depth int) *rapid.Generator[*minutes.Block] {
	return rapid.Custom(func(t *rapid.T) *minutes.Block {
		leaf := []minutes.BlockKind{minutes.Paragraph, minutes.Heading, minutes.Code}
		kinds := append(leaf, minutes.List, minutes.ListItem, minutes.Quote, minutes.Table, minutes.Row, minutes.Cell, "unheard-of")
		b := &minutes.Block{
			Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), ID: rapid.SampledFrom([]string{"", "a", "b", "naïve", "c d"}).Draw(t, "id"),
			Role:  rapid.SampledFrom([]minutes.Role{"", "", minutes.RoleAction, minutes.RoleHead, minutes.RoleRepeated}).Draw(t, "role"),
			Depth: rapid.IntRange(1, 6).Draw(t, "depth"), Ordered: rapid.Bool().Draw(t, "ordered"), Start: rapid.IntRange(0, 12).Draw(t, "start"),
			Marker: rapid.SampledFrom([]string{"", "-", "1.", "2.", "a)", "i)", "9)"}).Draw(t, "marker"), Colspan: rapid.IntRange(0, 3).Draw(t, "colspan"),
			Lang: rapid.SampledFrom([]string{"", "xml", "json", "nonsense"}).Draw(t, "lang"), Align: rapid.SampledFrom([]string{"", "right", "x"}).Draw(t, "align"),
		}
		if b.Role == minutes.RoleRepeated && b.Kind != minutes.Row {
			b.Role = minutes.RoleNone
		}
		b.Spans = rapid.SliceOfN(spanGen(), 0, 3).Draw(t, "spans")
		if depth > 0 && !slices.Contains(leaf, b.Kind) {
			b.Blocks = rapid.SliceOfN(blockGen(depth-1), 0, 3).Draw(t, "blocks")
		}
		return b
	})
}

// writerGen draws references anywhere, of which some resolve, and every option.
func writerGen(blocks []*minutes.Block) *rapid.Generator[Writer] {
	return rapid.Custom(func(t *rapid.T) Writer {
		refs := map[*minutes.Block][]minutes.Reference{}
		for _, top := range blocks {
			top.Walk(func(b *minutes.Block) {
				for range rapid.IntRange(0, 3).Draw(t, "references") {
					refs[b] = append(refs[b], minutes.Reference{
						Kind: rapid.SampledFrom([]minutes.Kind{minutes.KindAction, `x" onclick="`}).Draw(t, "kind"), Block: b,
						Start: rapid.IntRange(-1, 20).Draw(t, "start"), End: rapid.IntRange(-1, 20).Draw(t, "end"),
					})
				}
			})
		}
		w := Writer{Refs: refs, Anchors: rapid.Bool().Draw(t, "anchors"), Under: rapid.IntRange(0, 6).Draw(t, "under")}
		w.Resolve = func(r minutes.Reference) (string, bool) { return fmt.Sprintf("/r/%d/", r.Start), r.End%5 != 0 }
		if rapid.Bool().Draw(t, "glossary") {
			w.Meaning = meaning
		}
		if rapid.Bool().Draw(t, "own addresses") {
			w.Href = func(s string) (string, bool) { return s, len(s)%2 == 0 }
		}
		return w
	})
}
