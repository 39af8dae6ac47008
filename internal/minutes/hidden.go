package minutes

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"minutebook/internal/finding"
)

var (
	// An opener may hide characters that nobody sees between its own.
	commentOpens = regexp.MustCompile(`<\p{Cf}*!\p{Cf}*-\p{Cf}*-`)
	// A link definition that leads nowhere is how Markdown writes a comment: "[//]: # (words)".
	commentLink = regexp.MustCompile(`(?m)^[ \t>]*(?:\[[^\]\n]+\]:[ \t]*\n?[ \t]*(?:<[#/]?>|#|/)[ \t]*\n?[ \t]*(?:\((?:[^)\n]|\n[^)\n])*\)|"(?:[^"\n]|\n[^"\n])*"|'(?:[^'\n]|\n[^'\n])*')|\[//\]:.*)[ \t]*$`)
	hidingTag   = regexp.MustCompile(`(?i)<([a-z][a-z0-9]*)\b[^<>]*(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden)[^<>]*>`)
)

// unseenText finds what the Markdown hides from readers: HTML comments, in code too, comments written as
// link definitions, and elements that say they are hidden. It reads the text without front matter and
// characters that no page can carry, so that none of them can stand inside a comment's opener. The ranges
// are of the original, in order. What is not closed hides the rest: better too little is shown than what
// somebody meant to hide.
func (r *reader) unseenText() []Range {
	text := r.src.text
	unused := unusedDefinitions(text)
	comments := &scanner{re: commentOpens, hint: "!"}
	links := &scanner{re: commentLink, hint: "]:"}
	elements := &scanner{re: hidingTag, hint: "<"}
	var found []Range
	for at := 0; ; {
		start, end := len(text), 0
		if m := comments.from(text, at); m != nil {
			start, end = m[0], m[1]
		}
		first := comments
		for _, f := range []*scanner{links, elements} {
			if m := f.from(text, at); m != nil && m[0] < start {
				first, start, end = f, m[0], m[1]
			}
		}
		for len(unused) > 0 && unused[0].Start < at {
			unused = unused[1:]
		}
		if len(unused) > 0 && unused[0].Start < start {
			start, end, first = unused[0].Start, unused[0].End, nil
		}
		if end == 0 {
			return found
		}
		switch first {
		case comments:
			end = r.commentEnd(text, start, end)
		case elements:
			end = r.elementEnd(text, start, end, strings.ToLower(string(text[first.match[2]:first.match[3]])))
		}
		found = append(found, Range{r.src.offset(start), r.src.offset(end-1) + 1})
		at = end
	}
}

// scanner finds one match of an expression after the other, and looks at no byte twice. Every match holds hint.
type scanner struct {
	re    *regexp.Regexp
	hint  string
	match []int // of the last match, in offsets of the text
	done  bool
}

// from is the first match from offset at on, nil where there is none. The offsets asked for only grow.
func (f *scanner) from(text []byte, at int) []int {
	if f.done || f.match != nil && f.match[0] >= at {
		return f.match
	}
	f.match = nil
	if at < len(text) && bytes.Contains(text[at:], []byte(f.hint)) {
		f.match = f.re.FindSubmatchIndex(text[at:])
	}
	for i := range f.match {
		if f.match[i] >= 0 {
			f.match[i] += at
		}
	}
	f.done = f.match == nil
	return f.match
}

// commentEnd is where the comment ends that opens from start to body. "<!-->" is an empty comment to
// Markdown; but where a "-->" follows, somebody may have meant to hide what stands between.
func (r *reader) commentEnd(text []byte, start, body int) int {
	rest := text[body:]
	empty := 0
	for _, e := range []string{">", "->"} {
		if bytes.HasPrefix(rest, []byte(e)) {
			empty = len(e)
		}
	}
	i := bytes.Index(rest[empty:], []byte("-->"))
	line, column := r.src.place(start)
	switch {
	case i >= 0 && empty > 0:
		r.say(finding.Warning, "comment-looks-empty", line, column, "a comment looks empty, but a --> follows",
			"everything up to it is hidden; write <!-- and -->")
		return body + empty + i + 3
	case i >= 0:
		return body + i + 3
	case empty > 0:
		return body + empty
	}
	r.say(finding.Error, "comment-not-closed", line, column, "a comment opens and is not closed",
		"everything after it is hidden; close it with -->")
	return len(text)
}

var anyTag = regexp.MustCompile(`(?i)<(/?)([a-z][a-z0-9]*)\b[^<>]*>`)

// elementEnd is where the hidden element ends whose start tag stands from start to body.
func (r *reader) elementEnd(text []byte, start, body int, tag string) int {
	line, column := r.src.place(start)
	r.say(finding.Warning, "hidden-element", line, column, "the element <"+tag+"> is hidden", "nothing in it is shown; take the attribute away to show it")
	switch tag {
	case "br", "hr", "img", "input", "link", "meta", "col", "wbr":
		return body
	}
	open := 1
	tags := &scanner{re: anyTag, hint: "<"}
	for at := body; ; {
		m := tags.from(text, at)
		if m == nil {
			break
		}
		if at = m[1]; strings.EqualFold(string(text[m[4]:m[5]]), tag) {
			if open++; m[3] > m[2] {
				open -= 2
			}
			if open == 0 {
				return at
			}
		}
	}
	r.say(finding.Error, "hidden-not-closed", line, column, "the hidden element <"+tag+"> is not closed",
		"everything after it is hidden; close it with </"+tag+">")
	return len(text)
}

// unprintable finds the characters that no page can carry: a byte order mark, carriage returns before a
// line feed, control characters and those that turn the direction of writing.
func (r *reader) unprintable(src []byte) []Range {
	var found []Range
	told := 0
	for i := 0; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		switch {
		case c == '\r' && i+1 < len(src) && src[i+1] == '\n', c == '\uFEFF' && i == 0:
			found = append(found, Range{i, i + n})
		case unprintableRune(c):
			found = append(found, Range{i, i + n})
			if told++; told <= 20 {
				line, column := r.src.originalPlace(i)
				r.say(finding.Warning, "control-character", line, column,
					fmt.Sprintf("control character U+%04X", c), "left out; the words stay")
			}
		}
		i += n
	}
	return found
}

func unprintableRune(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == '\f', c == '\v':
		return false
	case c < 0x20, c >= 0x7F && c < 0xA0:
		return true
	}
	return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F
}

// merged is two ordered lists of ranges as one, without overlaps.
func merged(a, b []Range) []Range {
	all := make([]Range, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		var next Range
		if len(b) == 0 || len(a) > 0 && a[0].Start <= b[0].Start {
			next, a = a[0], a[1:]
		} else {
			next, b = b[0], b[1:]
		}
		if n := len(all); n > 0 && next.Start <= all[n-1].End {
			all[n-1].End = max(all[n-1].End, next.End)
		} else {
			all = append(all, next)
		}
	}
	return all
}
