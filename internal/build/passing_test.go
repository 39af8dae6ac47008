package build_test

import (
	"strings"
	"testing"

	"minutebook/internal/record"
)

// What comes and goes are the views of registers and their further pages; every other page has its address for ever.
func TestOnlyViewsComeAndGo(t *testing.T) {
	views := 0
	for _, s := range allSites(t) {
		for at, p := range s.pages {
			view := p.doc.Find("body.page-register, body.page-glossary").Length() > 0 && strings.Count(at, "/") > 2
			if view {
				views++
			}
			if record.Passing(at) != view {
				t.Errorf("%s %s %s: passing %v, a view of a register %v", s.archive, s.name, at, record.Passing(at), view)
			}
		}
	}
	if views < 20 {
		t.Errorf("only %d views were looked at", views)
	}
}

// A redirect leads to a file of its site, to the spot that it names, and in one step.
func TestRedirectsResolve(t *testing.T) {
	redirects := 0
	for _, s := range allSites(t) {
		for at, p := range s.pages {
			to, ok := strings.CutPrefix(p.doc.Find("meta[http-equiv=refresh]").AttrOr("content", ""), "0; url=")
			if !ok {
				continue
			}
			redirects++
			if why := s.broken(p, to); why != "" || p.doc.Find("main a[href]").AttrOr("href", "") != to {
				t.Errorf("%s %s %s: leads to %q, which %s", s.archive, s.name, at, to, why)
			}
			if target := s.pages[strings.SplitN(to, "#", 2)[0]]; target != nil && target.doc.Find("meta[http-equiv=refresh]").Length() > 0 {
				t.Errorf("%s %s %s: leads on from %s", s.archive, s.name, at, to)
			}
		}
	}
	if redirects < 20 {
		t.Errorf("only %d redirects were looked at", redirects)
	}
}
