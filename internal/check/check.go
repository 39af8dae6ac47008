// Package check turns the documents of a whole archive into findings about what is between them: what one
// says and another contradicts, leaves out or repeats. What is wrong within one document its reader has said
// already (internal/minutes).
//
// It reads the archive as its secretary does: every level, documents whose level cannot be told among them, with
// the lines of the sources. Of two versions of a meeting only the one that stands is looked at. A finding stands
// where the secretary would mend it, and names the other document in words.
//
// # Rules
//
//	copies       two files with the same text; two documents that claim the same version of a meeting
//	numbers      a number missing among a meeting's actions; one that another meeting's minutes raise again
//	dates        an action that no document gives a date; a table with another day than the meeting's that raised it
//	reports      an action reported on or spoken of that its meeting never raised; an open one that the next
//	             table of its series leaves out
//	announced    a next meeting that another announcement, or the meeting as held, contradicts
//	people       names that differ by a letter, two swapped letters, an initial or the order of their parts
//	meanings     an abbreviation that two documents spell out in different words
//	links        links to files, places and records that are not there
//
// A meeting that the archive does not hold cannot be judged, and what cannot be judged is no finding. Every rule
// takes time linear in the archive.
package check

import (
	"io/fs"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// Findings are what is wrong between the documents of an archive, sorted. Sources may come in any order; files is
// the archive's folder, in which what they link to is looked up, or nil for none.
func Findings(sources []edition.Source, rules *minutes.Rules, files fs.FS) []finding.Finding {
	whole := edition.WholeOf(sources, rules)
	c := &checker{rules: rules, files: files, record: record.LinkWhole(whole), texts: map[string][]byte{},
		lines: map[string][]int{}, actions: map[string]*record.Action{}, raised: map[string]*minutes.Action{},
		parts: map[partOf]bool{}, held: map[number]*record.Meeting{}}
	for _, s := range sources {
		c.texts[s.File()] = s.Text
	}
	for _, a := range c.record.Actions {
		c.actions[a.ID] = a
	}
	for _, m := range c.record.Meetings {
		c.note(m)
		if n := (number{m.Group.ID, strings.ToLower(m.Minutes.Meeting.Number)}); n.number != "" && c.held[n] == nil {
			c.held[n] = m
		}
	}
	c.copies(sources, whole.Findings())
	c.numbers()
	c.dates()
	c.reports()
	c.announcements()
	c.people()
	c.meanings()
	c.links(sources)
	finding.Sort(c.found)
	return c.found
}

// checker is one check of an archive.
type checker struct {
	rules   *minutes.Rules
	files   fs.FS
	record  *record.Whole
	texts   map[string][]byte // by file
	lines   map[string][]int  // where the lines of a file begin, once it was asked
	actions map[string]*record.Action
	raised  map[string]*minutes.Action // the ACTION line that raised each
	parts   map[partOf]bool            // which parts of its actions a meeting raises
	held    map[number]*record.Meeting
	found   []finding.Finding
}

// partOf is a part of a meeting's actions: "" for the plain ones, CONF for the confidential.
type partOf struct {
	meeting *record.Meeting
	part    string
}

// note keeps which actions a meeting raises.
func (c *checker) note(m *record.Meeting) {
	for i := range m.Minutes.Raised {
		told := &m.Minutes.Raised[i]
		if _, part, _, ok := parts(told.ID); ok {
			c.parts[partOf{m, part}] = true
		}
		if a := c.actions[told.ID]; a != nil && a.Meeting == m && c.raised[told.ID] == nil {
			c.raised[told.ID] = told
		}
	}
}

// number is a meeting as the ids of its actions count it.
type number struct{ group, number string }

// meetingOf is the meeting in whose minutes an action of this id is raised; nil where the archive does not hold
// them, or the id does not tell.
func (c *checker) meetingOf(id string) *record.Meeting {
	n, _, _, ok := parts(id)
	if !ok {
		return nil
	}
	return c.held[n]
}

// parts are the meeting, the part and the number of an action's id: TOG 24, CONF and 2 of "TOG 24/CONF 02".
func parts(id string) (n number, part, action string, ok bool) {
	before, after, ok := strings.Cut(id, "/")
	i := strings.LastIndexByte(before, ' ')
	if !ok || i < 0 {
		return number{}, "", "", false
	}
	if j := strings.LastIndexByte(after, ' '); j >= 0 {
		part, after = after[:j], after[j+1:]
	}
	return number{before[:i], strings.ToLower(before[i+1:])}, part, after, true
}

// at is a place in a source.
type at struct {
	file         string
	line, column int
}

func (c *checker) say(s finding.Severity, code finding.Code, where at, message, hint string) {
	c.found = append(c.found, finding.Finding{File: where.file, Line: where.line, Column: max(where.column, 1), Code: code,
		Severity: s, Message: message, Hint: hint})
}

func (c *checker) warn(code finding.Code, where at, message, hint string) {
	c.say(finding.Warning, code, where, message, hint)
}

func (c *checker) advise(code finding.Code, where at, message, hint string) {
	c.say(finding.Advice, code, where, message, hint)
}
