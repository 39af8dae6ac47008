// Package audit searches a finished build for what its audience may not read.
//
// What must not be there is whatever stands only in withheld text: every run of eight words; every shorter block as a
// whole (a paragraph, a cell, an item of a list, a title, a name of the attendance, a line of front matter or of a
// comment, the reason of a withdrawal); every word; every id of an action, incident, modification or meeting, in
// each spelling; the addresses of links, of withdrawals and of redirects; and every file that only withheld text
// links to. A word is of three letters or more, a number of six digits; a date alone is none of it, because pages write
// dates anew. What also stands in text that the audience may read is no secret, nor are the words that the program
// itself writes on every site.
//
// It looks into every file: as it is, with entities and escapes undone as often as they were made, without markup,
// unpacked and unfolded, and at the file's name; a packing that the build itself made of a file of the web root is held to be that
// file, byte by byte, and searched as it; and into the terms, stored fields and doc values of the index, whose
// dictionaries must have no stem of a word that stands only in withheld text. It reads the output as a stranger would and
// trusts nothing that the build says about itself. A file that it cannot read, such as a picture, it names.
package audit

import (
	"cmp"
	"fmt"
	"slices"
)

// runLength is how many words in a row, standing only in withheld text, make a leak.
const runLength = 8

// Leak is one place of the output that holds what must not be there, and where the source has it. It
// never holds the words themselves.
type Leak struct {
	Path   string // of the file below the site's folder, or a field of the index; FOLDER/* where the name itself is a leak
	Offset int    // byte offset in the reading of the file in which it was found
	Source string // file:line of the withheld text
	What   string // "words", "a word", "an id" or "a file"; otherThan: then Source is the file of the web root

	run uint64 // until it is known where the sources have it
}

// otherThan says that a packing holds something else than the file that it is called after.
const otherThan = "something else"

// String is one line for a log that anybody may read: positions, no text.
func (l Leak) String() string {
	if l.What == otherThan {
		return fmt.Sprintf("%s: holds something else than %s", l.Path, l.Source)
	}
	return fmt.Sprintf("%s: at byte %d: %s of withheld text (%s)", l.Path, l.Offset, l.What, l.Source)
}

// Report is what a search came to.
type Report struct {
	Leaks  []Leak
	Files  int      // looked into
	Opaque []string // files that could not be looked into, by path: pictures, compressed documents, ciphers
}

// sortLeaks orders leaks by place.
func sortLeaks(all []Leak) {
	slices.SortFunc(all, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Source, b.Source), cmp.Compare(a.What, b.What))
	})
}
