// Package edition turns what an archive holds into what one audience may see: every document's Markdown
// with all above the clearance cut out, parsed anew. Everything a site shows is made from its Edition
// and from nothing else, so a site cannot depend on what its audience may not see.
//
// A document whose level the clearance does not permit leaves nothing, nor does a portion of one: but for the blank of
// a cell, and the number of an item where the policy of its level says so. HTML comments, unknown front matter and link
// definitions that nothing uses leave nothing for anybody. A cut of whole lines leaves one blank line, within a
// table or a list none. Those present are cut where the site does not show them by name, and how many they were, and for
// whom, is written into the front matter.
//
// Which of two versions of a meeting stands is decided inside the edition: the later version, and draft
// before final. The site's rule for drafts says what becomes of the others.
//
// A Whole is everything that an archive holds, with nothing cut, for the checks of its secretary. It is another
// type than an Edition, and nothing that makes a page, a table or an index takes it.
package edition

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Edition is what one audience may see. Only Of makes one; the zero Edition is empty.
type Edition struct {
	site      policy.Site
	documents []Document
	pages     []*minutes.Page
	files     []File
	texts     []Redacted // of the pages
	kinds     []minutes.KindRule
	findings  []finding.Finding
	lean      bool // whether documents are without what linking reads
}

// Redacted is one file of an edition as an archive of its own.
type Redacted struct {
	File string
	Text []byte
}

// File is a paper or an image that a kept block links to.
type File struct {
	Document string // the document that links to it, path below the archive
	Href     string // as the document writes it
	Path     string // root-relative address on the site
	Source   string // path below the archive
}

// Site is the audience that the edition is for.
func (e Edition) Site() policy.Site { return e.site }

// Documents are the minutes of the edition, by date, then meeting, standing versions first.
func (e Edition) Documents() []Document { return e.documents }

// Lean is the same edition once it is linked: of the outlines of documents that can be read again it has no more than the name of
// the file and the id of the meeting. To link it again takes reading them all.
func (e Edition) Lean() Edition {
	all := slices.Clone(e.documents)
	for i, d := range all {
		if d.Minutes.IsOutline() {
			all[i].Minutes = d.Minutes.Named()
		}
	}
	e.documents, e.lean = all, true
	return e
}

// Linkable are the documents with all that linking reads.
func (e Edition) Linkable() []Document {
	if !e.lean {
		return e.documents
	}
	all := slices.Clone(e.documents)
	for i := range all {
		all[i].Minutes = all[i].Full()
	}
	return all
}

// Pages are the plain pages of the edition, by path.
func (e Edition) Pages() []*minutes.Page { return e.pages }

// Kinds are the kinds of reference that its documents were read by.
func (e Edition) Kinds() []minutes.KindRule { return e.kinds }

// Files are the papers and images that kept blocks link to.
func (e Edition) Files() []File { return e.files }

// Redacted are the edition's files as an archive of their own: building it gives the same site.
func (e Edition) Redacted() []Redacted {
	all := slices.Clone(e.texts)
	for _, d := range e.documents {
		all = append(all, d.Redacted())
	}
	slices.SortFunc(all, func(a, b Redacted) int { return cmp.Compare(a.File, b.File) })
	return all
}

// Hash names the edition by its content: the site's rules and every redacted file.
func (e Edition) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%+v\n", e.site)
	for _, f := range e.sums() {
		fmt.Fprintf(h, "%q %x\n", f.name, f.sum)
	}
	for _, f := range e.files {
		fmt.Fprintf(h, "%q %q %q\n", f.Document, f.Href, f.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}

type fileSum struct {
	name string
	sum  [sha256.Size]byte
}

// sums are the hashes of the redacted files, by path.
func (e Edition) sums() []fileSum {
	var all []fileSum
	for _, t := range e.texts {
		all = append(all, fileSum{t.File, sha256.Sum256(t.Text)})
	}
	for _, d := range e.documents {
		all = append(all, fileSum{d.Minutes.File, d.Hash()})
	}
	slices.SortFunc(all, func(a, b fileSum) int { return cmp.Compare(a.name, b.name) })
	return all
}

// Findings are about this edition alone: two documents that claim to be the same version of a meeting.
func (e Edition) Findings() []finding.Finding { return e.findings }
