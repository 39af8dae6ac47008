package build_test

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// endpoints answer without a file.
var endpoints = map[string]bool{"/search": true, "/api/search": true, "/api/suggest": true, "/opensearch.xml": true}

// Every link of every page leads to a file of the same site, and every fragment to an element of its page.
func TestLinksResolve(t *testing.T) {
	for _, s := range allSites(t) {
		links := 0
		for _, p := range s.pages {
			p.doc.Find("[href], [src], form[action]").Each(func(_ int, e *goquery.Selection) {
				for _, attr := range []string{"href", "src", "action"} {
					if to, ok := e.Attr(attr); ok {
						links++
						if why := s.broken(p, to); why != "" {
							t.Errorf("%s %s %s: link %q %s", s.archive, s.name, p.path, to, why)
						}
					}
				}
			})
		}
		if links < 50 {
			t.Errorf("%s %s: only %d links were looked at", s.archive, s.name, links)
		}
	}
}

func (s *built) broken(from *page, to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return "cannot be read"
	}
	if u.Scheme != "" || u.Host != "" {
		if u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto" {
			return ""
		}
		return "has a scheme that pages must not use"
	}
	at := u.Path
	switch {
	case at == "":
		at = from.path
	case !path.IsAbs(at):
		return "is relative: pages move, addresses do not"
	}
	target := s.pages[at]
	if target == nil && !s.files[at] && !endpoints[at] {
		return "leads nowhere"
	}
	if u.Fragment != "" && (target == nil || target.doc.Find("[id]").FilterFunction(func(_ int, e *goquery.Selection) bool {
		return e.AttrOr("id", "") == u.Fragment
	}).Length() == 0) {
		return "has a fragment that is nowhere on its page"
	}
	return ""
}

// No id stands twice on a page, and none is empty.
func TestIDsAreUnique(t *testing.T) {
	for _, s := range allSites(t) {
		for _, p := range s.pages {
			seen := map[string]bool{}
			p.doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
				id := e.AttrOr("id", "")
				if id == "" || seen[id] {
					t.Errorf("%s %s %s: id %q is empty or stands twice", s.archive, s.name, p.path, id)
				}
				seen[id] = true
			})
		}
	}
}

// Every page stands by itself: one heading, a language, a title, no script or style inside it, nothing
// from another host, and on a restricted site no invitation to search engines.
func TestPagesAreWellMade(t *testing.T) {
	for _, s := range allSites(t) {
		for _, p := range s.pages {
			where := s.archive + " " + s.name + " " + p.path
			if n := p.doc.Find("h1").Length(); n != 1 {
				t.Errorf("%s: %d h1", where, n)
			}
			if p.doc.Find("html").AttrOr("lang", "") == "" || strings.TrimSpace(p.doc.Find("title").Text()) == "" {
				t.Errorf("%s: no language or no title", where)
			}
			if n := p.doc.Find("script:not([src], [type='application/ld+json']), style, [style], [onclick], [onload]").Length(); n != 0 {
				t.Errorf("%s: %d inline scripts or styles", where, n)
			}
			p.doc.Find("link[href], script[src], img[src]").Each(func(_ int, e *goquery.Selection) {
				if to := e.AttrOr("href", e.AttrOr("src", "")); strings.Contains(to, "//") && e.AttrOr("rel", "") != "canonical" {
					t.Errorf("%s: loads %s from elsewhere", where, to)
				}
			})
			noindex := p.doc.Find(`meta[name=robots][content*=noindex]`).Length() > 0
			if restricted := !slices.Contains(online, s.name); restricted && !noindex {
				t.Errorf("%s: no noindex on a restricted site", where)
			}
		}
	}
}

// A typical page is light: 50 KB of HTML, 20 KB of CSS, 10 KB of script.
func TestPagesAreLight(t *testing.T) {
	for _, s := range allSites(t) {
		if s.archive != "demo" {
			continue
		}
		if css := s.size(t, "/site.css"); css > 20_000 {
			t.Errorf("%s: %d bytes of CSS", s.name, css)
		}
		if script := s.size(t, "/site.js") + s.size(t, "/search.js"); script > 10_000 {
			t.Errorf("%s: %d bytes of script", s.name, script)
		}
		for _, p := range s.pages {
			if len(p.raw) > 50_000 && !strings.HasPrefix(p.path, "/meetings/") {
				t.Errorf("%s %s: %d bytes", s.name, p.path, len(p.raw))
			}
		}
	}
}

func (s *built) size(t *testing.T, name string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(s.dir, "www", name))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
