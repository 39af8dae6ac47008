package site

import (
	"html/template"

	"minutebook/internal/lexer"
	"minutebook/internal/record"
)

// sourcePage is the Markdown that the meeting's page was made from, with findings beside its lines.
type sourcePage struct {
	head
	Meeting  Link          `json:"meeting"`
	Findings string        `json:"findings"` // "3 findings"; "" for none
	Source   template.HTML `json:"source"`
}

func (b *builder) sourcePage(m *record.Meeting) sourcePage {
	full := m.Full()
	return sourcePage{
		head: head{Title: b.words.Say("source.title", "meeting", b.meetingTitle(m)), Section: "meetings", Band: b.bandOf(m),
			Crumbs: b.crumbs(b.meetingsLink(), b.groupLink(m.Minutes.Meeting.Group), b.meetingLink(m))},
		Meeting:  b.meetingLink(m),
		Findings: b.found(len(full.Findings)),
		Source:   lexer.Source(m.Text(), m.Line, b.rules, full.Findings, b.words),
	}
}

func (b *builder) found(n int) string {
	if n == 0 {
		return ""
	}
	return b.words.Count("count.findings", n)
}
