package edition

import (
	"crypto/sha256"

	"minutebook/internal/minutes"
)

// Document is one document of an edition, as its audience sees it.
type Document struct {
	Minutes *minutes.Minutes // the second parse, or an outline of it
	Line    int              // the line of the redacted file on which Text starts
	// Standing is false for a draft that a later version superseded.
	Standing bool

	redacted []byte
	front    int // bytes of its front matter
	sum      [sha256.Size]byte
}

// Full is the second parse with every block: Minutes itself where nothing of it was left out. It may be another value at each
// call, so what is compared between its blocks, or with those of Minutes, are ids and lines.
func (d Document) Full() *minutes.Minutes { return d.Minutes }

// Text is its redacted Markdown without front matter.
func (d Document) Text() string { return string(d.redacted[d.front:]) }

// Redacted is the document as a file of an archive of its own.
func (d Document) Redacted() Redacted { return Redacted{File: d.Minutes.File, Text: d.redacted} }

// Hash is that of the redacted file.
func (d Document) Hash() [sha256.Size]byte { return d.sum }
