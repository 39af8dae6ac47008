package minutes

import (
	"fmt"
	"regexp"

	"minutebook/internal/finding"
)

// reader reads one document. Its steps run in the order of Parse, each on what those before it found.
type reader struct {
	file     string
	rules    *Rules
	src      *source
	blocks   []*Block // of the whole document, until the agenda takes them
	findings []finding.Finding
	known    []string        // bodies that actions fall on, once they were gathered
	highest  int             // number of an action raised so far
	names    []Reference     // where actions stand themselves
	banned   map[*Block]mark // banners of items, by the block under the heading, once they were gathered
	pipeRows map[int]*Block  // rows of pipe tables, by their line

	ids    map[shapedText][]actionID // the ids of texts that were looked through
	finds  *finder                   // of references, once they were asked for
	levels *levelNames               // of the policy, once they were asked for

	updateLead *regexp.Regexp // of the rules' words before a report, once it was asked for

	m *Minutes
}

func (r *reader) say(s finding.Severity, code finding.Code, line, column int, message, hint string) {
	r.findings = append(r.findings, finding.Finding{File: r.file, Line: line, Column: column,
		Code: code, Severity: s, Message: message, Hint: hint})
}

func (r *reader) fault(code finding.Code, at *Block, message, hint string) {
	r.say(finding.Error, code, at.Line, at.Column, message, hint)
}

func (r *reader) warn(code finding.Code, at *Block, message, hint string) {
	r.say(finding.Warning, code, at.Line, at.Column, message, hint)
}

func (r *reader) advise(code finding.Code, at *Block, message, hint string) {
	r.say(finding.Advice, code, at.Line, at.Column, message, hint)
}

// quote shows a piece of the source in a message: on one line and not too long.
func quote(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
