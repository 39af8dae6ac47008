package minutes

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// idsByWords are the ids of a document's paragraphs and list items by their words; those with the same words in
// their order.
func idsByWords(t *rapid.T, paragraphs []string) map[string][]string {
	text := "Classification: Green\n\nSSC Meeting\n\n3 March 2022, SSC_70_0303\n\n1. Harbour\n\n" + strings.Join(paragraphs, "\n\n") + "\n"
	m := Parse("x.md", []byte(text), DefaultRules())
	ids := map[string][]string{}
	seen := map[string]bool{}
	m.Walk(func(b *Block) {
		if b.ID == "" {
			return
		}
		if seen[b.ID] {
			t.Fatalf("two blocks are %s in\n%s", b.ID, text)
		}
		seen[b.ID] = true
		if b.Kind == Paragraph || b.Kind == ListItem {
			ids[b.AllText()] = append(ids[b.AllText()], b.ID)
		}
	})
	return ids
}

// The id of a paragraph depends on its own words alone: whatever is inserted, removed or moved around it, it
// keeps its id. Of several with the same words the first has one id, the second another, and so on, in every
// document that has so many of them.
func TestParagraphsKeepTheirIDs(t *testing.T) {
	word := rapid.SampledFrom([]string{"tide", "quay", "lamps", "rose", "were", "quietly", "again", "the", "INC000000000042", "DCC", "24 May 2021"})
	said := rapid.Custom(func(t *rapid.T) string {
		return "The " + strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "words"), " ") + "."
	})
	one := rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom([]string{"", "", "- ", "**NOTED** "}).Draw(t, "mark") + said.Draw(t, "said")
	})
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfN(one, 1, 12).Draw(t, "before")
		var kept []string
		for _, p := range before {
			if rapid.IntRange(0, 3).Draw(t, "removed") > 0 {
				kept = append(kept, p)
			}
		}
		after := rapid.Permutation(append(kept, rapid.SliceOfN(one, 0, 6).Draw(t, "inserted")...)).Draw(t, "after")
		first, then := idsByWords(t, before), idsByWords(t, after)
		if len(first) == 0 {
			t.Fatalf("nothing was read of %q", before)
		}
		for words, ids := range first {
			n := min(len(ids), len(then[words]))
			if !slices.Equal(ids[:n], then[words][:n]) {
				t.Fatalf("%q was %v, and is %v", words, ids, then[words])
			}
		}
	})
}

// Line ends, blanks and emphasis are no part of the words; with one word changed it is another paragraph.
func TestWhatAnIDIsMadeOf(t *testing.T) {
	idOf := func(paragraph string) (id string) {
		Parse("x.md", []byte("SSC Meeting\n\n1. Harbour\n\n"+paragraph+"\n"), DefaultRules()).Walk(func(b *Block) {
			if strings.Contains(b.AllText(), "lit") {
				id = b.ID
			}
		})
		return id
	}
	first := idOf("The lamps were lit again at the quay.")
	for _, same := range []string{"The lamps were\nlit again at the quay.", "The **lamps** were lit  again at the quay."} {
		if got := idOf(same); got != first {
			t.Errorf("%q is %s, not %s", same, got, first)
		}
	}
	if got := idOf("The lamps were lit again at the key."); got == first || got == "" {
		t.Errorf("other words are %q, as %q", got, first)
	}
}
