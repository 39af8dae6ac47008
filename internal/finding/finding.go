// Package finding turns what is wrong or doubtful in a source into a value that can be sorted, printed
// and counted: a file, a position, a code, what is the matter and what to do about it.
//
// A finding is for the person who wrote the document. What is for the machine (a disk, a permission)
// is a Go error instead.
package finding

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a finding asks of its reader.
type Severity string

const (
	// Error means that something could not be read or told; a document with one may be withheld.
	Error Severity = "error"
	// Warning means that the reader repaired or doubts something; the written form was kept.
	Warning Severity = "warning"
	// Advice means that nothing is wrong, but somebody may want to know.
	Advice Severity = "advice"
)

// Code names a rule, such as "action-prefix". Every Code that is emitted anywhere is one of Rules.
type Code string

// Finding is one remark about a source. Line and Column count from 1; 0 means the file as a whole.
// Column counts characters, not bytes. Message and Hint may quote the source, so only commands that
// stay on the secretary's own machine print them (see Position for the others).
type Finding struct {
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
}

// String is one line: file:line:column, the message and, after a semicolon, what to do or what was done.
func (f Finding) String() string {
	s := fmt.Sprintf("%s: %s: %s", f.where(), f.Severity, f.Message)
	if f.Hint != "" {
		s += "; " + f.Hint
	}
	return s + " [" + string(f.Code) + "]"
}

// Position is the finding without a word of the source: for logs that other people read.
func (f Finding) Position() string {
	return fmt.Sprintf("%s: %s: [%s]", f.where(), f.Severity, f.Code)
}

func (f Finding) where() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d:%d", f.File, f.Line, max(f.Column, 1))
}

// Sort orders findings by file, line, column, code and message, so that output does not depend on the
// order in which the rules ran.
func Sort(all []Finding) {
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}

// Count is the number of findings of one severity.
func Count(all []Finding, s Severity) int {
	n := 0
	for _, f := range all {
		if f.Severity == s {
			n++
		}
	}
	return n
}
