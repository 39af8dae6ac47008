package build

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"minutebook/internal/archive"
	"minutebook/internal/finding"
	"minutebook/internal/former"
)

const (
	fewParts   = 3  // of a page have a finding each
	shownParts = 12 // are named in one finding
)

// findings are what would be dropped: one for each page or file, with what is below it, and for each page that
// stays one for each of its paragraphs, or one for all where there are many.
func (c *comparison) findings() []finding.Finding {
	all := c.gone
	below := map[loss]int{}
	parts := map[[2]string][]loss{} // by page, and the sites that lose them
	for _, l := range slices.SortedFunc(maps.Keys(c.lost), func(a, b loss) int {
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.fragment, b.fragment))
	}) {
		if l.fragment != "" {
			key := [2]string{l.page, strings.Join(c.lost[l], " ")}
			parts[key] = append(parts[key], l)
		} else if top := (loss{former.Page(path.Dir(path.Clean(l.page))), ""}); slices.Equal(c.lost[top], c.lost[l]) {
			below[top]++
		} else {
			below[l] += 0
		}
	}
	for l, n := range below {
		all = append(all, c.dropped(l, n))
	}
	for _, key := range slices.SortedFunc(maps.Keys(parts), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if lost := parts[key]; len(lost) > fewParts {
			all = append(all, c.droppedParts(lost))
		} else {
			for _, l := range lost {
				all = append(all, c.dropped(l, 0))
			}
		}
	}
	finding.Sort(all)
	return all
}

// dropped is the finding of one address and so many below it. Its place is the document of its page, or else the
// settings.
func (c *comparison) dropped(l loss, below int) finding.Finding {
	f := finding.Finding{File: cmp.Or(c.files[l.page], archive.ConfigFile), Code: "address-dropped", Severity: finding.Error,
		Message: l.String() + " of " + onSites(c.lost[l]) + " would be dropped"}
	if below > 0 {
		f.Message = fmt.Sprintf("%s of %s, and %d below it, would be dropped", l, onSites(c.lost[l]), below)
	}
	if kept := c.keepers(l); len(kept) > 0 {
		f.Message += "; " + onSites(kept) + " would keep it"
	}
	level, redirect := c.levelOf(c.lost[l]), ""
	if level != c.archive.Rules.Policy.Name(c.archive.Rules.Policy.Levels()[0]) {
		redirect = ", level: " + level // else a site that never had the address would tell of it
	}
	f.Hint = fmt.Sprintf("declare in %s: redirects: [{from: %q, to: ...%s}], or withdrawn: [{address: %q, level: %s, reason: ...}]",
		archive.ConfigFile, l, redirect, l, level)
	for _, r := range c.archive.Redirects {
		if at, fragment, _ := strings.Cut(r.From, "#"); former.Page(at) == l.page && fragment == l.fragment {
			f.Line, f.Column, f.File = r.Line, r.Column, archive.ConfigFile
			f.Hint = "its redirect leads to " + r.To + ", which is not there; have it lead to a page that is"
		}
	}
	return f
}

// droppedParts is one finding for many paragraphs of a page.
func (c *comparison) droppedParts(lost []loss) finding.Finding {
	var named []string
	for _, l := range lost[:min(len(lost), shownParts)] {
		named = append(named, "#"+l.fragment)
	}
	if more := len(lost) - shownParts; more > 0 {
		named = append(named, fmt.Sprintf("and %d more", more))
	}
	first := c.dropped(lost[0], 0)
	return finding.Finding{File: cmp.Or(c.files[lost[0].page], archive.ConfigFile), Code: first.Code, Severity: first.Severity,
		Message: fmt.Sprintf("%d addresses within %s of %s would be dropped: %s", len(lost), lost[0].page, onSites(c.lost[lost[0]]), strings.Join(named, ", ")),
		Hint:    first.Hint}
}

// keepers are the sites that would still have an address, among those that were compared.
func (c *comparison) keepers(l loss) []string {
	var kept []string
	for _, name := range inOrder(c.archive.Rules.Policy, c.next) {
		if parts, ok := c.next[name][l.page]; ok && (l.fragment == "" || parts[l.fragment]) && !slices.Contains(c.lost[l], name) {
			kept = append(kept, name)
		}
	}
	return kept
}

// levelOf is the most open of the clearances of sites, for a notice that all of their readers may read.
func (c *comparison) levelOf(sites []string) string {
	p := c.archive.Rules.Policy
	for _, l := range p.Levels() {
		if slices.ContainsFunc(sites, func(name string) bool { s, _ := p.Site(name); return s.Clearance.Level() == l }) {
			return p.Name(l)
		}
	}
	return "LEVEL"
}
