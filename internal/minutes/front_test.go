package minutes

import (
	"strings"
	"testing"
)

// TestFrontMatterThatMeansALevel says how a front matter may give a stricter level, or none that can be told,
// beside an open banner.
func TestFrontMatterThatMeansALevel(t *testing.T) {
	for _, front := range []string{
		"---\n\"level\": Red\n---\n", "---\n'level': Red\n---\n", "---\nLevel: Red\n---\n", "---\nLEVEL: Red\n---\n", "---\nclassification: Red\n---\n",
		"---\nMarking: Red\n---\n", "---\nprotective marking: Red\n---\n", "---\nsensitivity: high\n---\n", "---\n<<: {level: Red}\n---\n",
		"---\n? level\n: Red\n---\n", "---\nmeta: {level: Red}\n---\n", "---\nlevel: !!str Red\n---\n", "---\nlevel: &a Red\n---\n", "---\nlevel:\n---\n",
		"\n---\nlevel: Red\n---\n", " ---\nlevel: Red\n---\n", "\ufeff\ufeff---\nlevel: Red\n---\n", "----\nlevel: Red\n----\n", "+++\nlevel = \"Red\"\n+++\n",
		"---\nkind: minutes\n---\n---\nlevel: Red\n---\n", "---\nlevel: Clear\n---\n\n---\nlevel: Red\n---\n", "\u200b---\nlevel: Red\n---\n",
		"---\nlevel: Clear\nclassification: Red\n---\n",
	} {
		if l, m := levelOf(front+"\n"+clearBanner, "Text."); l != 0 {
			t.Errorf("%q is read as %d: %v", front, l, m.Findings)
		}
	}
	for _, front := range []string{"---\n\"level\": Clear\n---\n", "---\nClassification: clear\n---\n", "---\nserie: [1, 2]\n---\n", "---\n\n", "-----\n\n"} {
		if l, m := levelOf(front+"\n"+clearBanner, "Text."); l == 0 {
			t.Errorf("%q is withheld: %v", front, m.Findings)
		}
	}
}

// TestDraftsSaySo says which words make a document a draft, and which do not.
func TestDraftsSaySo(t *testing.T) {
	for _, c := range []struct{ name, src, version string }{
		{"x.md", "Operations Group Meeting\n\n24 May 2021, OPSG_49_2405 DRAFT\n", "Draft"},
		{"OPSG_49_2405_DRAFT.md", "Operations Group Meeting\n\n24 May 2021, OPSG_49_2405\n", "Draft"},
		{"opsg_49_2405_draft.md", "Operations Group Meeting\n\n24 May 2021, OPSG_49_2405\n", "Draft"},
		{"x.md", "---\nstatus: draft\n---\nOperations Group Meeting\n", "draft"},
		{"x.md", "---\ndraft: true\nversion: 1.0\n---\nOperations Group Meeting\n", "Draft 1.0"},
		{"x.md", "Operations Group Meeting\n\nUnapproved\n", "Unapproved"},
		{"x.md", "Operations Group Meeting\n\nProvisional minutes\n", "Provisional"},
		{"x.md", "Operations Group Meeting\n\nUnconfirmed minutes – subject to approval\n", "Unconfirmed"},
		{"x.md", "Operations Group Meeting\n\nMinutes, subject to approval at the next meeting\n", "Draft, subject to approval"},
		{"x.md", "Operations Group Meeting\n\nD R A F T\n", "Draft"},
		{"x.md", "Operations Group Meeting\n\nFinal Minutes\n", "Final"},
		{"x.md", "---\ndraft: false\n---\nOperations Group Meeting\n", ""},
		{"x.md", "Operations Group Meeting\n\n1. Minutes\n\nThe Draft Minutes were agreed.\n", ""},
	} {
		if got := Parse(c.name, []byte(c.src), DefaultRules()).Meeting.Version; got != c.version {
			t.Errorf("%s %q: version %q, want %q", c.name, c.src, got, c.version)
		}
	}
}

// TestPagesSayTheirLevelToo says that a plain page's own words count against its front matter.
func TestPagesSayTheirLevelToo(t *testing.T) {
	head := "---\nkind: page\nlevel: Clear\n---\n# About\n\n"
	for _, c := range []struct {
		text string
		open bool
	}{
		{"This document is classified as **Red**.", false}, {"Text [RED] secret.", false}, {"Text [TBC].", false}, {"Red | Page 1 of 2", false},
		{"A White document may be read by parties.", true}, {"- Red\n- Amber\n", true}, {"| Level | Readers |\n|---|---|\n| Red | few |", true},
	} {
		p := ParsePage("x.md", []byte(head+c.text+"\n"), DefaultRules())
		if clear, _ := DefaultRules().Policy.Level("Clear"); (p.Strictest == clear) != c.open {
			t.Errorf("%q is read as %d: %v", c.text, p.Level, p.Findings)
		}
	}
	if p := ParsePage("x.md", []byte(strings.Replace(head, "kind", "draft: yes\nkind", 1)), DefaultRules()); p.Front.Version != "Draft" {
		t.Errorf("a draft page's version is %q", p.Front.Version)
	}
}
