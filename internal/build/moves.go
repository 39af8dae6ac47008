package build

import (
	"path"
	"strings"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// movesOf is what the archive declares of former addresses, as a site takes it.
func movesOf(a *archive.Archive) site.Moves {
	var m site.Moves
	for _, r := range a.Redirects {
		m.Redirects = append(m.Redirects, site.Redirect{From: r.From, To: r.To, Level: r.Level})
	}
	for _, w := range a.Withdrawn {
		m.Withdrawn = append(m.Withdrawn, site.Withdrawal{Address: w.Address, Reason: w.Reason, Level: w.Level})
	}
	return m
}

// fates are what became of the declared addresses, by site. A site that is missing was not looked at.
type fates map[string]map[string]site.Fate

// fatesOf is what would become of the declared addresses on each site, as far as that can be told without rendering
// it: nothing of what leads to a file that is no page.
func fatesOf(a *archive.Archive, sources archive.Sources) (fates, error) {
	all := fates{}
	if len(a.Redirects)+len(a.Withdrawn) == 0 {
		return all, nil
	}
	for _, s := range a.Rules.Policy.Sites {
		e := edition.Of(s, sources.Documents, a.Rules, nil)
		became, err := site.Fates(site.Options{Record: record.Link(e), Edition: e, Policy: a.Rules.Policy, Rules: a.Rules, Moves: movesOf(a)})
		if err != nil {
			return nil, err
		}
		for _, r := range a.Redirects {
			if !isPage(r.To) && became[r.From] == site.Nowhere {
				delete(became, r.From)
			}
		}
		all[s.Name] = became
	}
	return all, nil
}

// findings say which declarations do nothing, or not what they say. Nothing can be said unless every site of the
// archive was looked at.
func (f fates) findings(a *archive.Archive) []finding.Finding {
	for _, s := range a.Rules.Policy.Sites {
		if f[s.Name] == nil {
			return nil
		}
	}
	var all []finding.Finding
	for _, r := range a.Redirects {
		if found, ok := f.ofRedirect(r, a.Rules.Policy.Sites); ok {
			found.File, found.Line, found.Column = archive.ConfigFile, r.Line, r.Column
			all = append(all, found)
		}
	}
	for _, w := range a.Withdrawn {
		if found, ok := f.ofWithdrawal(w, a.Rules.Policy.Sites); ok {
			found.File, found.Line, found.Column = archive.ConfigFile, w.Line, w.Column
			all = append(all, found)
		}
	}
	return all
}

func (f fates) ofRedirect(r archive.Redirect, sites []policy.Site) (found finding.Finding, ok bool) {
	found.Severity = finding.Warning
	there, told, nowhere := f.whereabouts(r.From, sites)
	switch {
	case len(told) > 0 && len(there) > 0:
		found.Code, found.Severity = "redirect-from", finding.Advice
		found.Message = r.From + " leads elsewhere on " + onSites(told) + ", and is still an address of " + onSites(there)
		found.Hint = "the readers of the former are told that there is such an address; if they may not know, give the redirect a level"
	case len(told) > 0:
		return found, false
	case len(there) > 0:
		found.Code, found.Message = "redirect-from", r.From+" is still an address of "+onSites(there)
		found.Hint = "the redirect leaves nothing; remove it, or what has the address"
	case len(nowhere) == 0:
		return found, false
	case strings.Contains(r.From, "#"):
		found.Code, found.Message = "redirect-to", "no site has both the page of "+r.From+" and "+r.To
		found.Hint = "the redirect leaves nothing; have it lead to a page that is there"
	default:
		found.Code, found.Message = "redirect-to", r.To+" is no address of any site"
		found.Hint = "the redirect leaves nothing; have it lead to a page that is there"
	}
	return found, true
}

func (f fates) ofWithdrawal(w archive.Withdrawal, sites []policy.Site) (found finding.Finding, ok bool) {
	there, told, nowhere := f.whereabouts(w.Address, sites)
	switch {
	case len(there) > 0 && len(told) == 0:
		found.Code, found.Severity = "withdrawn-there", finding.Error
		found.Message = w.Address + " is declared withdrawn, and is still an address of " + onSites(there)
		found.Hint = "remove its document, or the withdrawal"
	case len(there) > 0:
		found.Code, found.Severity = "withdrawn-there", finding.Advice
		found.Message = w.Address + " is withdrawn from " + onSites(told) + ", and still an address of " + onSites(there)
		found.Hint = "nothing to do if that is meant"
	case len(told) == 0 && len(nowhere) > 0:
		found.Code, found.Severity = "withdrawn-part", finding.Warning
		found.Message = "no site has the page of " + w.Address
		found.Hint = "withdraw the page, without what follows the #"
	default:
		return found, false
	}
	return found, true
}

// whereabouts are the sites that still have an address, that tell of it, and that could but have nothing to tell.
func (f fates) whereabouts(address string, sites []policy.Site) (there, told, nowhere []string) {
	for _, s := range sites {
		switch f[s.Name][address] {
		case site.There:
			there = append(there, s.Name)
		case site.Told:
			told = append(told, s.Name)
		case site.Nowhere:
			nowhere = append(nowhere, s.Name)
		}
	}
	return there, told, nowhere
}

// isPage says whether an address is that of a page: what sites have of other files is known once they are rendered.
func isPage(address string) bool {
	at, _, _ := strings.Cut(address, "#")
	ext := path.Ext(at)
	return strings.HasSuffix(at, "/") || ext == "" || ext == ".html"
}

// onSites names sites: "site public", "sites public and members".
func onSites(names []string) string {
	if len(names) == 1 {
		return "site " + names[0]
	}
	return "sites " + prose.List(names...)
}
