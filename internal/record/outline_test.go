package record

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"minutebook/internal/cache"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// TestOutlinesLinkAsTheWholeDoes makes the record of whole documents, of those that a shelf just took, and of those that it
// remembers.
func TestOutlinesLinkAsTheWholeDoes(t *testing.T) {
	files, _ := filepath.Glob("testdata/minutes/*.txtar")
	archives := [][]edition.Source{demo(t), {source("OPSG_49_2405.md", []byte(strictCell))}}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var sources []edition.Source
		for _, f := range a.Files {
			if filepath.Ext(f.Name) == ".md" {
				sources = append(sources, source(f.Name, f.Data))
			}
		}
		archives = append(archives, sources)
	}
	for i, sources := range archives {
		sameOnTheShelf(t, t.TempDir(), sources, fmt.Sprint("archive ", i))
	}
}

// strictCell has a row of which only a cell without references tells how strict it is.
const strictCell = "This document is classified as **Clear**.\n\nOPSG_49_2405\n\n24 May 2021\n\n# 1. Actions\n\n" +
	"| Action ID | Action | Owner | Update |\n|---|---|---|---|\n| OPSG 48/01 | Pay the bill | DCC | [AMBER] It is paid. |\n"

func TestOutlinesOfTornDocuments(t *testing.T) {
	var paragraphs []string
	for _, s := range demo(t) {
		if s.Page == nil {
			paragraphs = append(paragraphs, strings.Split(string(s.Text), "\n\n")...)
		}
	}
	paragraphs = append(paragraphs, "[RED] Words of MP122 and OPSG 49/01.", "| Action | Owner |\n|---|---|\n| OPSG 49/01 [AMBER] INC000000707890 | DCC |", "## 3. Words [GREEN]", "> ACTION OPSG 49/07: The DCC to pay.")
	n, dir := 0, t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		var sources []edition.Source
		for i := range rapid.IntRange(1, 3).Draw(rt, "documents") {
			torn := rapid.SliceOfN(rapid.SampledFrom(paragraphs), 10, 40).Draw(rt, "paragraphs")
			text := "This document is classified as **Clear**.\n\n" + strings.Join(torn, "\n\n")
			sources = append(sources, source(fmt.Sprintf("%d.md", i), []byte(text)))
		}
		n++
		sameOnTheShelf(rt, filepath.Join(dir, fmt.Sprint(n)), sources, "torn documents")
	})
}

func sameOnTheShelf(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, dir string, sources []edition.Source, what string) {
	c, err := cache.Open(dir, [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	shelf := edition.NewShelf(c, [32]byte{2})
	var kept []edition.Source
	for _, s := range sources {
		if s.Page == nil {
			sum := sha256.Sum256(s.Text)
			if !shelf.Put(s.Minutes, s.Text, sum) {
				t.Fatal("the shelf takes nothing")
			}
			s = edition.Kept(s.Minutes.Head(), shelf, sum, nil)
		}
		kept = append(kept, s)
	}
	for _, site := range policy.Default().Sites {
		want := recordOf(site.Name, sources)
		for _, when := range []string{"taken", "remembered", "let go"} {
			got := recordOf(site.Name, kept)
			if when == "let go" {
				e := editionOf(site.Name, kept)
				for i, d := range e.Lean().Documents() {
					if was := e.Documents()[i]; d.Minutes.File != was.Minutes.File || d.Minutes.Meeting.ID != was.Minutes.Meeting.ID || d.Hash() != was.Hash() || d.Line != was.Line {
						t.Fatalf("%s is another in a lean edition", was.Minutes.File)
					}
				}
				got = Link(e.Lean())
			}
			if d := gocmp.Diff(more(want), more(got)); d != "" {
				t.Fatalf("%s, %s, %s: %s", what, site.Name, when, d)
			}
			for i, m := range want.Meetings {
				g := got.Meetings[i]
				if g.Minutes.IsOutline() == (when == "let go") || g.Text() != m.Text() || g.Sum() != m.Sum() || g.Line != m.Line || !reflect.DeepEqual(g.Full(), m.Minutes) {
					t.Fatalf("%s, %s, %s: %s is another on the shelf", what, site.Name, when, m.ID)
				}
			}
		}
	}
	if err := shelf.Err(); err != nil {
		t.Fatal(err)
	}
}

// more is what a record says, and what others read of its places and documents.
func more(r *Record) string {
	var s strings.Builder
	place := func(p *Place) {
		if p != nil && p.Meeting != nil {
			fmt.Fprintf(&s, " %s %s %d", p.URL(), p.ItemNumber(), p.Level())
			if p.Block != nil {
				fmt.Fprintf(&s, " %s %s %d", p.Block.Kind(), p.Block.Role(), p.Block.Line())
			}
		}
	}
	mentions := func(all []Mention) {
		for _, m := range all {
			fmt.Fprintf(&s, "\n  %q %d %d %q", m.Sentence, m.Start, m.End, m.Written)
			place(&m.Place)
		}
	}
	for _, m := range r.Meetings {
		fmt.Fprintf(&s, "\n%s %d %q %x", m.ID, m.Level(), m.Minutes.Links(), m.Minutes.Abbreviations())
		for _, it := range m.Minutes.AllItems() {
			fmt.Fprintf(&s, "\n  item %s %q %d %v %v", it.Number, it.Title, it.Level, it.Withheld(), m.Threads[it] != nil)
		}
		for _, ref := range m.References {
			fmt.Fprintf(&s, "\n  %s %s %q %s %d", ref.Kind, ref.ID, ref.Written, ref.Item, ref.Part)
			if ref.Kind != minutes.KindAction { // whose cell an outline may not have
				place(&Place{Meeting: m, Block: ref.Block})
			}
		}
		mentions(m.Mentions)
	}
	for _, a := range r.Actions {
		fmt.Fprintf(&s, "\n%s", a.ID)
		for _, n := range a.Names {
			fmt.Fprintf(&s, " %s", n.ID)
		}
		place(a.Place)
		for _, u := range a.Updates {
			fmt.Fprintf(&s, "\n  %q", u.Text)
			place(&u.Place)
		}
		mentions(a.Mentions)
	}
	for _, x := range r.Subjects() {
		mentions(x.Mentions)
	}
	for _, d := range r.Decisions {
		place(&d.Place)
	}
	return dump(r) + s.String()
}
