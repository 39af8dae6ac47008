package minutes

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"minutebook/internal/finding"
)

// hiddenComments finds the HTML comments of src from offset from on, code apart. A comment that is not
// closed hides the rest: better too little is shown than what somebody meant to hide.
func (r *reader) hiddenComments(src []byte, from int, code []Range) []Range {
	var found []Range
	for at := from; ; {
		i := bytes.Index(src[at:], []byte("<!--"))
		if i < 0 {
			return found
		}
		start := at + i
		for len(code) > 0 && code[0].End <= start {
			code = code[1:]
		}
		if len(code) > 0 && code[0].Start <= start {
			at = code[0].End
			continue
		}
		end := commentEnd(src, start)
		if end < 0 {
			line, column := r.src.originalPlace(start)
			r.say(finding.Error, "comment-not-closed", line, column, "a comment opens and is not closed",
				"everything after it is hidden; close it with -->")
			return append(found, Range{start, len(src)})
		}
		found = append(found, Range{start, end})
		at = end
	}
}

func commentEnd(src []byte, start int) int {
	body := src[start+4:]
	for _, empty := range []string{">", "->"} {
		if bytes.HasPrefix(body, []byte(empty)) {
			return start + 4 + len(empty)
		}
	}
	if i := bytes.Index(body, []byte("-->")); i >= 0 {
		return start + 4 + i + 3
	}
	return -1
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
