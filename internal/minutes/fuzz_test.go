package minutes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"minutebook/internal/policy"
)

func FuzzParse(f *testing.F) {
	seed(f)
	other := DefaultRules()
	other.ActionIDs = []ActionShape{shape(f, `(?P<number>\d{4})`), shape(f, `(?:(?P<group>[A-Z]+)-)?(?P<part>[A-Z])?(?P<number>\d+)`)}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, rules := range []*Rules{DefaultRules(), other} {
			m := Parse("OPSG_49.md", src, rules)
			holds(t, m)
			if _, err := m.JSON(rules.Policy); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzParsePage(f *testing.F) {
	seed(f)
	rules := DefaultRules()
	f.Fuzz(func(t *testing.T, src []byte) {
		page := ParsePage("about.md", src, rules)
		if page.Title == "" {
			t.Fatal("a page without a title")
		}
		IsPage(src)
		uniqueIDs(t, page.Blocks)
	})
}

func FuzzFront(f *testing.F) {
	f.Add("White", "OPSG", `a "quoted" \ title: [x]`)
	f.Add("null", "~", "#no\ncomment")
	f.Add("true", "0x10", "- 'a'")
	f.Fuzz(func(t *testing.T, level, group, title string) {
		clean := func(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "")) }
		want := Front{Level: clean(level), Group: clean(group), Title: clean(title)}
		for _, s := range []string{want.Level, want.Group, want.Title} {
			if strings.IndexFunc(s, unprintableRune) >= 0 || strings.ContainsAny(s, "\uFEFF") {
				t.Skip("no text of a front matter")
			}
		}
		r := &reader{file: "x.md", rules: DefaultRules()}
		src := want.Marshal()
		r.src = newSource(src, nil)
		got, hidden, broken := r.readFront(src)
		if got != want || broken {
			t.Fatalf("%q reads back as %+v, not %+v: %v", src, got, want, r.findings)
		}
		if len(src) > 0 && (len(hidden) != 1 || hidden[0] != (Range{0, len(src)})) {
			t.Fatalf("hidden %v of %d bytes", hidden, len(src))
		}
	})
}

func seed(f *testing.F) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range bombs(200) {
		f.Add([]byte(s))
	}
	f.Add([]byte("\x00"))
	f.Add([]byte("a\xff"))
	f.Add([]byte("---\nlevel: [\n---\n"))
}

// holds checks what is true of every result, whatever was read.
func holds(t *testing.T, m *Minutes) {
	t.Helper()
	if m.Meeting.ID == "" {
		t.Fatal("a meeting without an id")
	}
	if m.Classification.Level != policy.Untold && m.Classification.Written == "" {
		t.Fatal("a level that nobody wrote")
	}
	r := &reader{m: m}
	blocks := r.allBlocks()
	uniqueIDs(t, blocks)
	for _, ref := range m.References {
		text := ref.Block.Text()
		if ref.Start < 0 || ref.End > len(text) || ref.Start >= ref.End || text[ref.Start:ref.End] != ref.Written {
			t.Fatalf("reference %+v out of %q", ref, text)
		}
		if s := ref.Sentence; s.Start > ref.Start || s.End < ref.End || s.End > len(text) {
			t.Fatalf("sentence %v of reference %q in %q", s, ref.Written, text)
		}
	}
	for _, f := range m.Findings {
		if f.Line < 0 || f.Column < 0 || f.Code == "" || f.Message == "" || strings.Contains(f.Message, "\n") || !utf8.ValidString(f.Message) {
			t.Fatalf("finding %+v", f)
		}
	}
	for _, h := range m.Hidden {
		if h.Start >= h.End {
			t.Fatalf("hidden %v", m.Hidden)
		}
	}
}

func uniqueIDs(t *testing.T, blocks []*Block) {
	t.Helper()
	seen := map[string]bool{}
	for _, b := range blocks {
		b.Walk(func(in *Block) {
			if in.ID != "" && seen[in.ID] {
				t.Fatalf("id %q twice", in.ID)
			}
			seen[in.ID] = true
			if in.Line < 1 || in.EndLine < in.Line {
				t.Fatalf("%s %q on lines %d to %d", in.Kind, in.Text(), in.Line, in.EndLine)
			}
			for _, s := range in.Spans {
				if s.Line < 1 || s.Column < 1 {
					t.Fatalf("span %+v", s)
				}
				if strings.HasPrefix(strings.ToLower(s.Href), "javascript:") || s.Href == "#" {
					t.Fatalf("link %q", s.Href)
				}
			}
		})
	}
}
