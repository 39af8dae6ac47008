package edition

import (
	"bytes"
	"cmp"
	"slices"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// cut is a piece of a document that an audience does not see.
type cut struct {
	minutes.Range
	instead string // what it leaves: the stub of an item
	tight   bool   // it leaves no blank line where there was none
}

// reader is an audience as far as cutting goes.
type reader struct {
	clearance policy.Clearance
	policy    policy.Policy
	people    policy.People
}

// cuts are what r does not see of a document, in order: what nobody sees, and every portion above the clearance.
func (r reader) cuts(hidden []minutes.Range, portions []minutes.Portion) []cut {
	var all []cut
	for _, h := range hidden {
		all = append(all, cut{Range: h})
	}
	for _, p := range portions {
		if !r.clearance.Permits(p.Level) {
			all = append(all, cut{Range: p.Cut, instead: r.leaves(p), tight: p.Tight})
		}
	}
	slices.SortStableFunc(all, func(a, b cut) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	return all
}

// leaves is what stands for a portion that is cut: a blank for a cell, the stub of an item where the policy of its level says so.
func (r reader) leaves(p minutes.Portion) string {
	if p.Cell {
		return " "
	}
	if rung, ok := r.policy.Rung(p.Level); !ok || !rung.Stub {
		return ""
	}
	return p.Stub
}

// body is the text without its cuts. A cut that fills whole lines leaves one blank line between what is before and
// after it; front matter, rows of tables and what stands at an end of the text leave nothing.
func body(text []byte, cuts []cut) []byte {
	if len(cuts) == 0 {
		return text
	}
	var out []byte
	at := 0
	for _, c := range cuts {
		if c.End <= at {
			continue
		}
		inside := c.Start < at
		c.Start = max(c.Start, at)
		out = append(out, text[at:c.Start]...)
		at = c.End
		switch {
		case c.tight:
			if out = append(out, c.instead...); bytes.HasSuffix(out, []byte("\n\n")) {
				at = skipBlankLines(text, at)
			}
		case c.Start > 0 && wholeLines(text, c.Range):
			out = blankLine(out)
			at = skipBlankLines(text, at)
			if c.instead != "" && !inside {
				out = append(append(out, c.instead...), '\n')
			}
		}
	}
	out = append(out, text[at:]...)
	if at == len(text) && len(text) > 0 && text[len(text)-1] == '\n' {
		out = append(bytes.TrimRight(out, "\n"), '\n')
	}
	return out
}

// blankLine ends a text with one blank line; an empty one stays empty.
func blankLine(out []byte) []byte {
	out = bytes.TrimRight(out, "\n")
	if len(out) == 0 {
		return out
	}
	return append(out, "\n\n"...)
}
