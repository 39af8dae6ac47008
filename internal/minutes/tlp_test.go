package minutes

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/policy"
)

// tlpRules read minutes of a body that marks them by FIRST's protocol.
func tlpRules() *Rules {
	rules := DefaultRules()
	rules.Policy = policy.TLP()
	return rules
}

const tlpBody = `

Reef Response Forum Meeting

%s, RRF_12

Final Minutes

1. Tides

The tide was high.
`

// tlpForms are the places in which a document may say its level: %s is the label.
var tlpForms = map[string]string{
	"a sentence":             "This document is classified as **%s**." + tlpBody,
	"a sentence about all":   "The information in this document is classified as %s." + tlpBody,
	"a line":                 "Classification: %s" + tlpBody,
	"a line by dash":         "Document classification – %s" + tlpBody,
	"a label alone":          "**%s**" + tlpBody,
	"a label in brackets":    "[%s]" + tlpBody,
	"a heading":              "# %s" + tlpBody,
	"a running head":         "Reef Minutes – %s" + tlpBody,
	"a table":                "| Document classification | %s |\n|---|---|\n| Page | 1 |" + tlpBody,
	"a table without a head": "| | |\n|---|---|\n| Classification | %s |" + tlpBody,
	"front matter":           "---\nlevel: %s\n---\n" + tlpBody,
}

// What is written for a level is that level at every place, and nothing more open.
func TestTLPBanners(t *testing.T) {
	for want, labels := range map[string][]string{
		"TLP:CLEAR":        {"TLP:CLEAR", "TLP: CLEAR", "TLP:WHITE"},
		"TLP:GREEN":        {"TLP:GREEN", "TLP: GREEN"},
		"TLP:AMBER":        {"TLP:AMBER", "TLP : AMBER"},
		"TLP:AMBER+STRICT": {"TLP:AMBER+STRICT", "TLP: AMBER+STRICT", "TLP:AMBER + STRICT", "TLP:AMBER STRICT", "TLP: AMBER STRICT"},
		"TLP:RED":          {"TLP:RED", "TLP: RED"},
		"unknown":          {"TLP:AMBER+LOOSE", "TLP:PURPLE", "TLP:AMBER / TLP:RED"},
	} {
		for form, text := range tlpForms {
			for _, label := range labels {
				written := label
				if form == "front matter" {
					written = `"` + label + `"`
				}
				m := Parse("a.md", fmt.Appendf(nil, text, written, "3 May 2024"), tlpRules())
				if got := tlpRules().Policy.Name(m.Classification.Level); got != want {
					t.Errorf("%q as %s: %s, want %s\n%s", label, form, got, want, findings(m))
				}
			}
		}
	}
}

// Without their prefix the labels are the same levels, and two words of one level are not the first of them.
func TestTLPBannersWithoutPrefix(t *testing.T) {
	for label, want := range map[string]string{"CLEAR": "TLP:CLEAR", "AMBER": "TLP:AMBER", "AMBER+STRICT": "TLP:AMBER+STRICT", "AMBER STRICT": "TLP:AMBER+STRICT", "AMBER + STRICT": "TLP:AMBER+STRICT"} {
		for form, text := range tlpForms {
			m := Parse("a.md", fmt.Appendf(nil, text, label, "3 May 2024"), tlpRules())
			if got := tlpRules().Policy.Name(m.Classification.Level); got != want {
				t.Errorf("%q as %s: %s, want %s\n%s", label, form, got, want, findings(m))
			}
		}
	}
}

