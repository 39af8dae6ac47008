package minutes

import (
	"strings"
	"testing"

	"minutebook/internal/policy"
)

func TestReadable(t *testing.T) {
	for _, c := range []struct {
		name, src    string
		line, column int
		code         string
	}{
		{"text", "é\n", 0, 0, ""},
		{"empty", "", 0, 0, ""},
		{"zero byte", "é\néa\x00", 2, 3, "binary"},
		{"half a character", "a\nbc\xc3(", 2, 3, "not-utf8"},
		{"utf-16", "\xff\xfea\x00", 1, 1, "not-utf8"},
		{"too large", strings.Repeat("a", MaxSize+1), 0, 0, "too-large"},
	} {
		f := Readable("x.md", []byte(c.src))
		if c.code == "" {
			if f != nil {
				t.Errorf("%s: %v", c.name, f)
			}
			continue
		}
		if f == nil || string(f.Code) != c.code || f.Line != c.line || f.Column != c.column {
			t.Errorf("%s: %v, want %s at %d:%d", c.name, f, c.code, c.line, c.column)
		}
		m := Parse("OPSG_49_2405.md", []byte(c.src), DefaultRules())
		if m.Classification.Level != policy.Untold || m.Meeting.ID != "OPSG_49_2405" || len(m.Preamble) > 0 || len(m.Findings) == 0 {
			t.Errorf("%s: read as %+v", c.name, m.Meeting)
		}
	}
}

func TestPage(t *testing.T) {
	rules := DefaultRules()
	src := []byte("---\nkind: page\nlevel: Green\n---\n# About\n\nText <!-- hidden -->.\n")
	if !IsPage(src) || IsPage([]byte("# About\n")) || IsPage([]byte("---\nkind: minutes\n---\n")) {
		t.Error("a page is what says so")
	}
	page := ParsePage("about.md", src, rules)
	if green, _ := rules.Policy.Level("Green"); page.Level != green || page.Title != "About" || len(page.Findings) > 0 {
		t.Errorf("%+v", page)
	}
	if len(page.Blocks) != 2 || page.Blocks[1].Text() != "Text ." || page.Blocks[1].Line != 7 {
		t.Errorf("%+v", page.Blocks)
	}
	for _, front := range []string{"kind: page", "kind: page\nlevel: Purple", "kind: page\nlevel: [Clear"} {
		page := ParsePage("help.md", []byte("---\n"+front+"\n---\nText.\n"), rules)
		if page.Level != policy.Untold || len(page.Findings) == 0 || page.Title != "help" {
			t.Errorf("%q: %+v", front, page)
		}
	}
}
