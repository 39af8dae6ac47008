package minutes

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"minutebook/internal/finding"
)

// MaxSize is the largest document that is read, in bytes.
const MaxSize = 16 << 20

// Readable is nil for text that can be minutes or a page; otherwise it says where and why src is not:
// binary bytes, invalid UTF-8, or more than MaxSize bytes.
func Readable(file string, src []byte) *finding.Finding {
	fault := func(off int, code finding.Code, message, hint string) *finding.Finding {
		line, column := newSource(src[:min(len(src), MaxSize)], nil).originalPlace(off)
		return &finding.Finding{File: file, Line: line, Column: column, Code: code,
			Severity: finding.Error, Message: message, Hint: hint}
	}
	if len(src) > MaxSize {
		return &finding.Finding{File: file, Code: "too-large", Severity: finding.Error,
			Message: fmt.Sprintf("%d bytes: at most %d are read", len(src), MaxSize),
			Hint:    "one document holds one meeting; take out what was embedded"}
	}
	if bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF}) {
		return fault(0, "not-utf8", "the text is in UTF-16", "save it as UTF-8")
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return fault(i, "binary", "a zero byte: this is no text", "put Markdown here, not the document it was made from")
	}
	if i := firstInvalid(src); i >= 0 {
		return fault(i, "not-utf8", fmt.Sprintf("byte %#02x is not UTF-8", src[i]), "save the text as UTF-8")
	}
	return nil
}

// firstInvalid is the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