// The standard's own definitions stand under their labels; each under another label withholds the document.
func TestTLPDefinitions(t *testing.T) {
	definitions := map[string]string{
		"TLP:CLEAR":        "Recipients can spread this to the world, there is no limit on disclosure.",
		"TLP:GREEN":        "Limited disclosure, recipients can spread this within their community.",
		"TLP:AMBER":        "Limited disclosure, recipients can only spread this on a need-to-know basis within their organization and its clients.",
		"TLP:AMBER+STRICT": "Sharing is restricted to the organisation only.",
		"TLP:RED":          "For the eyes and ears of individual recipients only, no further disclosure.",
	}
	for label := range definitions {
		for of, sentence := range definitions {
			m := Parse("a.md", fmt.Appendf(nil, "This document is classified as "+label+". "+sentence+tlpBody, "3 May 2024"), tlpRules())
			want := "unknown"
			if of == label {
				want = label
			}
			if got := tlpRules().Policy.Name(m.Classification.Level); got != want || of == label && strings.Contains(findings(m), "unlisted") {
				t.Errorf("%s with %q: %s, want %s\n%s", label, sentence, got, want, findings(m))
			}
		}
	}
}

// What AMBER meant in the first version of the protocol is AMBER+STRICT in the second.
func TestASentenceIsListedOnTheDayOfTheMeeting(t *testing.T) {
	const sentence = ". Limited disclosure, restricted to participants’ organizations."
	for _, row := range []struct{ label, day, want, says string }{
		{"TLP:AMBER", "3 May 2021", "TLP:AMBER", ""},
		{"TLP:AMBER", "31 December 2022", "TLP:AMBER", ""},
		{"TLP:AMBER", "1 January 2023", "unknown", "that of TLP:AMBER+STRICT"},
		{"TLP:AMBER", "A day in May", "unknown", "that of TLP:AMBER+STRICT"},
		{"TLP:AMBER+STRICT", "1 January 2023", "TLP:AMBER+STRICT", ""},
		{"TLP:AMBER+STRICT", "3 May 2021", "unknown", "that of TLP:AMBER"},
		{"TLP:GREEN", "3 May 2021", "unknown", "that of TLP:AMBER"},
	} {
		m := Parse("a.md", fmt.Appendf(nil, "This document is classified as "+row.label+sentence+tlpBody, row.day), tlpRules())
		if got := tlpRules().Policy.Name(m.Classification.Level); got != row.want || !strings.Contains(findings(m), row.says) {
			t.Errorf("%s on %s: %s, want %s\n%s", row.label, row.day, got, row.want, findings(m))
		}
	}
}

