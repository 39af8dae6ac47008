// Package archive reads an archive from a folder: its settings (minutebook.yaml), its documents
// (content/**/*.md) and its own layouts and static files.
//
// An archive without content/ but with documents in the folder itself is a bare archive: the folder is
// its content. Everything is read through the folder's root, so nothing outside it can be reached, by a
// link or otherwise. Files and folders whose names start with a dot are passed over.
package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/wording"
)

// Archive is a folder of minutes and what it says about itself.
type Archive struct {
	Title       string
	Description string
	Language    string   // BCP 47
	Accent      string   // a CSS colour; "" for the built-in one
	Logo        *Logo    // nil for none
	About       []string // paragraphs for the about page
	Footer      []Link
	Redirects   []Redirect
	Withdrawn   []Withdrawal
	Rules       *minutes.Rules // with the policy
	Words       *wording.Words // what its sites say for themselves
	Settings    [32]byte       // sha256 of minutebook.yaml

	root  *os.Root
	files fs.FS
	bare  bool
	shelf *edition.Shelf // nil keeps nothing
}

// Link is a link of the archive's own footer.
type Link struct{ Text, URL string }

// Sources are the documents of an archive as read, by file name, and what is wrong with them.
type Sources struct {
	Documents []edition.Source
	Findings  []finding.Finding
}

// ErrNoMinutes is the cause when there is nothing to compile.
var ErrNoMinutes = errors.New("no minutes")

// Open reads the settings of the archive in dir. What is wrong with them is a Faults error.
func Open(dir string) (*Archive, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: the folder %s does not exist; name the archive's folder with -C", ErrNoMinutes, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	s, err := readSettings(dir)
	if err != nil {
		root.Close()
		return nil, err
	}
	a := &Archive{Rules: s.rules(), Settings: s.sum, root: root, files: root.FS()}
	s.identity(a)
	a.Redirects, a.Withdrawn = s.redirects(a.Rules.Policy), s.withdrawals(a.Rules.Policy)
	if len(s.faults) > 0 {
		root.Close()
		return nil, s.faults
	}
	if a.Language == "" {
		a.Language = "en-GB"
	}
	if a.Words, err = a.readWords(s); err != nil {
		root.Close()
		return nil, err
	}
	a.Title = cmp.Or(a.Title, a.Words.Say("frame.untitled"))
	return a, nil
}

// Close lets go of the folder.
func (a *Archive) Close() error { return a.root.Close() }

// Files is the archive's folder, from which nothing outside it can be reached.
func (a *Archive) Files() fs.FS { return a.files }

// Read reads and parses every document, several at a time. progress may be nil; it is called from one
// goroutine at a time. A document that cannot be read as text is a finding; it is an error only when the
// machine fails or there is no document at all.
func (a *Archive) Read(ctx context.Context, progress func(done, total int)) (Sources, error) {
	names, found, err := a.list()
	if err != nil {
		return Sources{}, err
	}
	docs, more, err := a.parseAll(ctx, names, progress)
	if err != nil {
		return Sources{}, err
	}
	s := Sources{Documents: docs, Findings: append(found, more...)}
	for _, d := range docs {
		if d.Page != nil {
			s.Findings = append(s.Findings, d.Page.Findings...)
		} else {
			s.Findings = append(s.Findings, d.Minutes.Findings...)
		}
	}
	finding.Sort(s.Findings)
	return s, nil
}
