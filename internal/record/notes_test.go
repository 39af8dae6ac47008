package record

import (
	"fmt"
	"regexp"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
)

// notes reads a shorthand for what a reader of minutes finds, one line a block, so that linking is tested
// apart from reading:
//
//	meeting OPSG_49 2021-05-24 Final      starts a document; the first of a meeting stands
//	item 3 Title
//	raise OPSG 49/01 OWNER due DATE-OR-MEETING: text
//	report OPSG 45/02 STATUS target DATE revised WORDS: what was reported
//	respell OPSG 49/01 as OPSF 49/1       a report with the id in another spelling
//	decide VERB text
//	spell TERM expansion
//	title MP122A Operational Metrics      what the document tells of a subject
//	occurred INC01 2021-03-10
//	anything else is a paragraph
//
// In every line INC01, MP122A, SECMP0122, OPSG_47 and "action 49/07" are references.
func notes(text string) []edition.Document {
	var docs []edition.Document
	stands := map[string]bool{}
	var d *shorthand
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "meeting" {
			d = newShorthand(rest)
			id := d.m.Meeting.ID
			docs = append(docs, edition.Document{Minutes: d.m, Line: 1, Standing: !stands[id]})
			stands[id] = true
		} else if d != nil {
			d.line(i+1, word, rest, strings.TrimSpace(line))
		}
	}
	return docs
}

// linked is the record of notes.
func linked(text string, pages ...*minutes.Page) *Record {
	return link(policy.Site{Name: "members"}, notes(text), pages, nil)
}

type shorthand struct {
	m    *minutes.Minutes
	item *minutes.Item
}

func newShorthand(head string) *shorthand {
	f := append(strings.Fields(head), "", "", "")
	group, number, _ := strings.Cut(f[0], "_")
	return &shorthand{m: &minutes.Minutes{File: head, Meeting: minutes.Meeting{ID: f[0], Group: group, Number: number,
		GroupName: strings.ReplaceAll(f[3], "-", " "), Document: f[0] + "_" + strings.ReplaceAll(f[1], "-", ""), Date: f[1], Version: f[2]}}}
}

var (
	raiseLine  = regexp.MustCompile(`^(.*?/(?:CONF )?\d+) (\S+) due (\S+): (.*)$`)
	reportLine = regexp.MustCompile(`^(.*?/(?:CONF )?\d+) (\S+) target (\S+) revised (.*?): (.*)$`)
	mentioned  = regexp.MustCompile(`INC\d+|(?:SECMP|MP|DP)(\d+[A-Z]?)|[A-Z]+_\d+(?:_\d{8})?|[Aa]ction (\d+/\d+)`)
)

func (s *shorthand) line(n int, word, rest, whole string) {
	b := &minutes.Block{Kind: minutes.Paragraph, ID: fmt.Sprintf("p%d", n), Line: n, Spans: []minutes.Span{{Text: whole}}}
	if word == "item" {
		number, title, _ := strings.Cut(rest, " ")
		s.item = &minutes.Item{Number: number, Title: title, Head: b, Line: n, Stub: title == minutes.Withheld}
		s.m.Items = append(s.m.Items, s.item)
	} else if s.item != nil {
		s.item.Blocks = append(s.item.Blocks, b)
	} else {
		s.m.Preamble = append(s.m.Preamble, b)
	}
	s.tell(n, word, rest, b)
	s.refer(b)
}

func (s *shorthand) tell(n int, word, rest string, b *minutes.Block) {
	id, words, _ := strings.Cut(rest, " ")
	switch word {
	case "raise":
		if f := raiseLine.FindStringSubmatch(rest); f != nil {
			a := minutes.Action{ID: f[1], Written: f[1], Owners: []string{f[2]}, Text: f[4], Item: s.number(), Block: b, Line: n, Status: minutes.Unknown}
			a.Due, a.DueMeeting = dueOf(f[3])
			s.m.Raised = append(s.m.Raised, a)
		}
	case "report":
		if f := reportLine.FindStringSubmatch(rest); f != nil {
			s.m.Updated = append(s.m.Updated, minutes.Action{ID: f[1], Written: f[1], Owners: []string{"DCC"}, Text: "words of the row", Item: s.number(),
				Block: b, Line: n, Raised: "2020-01-01", Status: minutes.Status(f[2]), Target: absent(f[3]), Revised: absent(f[4]), Update: f[5]})
		}
	case "respell":
		id, written, _ := strings.Cut(rest, " as ")
		s.m.Updated = append(s.m.Updated, minutes.Action{ID: id, Written: written, Block: b, Line: n, Status: minutes.Unknown})
	case "decide":
		s.m.Decisions = append(s.m.Decisions, minutes.Decision{Verb: id, Text: words, Item: s.number(), Block: b, Line: n})
	case "spell":
		s.m.Glossary = append(s.m.Glossary, minutes.Term{Term: id, Expansion: words, Block: b, Line: n})
	case "title":
		s.m.Modifications = append(s.m.Modifications, minutes.Subject{Kind: minutes.KindModification, ID: id, Title: words, Parent: wholeOf(id)})
	case "occurred":
		s.m.Incidents = append(s.m.Incidents, minutes.Subject{Kind: minutes.KindIncident, ID: id, Occurred: words})
	}
}

func (s *shorthand) refer(b *minutes.Block) {
	text := b.Text()
	for _, at := range mentioned.FindAllStringSubmatchIndex(text, -1) {
		r := minutes.Reference{Written: text[at[0]:at[1]], Item: s.number(), Block: b, Start: at[0], End: at[1], Line: b.Line,
			Sentence: minutes.Range{Start: strings.LastIndex(text[:at[0]], ". ") + 1, End: len(text)}}
		if end := strings.Index(text[at[1]:], ". "); end >= 0 {
			r.Sentence.End = at[1] + end + 1
		}
		switch {
		case at[2] >= 0:
			r.Kind, r.ID = minutes.KindModification, "MP"+strings.TrimLeft(text[at[2]:at[3]], "0")
		case at[4] >= 0:
			r.Kind, r.ID = minutes.KindAction, s.m.Meeting.Group+" "+text[at[4]:at[5]]
		case strings.HasPrefix(r.Written, "INC"):
			r.Kind, r.ID = minutes.KindIncident, r.Written
		default:
			r.Kind, r.ID = minutes.KindMeeting, r.Written
		}
		s.m.References = append(s.m.References, r)
	}
}

func (s *shorthand) number() string {
	if s.item == nil {
		return ""
	}
	return s.item.Number
}

func dueOf(s string) (date, meeting string) {
	if prose.IsDay(s) {
		return s, ""
	}
	return "", absent(s)
}

func absent(s string) string { return strings.TrimPrefix(s, "none") }

// wholeOf is MP122 for MP122A.
func wholeOf(id string) string {
	if whole := strings.TrimRight(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); whole != id && whole != "" {
		return whole
	}
	return ""
}