// A sentence of the level's own but of another time is a warning, and so is one of another level's past.
func TestASentenceOfAnotherPeriodIsAWarning(t *testing.T) {
	p, err := policy.New([]policy.Rung{
		{Name: "Open", Online: true},
		{Name: "Crew", Sentences: []policy.Sentence{{Text: "for the crew", Until: "2020-12-31"}, {Text: "for all hands", From: "2021-01-01"}}},
		{Name: "Captain", Sentences: []policy.Sentence{{Text: "for the bridge", Until: "2020-12-31"}, {Text: "for the captain", From: "2021-01-01"}}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rules := DefaultRules()
	rules.Policy = p
	for _, row := range []struct{ sentence, day, level, says string }{
		{"It is for the crew.", "3 May 2020", "Crew", ""},
		{"It is for the crew.", "3 May 2021", "Crew", `the policy lists "for the crew" for other days than 2021-05-03`},
		{"It is for all hands.", "3 May 2020", "Crew", `the policy lists "for all hands" for other days than 2020-05-03`},
		{"It is for all hands.", "one day", "Crew", `that of the meeting, which is not told`},
		{"It is for the bridge.", "3 May 2020", "unknown", "that of Captain"},
		{"It is for the bridge.", "3 May 2021", "Crew", "list the sentence in the policy"},
		{"It is for the captain.", "3 May 2020", "Crew", "list the sentence in the policy"},
		{"It is for the captain.", "one day", "unknown", "that of Captain"},
	} {
		m := Parse("a.md", fmt.Appendf(nil, "This document is classified as Crew. "+row.sentence+tlpBody, row.day), rules)
		said := findings(m)
		if got := p.Name(m.Classification.Level); got != row.level || !strings.Contains(said, row.says) || row.says == "" && strings.Contains(said, "sentence") {
			t.Errorf("%q on %s: %s, want %s\n%s", row.sentence, row.day, got, row.level, said)
		}
	}
}

// The day that a banner's sentence is judged by is the day that the meeting is then given.
func TestHeldOnIsTheMeetingsDate(t *testing.T) {
	told := 0
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, path := range files {
		c := caseInput(t, path)
		r := &reader{file: c.name, rules: c.rules, m: &Minutes{File: c.name}}
		src := []byte(c.source)
		if Readable(c.name, src) != nil {
			continue
		}
		whole := r.readText(src)
		r.repairPages()
		r.readAgenda()
		r.joinAll()
		r.readBanner(whole)
		day := r.heldOn()
		r.readHead()
		if r.m.Meeting.Date != day {
			t.Errorf("%s: judged on %q, held on %q", c.name, day, r.m.Meeting.Date)
		}
		if day != "" {
			told++
		}
	}
	if told < 50 {
		t.Errorf("only %d cases tell a day", told)
	}
}

// tlpMarks are the places in which a part may say its level: %s is the label. The words "the leak" are of that part.
var tlpMarks = map[string]string{
	"a paragraph":          "1. Tides\n\n[%s] We heard of the leak.\n",
	"a second paragraph":   "1. Tides\n\nThe tide was high.\n\n[%s] We heard of the leak.\n",
	"a paragraph in bold":  "1. Tides\n\n**[%s]:** We heard of the leak.\n",
	"a heading":            "## [%s] 1. Tides\n\nWe heard of the leak.\n",
	"a heading's end":      "## 1. Tides (%s)\n\nWe heard of the leak.\n",
	"a line":               "1. Tides\n\nClassification: %s\n\nWe heard of the leak.\n",
	"a label under a head": "1. Tides\n\n%s\n\nWe heard of the leak.\n",
	"a sentence":           "1. Tides\n\nThis item is classified as %s.\n\nWe heard of the leak.\n",
	"an entry":             "1. Tides\n\n- The tide was high.\n- [%s] We heard of the leak.\n",
	"a row":                "1. Tides\n\n| What | When |\n|---|---|\n| [%s] We heard of the leak. | May |\n",
	"a cell":               "1. Tides\n\n| When | What |\n|---|---|\n| May | [%s] We heard of the leak. |\n",
}

func TestTLPMarks(t *testing.T) {
	for want, labels := range map[string][]string{
		"TLP:AMBER":        {"TLP:AMBER", "TLP: AMBER", "AMBER"},
		"TLP:AMBER+STRICT": {"TLP:AMBER+STRICT", "TLP:AMBER + STRICT", "AMBER+STRICT", "AMBER STRICT", "TLP:AMBER STRICT"},
		"TLP:RED":          {"TLP:RED", "RED"},
	} {
		for form, text := range tlpMarks {
			for _, label := range labels {
				head := "TLP:CLEAR" + strings.Split(fmt.Sprintf(tlpBody, "3 May 2024"), "1. Tides")[0]
				m := Parse("a.md", []byte(head+fmt.Sprintf(text, label)), tlpRules())
				p := tlpRules().Policy
				levels := map[string]bool{}
				m.Walk(func(b *Block) {
					if strings.Contains(b.Text(), "the leak") {
						levels[p.Name(b.Level)] = true
					}
				})
				if own := p.Name(m.Classification.Level); own != "TLP:CLEAR" || len(levels) != 1 || !levels[want] {
					t.Errorf("%q as %s: document %s, its part %v, want %s\n%s", label, form, own, levels, want, findings(m))
				}
			}
		}
	}
}

func findings(m *Minutes) string {
	var all []string
	for _, f := range m.Findings {
		all = append(all, f.String())
	}
	return strings.Join(all, "\n")
}
