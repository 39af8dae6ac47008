// Package vetting turns an archive into findings that one of its audiences may know, for logs and reports that are read by
// more people than the archive is.
//
// The files that a site may show are written as an archive of their own, as `minutebook audit` does, and that is checked. So what a
// finding depends on, where it stands and that it is there at all tells nothing of the rest. A finding keeps the rule's own words and
// none of a document. It has its line where the site shows the file as it stands; of a file of which something was cut, only
// the name, since its lines would tell how much.
package vetting

import (
	"context"
	"errors"
	"fmt"
	"os"

	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/check"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Findings are what is wrong in the part of an archive that a site may show, sorted. An unknown site is build.ErrUnknownSite. An
// audience that may read nothing has none.
func Findings(ctx context.Context, dir, site string) ([]finding.Finding, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	s, ok := a.Rules.Policy.Site(site)
	if !ok {
		return nil, fmt.Errorf("%w: %q", build.ErrUnknownSite, site)
	}
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return nil, err
	}
	s.People = policy.PeopleNames // or no file would have lines; no name is in a finding
	e := edition.Of(s, sources.Documents, a.Rules, a.Files())
	found, err := apart(ctx, a, e)
	if err != nil {
		return nil, fmt.Errorf("check what %s may show: %w", site, err)
	}
	return discreet(found, whole(sources.Documents, e)), nil
}

// apart checks the files of an edition in a folder of their own.
func apart(ctx context.Context, a *archive.Archive, e edition.Edition) ([]finding.Finding, error) {
	dir, err := os.MkdirTemp("", "minutebook-check-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := write(dir, a, e); err != nil {
		return nil, err
	}
	alone, err := archive.Open(dir)
	if err != nil {
		return nil, err
	}
	defer alone.Close()
	sources, err := alone.Read(ctx, nil)
	if errors.Is(err, archive.ErrNoMinutes) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found := append(sources.Findings, check.Findings(sources.Documents, alone.Rules, alone.Files())...)
	finding.Sort(found)
	return found, nil
}

// whole are the files of which nothing was cut.
func whole(sources []edition.Source, e edition.Edition) map[string]bool {
	texts := map[string]string{}
	for _, r := range e.Redacted() {
		texts[r.File] = string(r.Text)
	}
	same := map[string]bool{}
	for _, s := range sources {
		text, ok := texts[s.File()]
		same[s.File()] = ok && text == string(s.Whole().Text)
	}
	return same
}

func discreet(found []finding.Finding, whole map[string]bool) []finding.Finding {
	var all []finding.Finding
	seen := map[finding.Finding]bool{}
	for _, f := range found {
		rule, _ := finding.RuleOf(f.Code)
		f.Message, f.Hint = rule.Title, rule.Help
		if !whole[f.File] {
			f.Line, f.Column = 0, 0
		}
		if !seen[f] {
			all, seen[f] = append(all, f), true
		}
	}
	finding.Sort(all)
	return all
}

// Closed says whether the rules have levels that may not be online: a repository of such an archive is not for everybody.
func Closed(rules *minutes.Rules) bool {
	for _, l := range rules.Policy.Levels() {
		if r, _ := rules.Policy.Rung(l); !r.Online {
			return true
		}
	}
	return false
}
