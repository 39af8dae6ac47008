package check

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
)

// copies finds files with the same text, but for blanks at the ends of lines, and hands on the documents that
// claim the same version of a meeting with another text.
func (c *checker) copies(sources []edition.Source, ties []finding.Finding) {
	first, copied := map[[sha256.Size]byte]string{}, map[string]bool{}
	byFile := slices.SortedFunc(slices.Values(sources), func(a, b edition.Source) int { return cmp.Compare(a.File(), b.File()) })
	for _, s := range byFile {
		text := plain(s.Text)
		if len(text) == 0 {
			continue
		}
		sum := sha256.Sum256(text)
		original, again := first[sum]
		if !again {
			first[sum] = s.File()
			continue
		}
		copied[s.File()] = true
		c.say(finding.Error, "repeated-document", at{s.File(), 1, 1}, "this document holds the same text as "+original, "the first of the two by file name stands; remove one of them")
	}
	for _, f := range ties {
		if !copied[f.File] {
			c.found = append(c.found, f)
		}
	}
}

// plain is a text without the blanks and carriage returns at the ends of its lines.
func plain(text []byte) []byte {
	lines := bytes.Split(text, []byte("\n"))
	for i := range lines {
		lines[i] = bytes.TrimRight(lines[i], " \t\r")
	}
	return bytes.TrimSpace(bytes.Join(lines, []byte("\n")))
}
