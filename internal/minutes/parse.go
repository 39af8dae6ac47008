package minutes

import (
	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// Parse reads one document as minutes. It never fails: what cannot be read or told is a finding, and a
// document whose level cannot be told is Untold. Its time is linear in the size of src, whatever src holds.
func Parse(file string, src []byte, rules *Rules) *Minutes {
	return &Minutes{File: file, Meeting: Meeting{ID: file}}
}

// ParsePage reads a plain page, a document whose front matter says "kind: page". Its level is what the
// front matter says; missing or unknown it is Untold, with a finding.
func ParsePage(file string, src []byte, rules *Rules) *Page {
	return &Page{File: file, Title: file}
}

// IsPage says whether a document's front matter says "kind: page".
func IsPage(src []byte) bool { return false }

// Readable is nil for text that can be minutes or a page; otherwise it says where and why src is not:
// binary bytes, invalid UTF-8, or more than MaxSize bytes.
func Readable(file string, src []byte) *finding.Finding { return nil }

// Marshal writes the front matter in its canonical form, with its fences; nothing when nothing is set.
// Reading it back gives f.
func (f Front) Marshal() []byte { return nil }

// JSON is what "minutebook parse --format json" prints.
func (m *Minutes) JSON(p policy.Policy) ([]byte, error) { return nil, nil }
