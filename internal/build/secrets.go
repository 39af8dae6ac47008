package build

import (
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/prose"
)

// secrets are what a site must not hold.
func (b *builder) secrets(e edition.Edition) (*audit.Secrets, error) {
	o, err := b.withheldFrom(e)
	if err != nil {
		return nil, err
	}
	return audit.Withheld(o), nil
}

// withheldFrom says what a site must not hold. Of the settings that is the reasons of withdrawals and the former addresses that
// its audience may not know; those that it may are none.
func (b *builder) withheldFrom(e edition.Edition) (o audit.Options, err error) {
	known, err := b.told(e)
	if err != nil {
		return o, err
	}
	var notices []audit.Notice
	var reasons, addresses []string
	note := func(permitted bool, line int, from ...string) {
		for _, address := range from {
			if permitted {
				addresses = append(addresses, strings.ReplaceAll(address, "/", " / "))
			} else {
				notices = append(notices, audit.Notice{File: archive.ConfigFile, Line: line, Text: address, Address: true})
			}
		}
	}
	for _, r := range b.archive.Redirects {
		note(known.redirect(r), r.Line, r.From, r.To)
	}
	for _, w := range b.archive.Withdrawn {
		if known.withdrawal(w) {
			reasons = append(reasons, w.Reason, strings.ReplaceAll(w.Address, "/", " / "))
			continue
		}
		note(false, w.Line, w.Address)
		notices = append(notices, audit.Notice{File: archive.ConfigFile, Line: w.Line, Text: w.Reason})
	}
	files, err := b.withheldFiles(e)
	if err != nil {
		return o, err
	}
	key, err := b.ownKey(e.Site())
	return audit.Options{Sources: b.sources.Documents, Edition: e, Rules: b.archive.Rules, Notices: notices, Files: files, Stems: index.Stems, Key: index.Key, Statuses: b.statuses(), Days: b.isDay,
		Reasons: reasons, Addresses: addresses, Own: key}, err
}

// withheldFiles are those that documents link to, and none that the edition has.
func (b *builder) withheldFiles(e edition.Edition) ([]audit.File, error) {
	linked := b.linkedFrom(b.sources.Documents)
	for _, f := range e.Files() {
		delete(linked, f.Source)
	}
	var all []audit.File
	for _, name := range slices.Sorted(maps.Keys(linked)) {
		data, err := fs.ReadFile(b.archive.Files(), name)
		if err != nil {
			return nil, err
		}
		all = append(all, audit.FileOf(name, data))
	}
	return all, nil
}

// hrefsOf are the paths of what a document links to beside it.
func hrefsOf(src edition.Source) []string {
	links := src.Minutes.Links
	if src.Page != nil {
		links = src.Page.Links
	}
	var all []string
	for _, href := range links() {
		if u, err := url.Parse(href); err == nil && u.Path != "" && u.Scheme == "" && u.Host == "" {
			all = append(all, u.Path)
		}
	}
	return all
}

// linkedFrom are the files of the archive that the documents link to, by path, as far as they are there.
func (b *builder) linkedFrom(sources []edition.Source) map[string]bool {
	all := map[string]bool{}
	for _, src := range sources {
		for _, href := range hrefsOf(src) {
			name := path.Join(path.Dir(src.File()), href)
			if all[name] || strings.EqualFold(path.Ext(name), ".md") || !fs.ValidPath(name) {
				continue
			}
			if info, err := fs.Stat(b.archive.Files(), name); err == nil && info.Mode().IsRegular() {
				all[name] = true
			}
		}
	}
	return all
}

// isDay says whether a text is a date as pages write it.
func (b *builder) isDay(date, text string) bool {
	words := b.archive.Words
	return prose.IsDay(date) && (text == words.Day(date) || text == words.ShortDay(date))
}

// statuses are what pages call the statuses of actions.
func (b *builder) statuses() []string {
	var all []string
	for _, key := range []string{"open", "overdue", "closed", "unknown"} {
		all = append(all, b.archive.Words.Say("status."+key))
	}
	return all
}
