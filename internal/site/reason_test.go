package site

import (
	"strings"
	"testing"

	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

func TestReasonsAreReadFromTheSentence(t *testing.T) {
	for _, c := range []struct{ sentence, from, to, want string }{
		{"INC1 was caused by MP2.", "INC1", "MP2", "caused by"},
		{"INC1 was caused by MP2.", "MP2", "INC1", "cause of"},
		{"INC1 and INC3 were caused by MP2.", "INC1", "MP2", "caused by"},
		{"INC1, caused by MP2, delayed MP4.", "INC1", "MP4", ""},
		{"INC1 and INC3 have the same root cause.", "INC1", "INC3", "same root cause"},
		{"INC1, INC3 (both) & INC5 have a cause in common.", "INC5", "INC1", "cause in common"},
		{"INC1 has the same root cause as INC3 and delayed MP4.", "INC1", "INC3", "same root cause"},
		{"INC1 has the same root cause as INC3 and delayed MP4.", "INC1", "MP4", ""},
		{"MP2 superseded MP4, and INC1 has the same fault.", "MP2", "INC1", ""},
		{"MP2 is superseded by Modification MP4.", "MP4", "MP2", "supersedes"},
		{"INC1 and MP2 were discussed.", "INC1", "MP2", ""},
		{"Nothing here names it but MP2, caused by haste.", "INC1", "MP2", ""},
	} {
		s := &record.Subject{ID: c.from}
		start := strings.Index(c.sentence, c.to)
		r := record.Relation{Subject: &record.Subject{ID: c.to}, Why: record.Mention{Sentence: c.sentence, Start: start, End: start + len(c.to)}}
		if got := reason(s, r); got != c.want {
			t.Errorf("%q from %s to %s: %q, wanted %q", c.sentence, c.from, c.to, got, c.want)
		}
	}
}

func TestRelatedOnesSayWhy(t *testing.T) {
	pages := wells(t, "members")
	expect(t, pages, "/incidents/inc000000770002/", "[aria-labelledby=_related] li > .meta:first-child", "caused by\nsame root cause")
	expect(t, pages, "/modifications/mp31/", "[aria-labelledby=_related] li > .meta:first-child", "cause of")
	expect(t, pages, "/incidents/inc000000770002/", "[aria-labelledby=_decided] li strong", "NOTED")
	expect(t, pages, "/incidents/inc000000770002/", "[aria-labelledby=_decisions] h2, [aria-labelledby=_decisions] li strong", "Other decisions in the same items\nAGREED")
}

// What the minutes say of two subjects is shown in words of the catalogue.
func TestEveryReasonHasWords(t *testing.T) {
	w := wordtest.English(t)
	for _, j := range joins {
		for _, words := range []string{j.there, j.back} {
			if got := w.Say(reasonKey(words)); got != words {
				t.Errorf("%q is said as %q", words, got)
			}
		}
	}
	for _, words := range shares {
		if got := w.Say(reasonKey(words)); got != words {
			t.Errorf("%q is said as %q", words, got)
		}
	}
}
