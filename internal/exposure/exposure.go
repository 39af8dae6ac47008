// Package exposure compares what a build is about to put in place with what it replaces: what a site would show that
// was kept from its readers before, and what it showed and does so no more.
//
// # What is compared
//
// A passage is a document as such, the heading of an item, a sentence, the first cell of a row of a table, that cell
// with another of its row, and the reason of a withdrawal. It is known by its document and its words, letters and digits
// alone and without marks, so that it is the same passage after its mark was changed, after an edit elsewhere, and in
// another version of the same minutes. A document is known by its meeting, a page by its file.
//
// # What is an exposure
//
// A passage that a site would show, that the build it replaces did not show there, and that was above the site's
// clearance then: because another site in the same folder showed it at a level which that clearance did not permit,
// or because the archive's memory has it among what was withheld. Levels and clearance count as they were then, so
// that a site which is cleared further exposes what that brings. A new meeting, a draft that becomes final, a
// mended typing error are none. A site that replaces nothing is not compared.
//
// # What is kept for that
//
// levels.json and levels/ in each site's folder, beside its manifest and never below the web root, hold the hashes of the passages
// that the site shows, with their levels, document by document in 64 files. They are made of the edition alone. What no site shows is
// remembered below .minutebook in the archive, for each output folder, in files that only their owner may read; without them nothing
// that was withheld from all sites can be missed. A document that is known to be what it was is neither read nor compared: only files
// with documents that changed are read, and written.
package exposure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Exposure is one passage that readers of a site would see for the first time. It holds no words.
type Exposure struct {
	Site string
	File string // of the source, below the archive
	Line int    // of the source
	What string // "document", "page", "item", "action", "decision", "passage" or "reason"
	Was  string // the level that kept it from the site; "" where it could not be told
	Now  string // the level at which it would be shown
	Part bool   // of an item that is listed with the same level

	key key
}

// List is everything that a build would expose, by site and then as the edition has it. An empty list exposes nothing.
type List []Exposure

// Hash names the list: another list has another hash, and nothing else changes it. "" is that of the empty list.
func (l List) Hash() string {
	if len(l) == 0 {
		return ""
	}
	var lines []string
	for _, e := range l {
		lines = append(lines, fmt.Sprintf("%q %016x %016x %q %q\n", e.Site, e.key.document, e.key.words, e.Was, e.Now))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(lines), "")))
	return hex.EncodeToString(sum[:16])
}
