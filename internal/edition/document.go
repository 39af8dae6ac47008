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

	redacted []byte           // nil where it stands on a shelf
	whole    *minutes.Minutes // of which Minutes is the outline; nil where it stands on a shelf, or Minutes is whole
	front    int              // bytes of its front matter
	sum      [sha256.Size]byte
	shelf    *Shelf
	source   Source // to be cut anew
	cutter   *cutter
}

// Full is the second parse with every block: Minutes itself where nothing of it was left out. It may be another value at each
// call, so what is compared between its blocks, or with those of Minutes, are ids and lines.
func (d Document) Full() *minutes.Minutes {
	if !d.Minutes.IsOutline() {
		return d.Minutes
	}
	if d.whole != nil {
		return d.whole
	}
	_, m := d.read()
	return m
}

// Text is its redacted Markdown without front matter.
func (d Document) Text() string {
	if d.shelf == nil {
		return string(d.redacted[d.front:])
	}
	text, _ := d.read()
	return text[min(d.front, len(text)):]
}

// Redacted is the document as a file of an archive of its own.
func (d Document) Redacted() Redacted {
	if d.shelf == nil {
		return Redacted{File: d.Minutes.File, Text: d.redacted}
	}
	text, _ := d.read()
	return Redacted{File: d.Minutes.File, Text: []byte(text)}
}

// Hash is that of the redacted file.
func (d Document) Hash() [sha256.Size]byte { return d.sum }

// read is the redacted file with all its blocks. What can be read no more is a fault of the shelf, and empty.
func (d Document) read() (string, *minutes.Minutes) {
	if text, m, ok := d.shelf.take(d.Minutes.File, d.sum); ok {
		return text, m
	}
	if cut, _ := d.cutter.cut(d.source); cut != nil && cut.sum == d.sum {
		return string(cut.redacted), cut.Minutes
	}
	d.shelf.gone(d.Minutes.File)
	return "", d.Minutes
}
