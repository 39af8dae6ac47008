package redline

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// A case is a sentence, the files before.md and after.md, and the redline that they make.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string][]byte{}
			for _, f := range a.Files {
				parts[f.Name] = f.Data
			}
			got := dump(Minutes(parsed(parts["before.md"]), parsed(parts["after.md"])))
			if *update {
				a.Files = append(slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" }), txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(parts["want"]), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func parsed(text []byte) *minutes.Minutes {
	return minutes.Parse("x.md", text, minutes.DefaultRules())
}

// dump shows taken out words as [-these-], put in words as {+these+}, and passages that stayed by their first words.
func dump(all []Passage) string {
	var s strings.Builder
	names := map[Kind]string{Text: "text", Heading: "heading", Entry: "entry", Listing: "listing", Row: "row"}
	marks := map[Mark][2]string{Same: {"", ""}, Deleted: {"[-", "-]"}, Inserted: {"{+", "+}"}}
	for _, p := range all {
		fmt.Fprintf(&s, "%-8s", names[p.Kind])
		if p.Same() {
			s.WriteString("= ")
		}
		for _, r := range p.Runs {
			text := strings.Join(strings.Fields(r.Text), " ")
			if r.Next {
				text = "|"
			}
			s.WriteString(" " + marks[r.Mark][0] + text + marks[r.Mark][1])
		}
		s.WriteByte('\n')
	}
	return s.String()
}

// Dropping what was put in gives exactly the words of the earlier version, and dropping what was taken out
// those of the later one.
func TestNoWordIsLostOrMadeUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := documentGen().Draw(t, "before")
		after := rapid.OneOf(documentGen(), edited(before)).Draw(t, "after")
		holds(t, before, after)
	})
}

func holds(t interface{ Fatalf(string, ...any) }, before, after []*minutes.Block) {
	all := Blocks(before, after)
	if got, want := without(all, Inserted), words(before); !slices.Equal(got, want) {
		t.Fatalf("without what was put in: %q, wanted %q\n%s", got, want, dump(all))
	}
	if got, want := without(all, Deleted), words(after); !slices.Equal(got, want) {
		t.Fatalf("without what was taken out: %q, wanted %q\n%s", got, want, dump(all))
	}
	for _, p := range all {
		if p.Same() && (p.Words(Deleted) > 0 || p.Words(Inserted) > 0) || p.Old == nil && p.New == nil {
			t.Fatalf("passage %+v", p)
		}
		for i, r := range p.Runs[1:] {
			if before := p.Runs[i]; r.Mark == before.Mark && !r.Next && !before.Next {
				t.Fatalf("two neighbours of one mark: %+v", p.Runs)
			}
		}
	}
}

// without are the words of all runs but those of one mark. Runs of other marks end no word.
func without(all []Passage, drop Mark) []string {
	var found []string
	for _, p := range all {
		var text strings.Builder
		for _, r := range p.Runs {
			switch {
			case r.Mark == drop:
			case r.Next:
				text.WriteByte('\n')
			default:
				text.WriteString(r.Text)
			}
		}
		found = append(found, strings.Fields(text.String())...)
	}
	return found
}

// words are those of the blocks, taken from them by other means than the package's own.
func words(blocks []*minutes.Block) []string {
	var all []string
	for _, b := range blocks {
		if b.Role != minutes.RoleRepeated {
			all = append(append(all, strings.Fields(b.Text())...), words(b.Blocks)...)
		}
	}
	return all
}

func TestASmallChangeIsShownAsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{3,8}`), 8, 40, rapid.ID).Draw(t, "words")
		at := rapid.IntRange(0, len(before)-1).Draw(t, "at")
		after := slices.Clone(before)
		after[at] = "OTHER"
		all := Blocks([]*minutes.Block{paragraph(strings.Join(before, " "))}, []*minutes.Block{paragraph(strings.Join(after, "\n"))})
		if len(all) != 1 || all[0].Words(Deleted) != 1 || all[0].Words(Inserted) != 1 || all[0].Words(Same) != len(before)-1 {
			t.Fatalf("%s", dump(all))
		}
	})
}

// Versions that share nothing, everything in another order, or one word a million times, come back at once.
func TestHostileVersionsEnd(t *testing.T) {
	many := func(n int, text func(i int) string) []*minutes.Block {
		var all []*minutes.Block
		for i := range n {
			all = append(all, paragraph(text(i)))
		}
		return all
	}
	const n = 20_000
	same := func(int) string { return "ay bee cee" }
	up := func(i int) string { return fmt.Sprint("number ", i, " of them") }
	down := func(i int) string { return fmt.Sprint("number ", n-i, " of them") }
	long := func(shift int) []*minutes.Block {
		var s strings.Builder
		for i := range 200_000 {
			fmt.Fprint(&s, (i*7+shift)%13, " ")
		}
		return []*minutes.Block{paragraph(s.String())}
	}
	holds(t, many(n, up), many(n, down))
	holds(t, many(n, same), many(n+1, same))
	holds(t, many(n, same), append(many(n/2, same), many(n/2, up)...))
	holds(t, long(0), long(5))
	holds(t, many(1, up), long(0))
	holds(t, nil, long(0))
}

func paragraph(text string) *minutes.Block {
	return &minutes.Block{Kind: minutes.Paragraph, Spans: []minutes.Span{{Text: text}}}
}

// documentGen makes blocks of few different words, so that much of two documents is alike.
func documentGen() *rapid.Generator[[]*minutes.Block] {
	return rapid.SliceOfN(blockGen(2), 0, 12)
}

func blockGen(depth int) *rapid.Generator[*minutes.Block] {
	return rapid.Custom(func(t *rapid.T) *minutes.Block {
		b := &minutes.Block{Kind: rapid.SampledFrom([]minutes.BlockKind{minutes.Paragraph, minutes.Paragraph, minutes.Heading,
			minutes.List, minutes.Table, minutes.Row, minutes.Code, minutes.Quote, minutes.Rule, minutes.Cell}).Draw(t, "kind")}
		if rapid.IntRange(0, 15).Draw(t, "repeated") == 0 {
			b.Role = minutes.RoleRepeated
		}
		for range rapid.IntRange(0, 3).Draw(t, "spans") {
			b.Spans = append(b.Spans, minutes.Span{Text: rapid.StringMatching(`(?:[ab.|\n]|yes |no |\x{a0}){0,6}`).Draw(t, "text")})
		}
		if depth > 0 && b.Kind != minutes.Row {
			b.Blocks = rapid.SliceOfN(blockGen(depth-1), 0, 3).Draw(t, "inner")
		}
		for b.Kind == minutes.Row && len(b.Blocks) < rapid.IntRange(0, 3).Draw(t, "cells") {
			b.Blocks = append(b.Blocks, &minutes.Block{Kind: minutes.Cell, Spans: []minutes.Span{{Text: rapid.StringMatching(`(?:yes|no|a|b| ){0,4}`).Draw(t, "cell")}}})
		}
		return b
	})
}

// edited is a document with some blocks left out, and others put in.
func edited(of []*minutes.Block) *rapid.Generator[[]*minutes.Block] {
	return rapid.Custom(func(t *rapid.T) []*minutes.Block {
		all := rapid.SliceOfN(blockGen(1), 0, 1).Draw(t, "first")
		for _, b := range of {
			switch rapid.IntRange(0, 4).Draw(t, "edit") {
			case 0:
			case 1:
				all = append(all, b, blockGen(1).Draw(t, "more"))
			case 2:
				worded := *b
				worded.Spans = append(slices.Clone(b.Spans), minutes.Span{Text: " and so on"})
				all = append(all, &worded)
			default:
				all = append(all, b)
			}
		}
		return all
	})
}
