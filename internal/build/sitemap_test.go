package build_test

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A site has a sitemap where it is for everybody and knows its address; what that lists are pages, each by the address that it
// gives itself. No other site says anything to search engines.
func TestSitemapsAreOfSitesForEverybody(t *testing.T) {
	listed, root := 0, filepath.Join(t.TempDir(), "archive")
	if err := os.CopyFS(root, os.DirFS("../../docs/examples/allotment-society")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(root, "minutebook.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	named := bytes.Replace(settings, []byte("clearance: Plot holders,"), []byte(`clearance: Plot holders, url: "https://holders.example/",`), 1)
	if err := os.WriteFile(filepath.Join(root, "minutebook.yaml"), named, 0o644); err != nil || bytes.Equal(named, settings) {
		t.Fatal("both sites are to have a url", err)
	}
	for _, b := range mustBuild(t, root, t.TempDir()) {
		s := load(t, "allotments", b)
		where := s.archive + " " + s.name
		home := s.pages["/"].doc.Find("link[rel=canonical]").AttrOr("href", "")
		told := slices.Contains(online, s.name) && home != ""
		if s.files["/sitemap.xml"] != told || s.files["/robots.txt"] && !told {
			t.Errorf("%s: a sitemap: %v, robots.txt: %v", where, s.files["/sitemap.xml"], s.files["/robots.txt"])
		}
		if !told {
			continue
		}
		var list struct {
			Pages []string `xml:"url>loc"`
		}
		if err := xml.Unmarshal(s.read(t, "/sitemap.xml"), &list); err != nil {
			t.Fatal(err)
		}
		for _, at := range list.Pages {
			rest, ok := strings.CutPrefix(at, home)
			p := s.pages["/"+rest]
			if !ok || p == nil || p.doc.Find("link[rel=canonical]").AttrOr("href", "") != at || p.doc.Find("meta[http-equiv=refresh]").Length() > 0 {
				t.Errorf("%s: %s is no page, or calls itself otherwise", where, at)
			}
			listed++
		}
	}
	if listed < 20 {
		t.Errorf("only %d pages are listed", listed)
	}
}
