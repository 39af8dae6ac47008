package site

import (
	"html/template"

	"minutebook/internal/lexer"
	"minutebook/internal/prose"
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
	return sourcePage{
		head: head{Title: "Source of " + meetingTitle(m), Section: "meetings", Band: b.bandOf(m),
			Crumbs: b.crumbs(Link{"Meetings", b.href("/meetings/")}, b.groupLink(m.Minutes.Meeting.Group), b.meetingLink(m))},
		Meeting:  b.meetingLink(m),
		Findings: found(len(m.Minutes.Findings)),
		Source:   lexer.Source(m.Text, m.Line, b.rules, m.Minutes.Findings),
	}
}

func found(n int) string {
	if n == 0 {
		return ""
	}
	return prose.Count(n, "finding", "findings")
}
