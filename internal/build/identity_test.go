package build_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/build"
)

// The example of docs/identity.md shows what it promises, on both of its sites.
func TestIdentity(t *testing.T) {
	archive := example("allotment-society")(t)
	report, err := build.Check(context.Background(), archive)
	if err != nil || len(report.Findings) > 0 {
		t.Fatal(err, report.Findings)
	}
	out := t.TempDir()
	if _, err := build.Run(context.Background(), build.Options{Archive: archive, Out: out}); err != nil {
		t.Fatal(err)
	}
	for site, band := range map[string]string{"open": "For everybody. Please pass it on.", "holders": "For those who rent a plot only."} {
		read := func(path string) *goquery.Document {
			data, err := os.ReadFile(filepath.Join(out, site, "www", path))
			if err != nil {
				t.Fatal(err)
			}
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			return doc
		}
		front, about, contact, meeting := read("index.html"), read("about/index.html"), read("contact/index.html"), read("meetings/mlc-07/index.html")
		for what, ok := range map[string]bool{
			"the name":        strings.TrimSpace(contact.Find(".site-name").Text()) == "Mallow Lane Allotments",
			"the tab":         contact.Find("head title").Text() == "Who to write to – Mallow Lane Allotments",
			"the leaf":        strings.Contains(contact.Find(".site-name img[width='36'][height='36']").AttrOr("src", ""), "/leaf.svg?v="),
			"the dark leaf":   strings.Contains(contact.Find(".site-name source").AttrOr("srcset", ""), "/leaf-dark.svg?v="),
			"about":           strings.HasPrefix(about.Find(".prose p").First().Text(), "Mallow Lane has 84 plots"),
			"the footer":      contact.Find(`.site-foot a[href="https://mallow-lane.example/rules"]`).Text() == "The society's rules",
			"the page linked": strings.HasSuffix(front.Find(".site-foot a:contains('Who to write to')").AttrOr("href", ""), "/contact/"),
			"the words":       front.Find("#_latest").Text() == "What the committee did last",
			"the band":        meeting.Find(".band span").Text() == band,
			"the template":    strings.Contains(contact.Find("main").Text(), "from nine to twelve"),
			"the page":        strings.Contains(contact.Find("main").Text(), "Write to the secretary"),
		} {
			if !ok {
				t.Errorf("%s: %s is not as docs/identity.md says", site, what)
			}
		}
		theme, err := os.ReadFile(filepath.Join(out, site, "www", "site.css"))
		if err != nil || !strings.Contains(string(theme), "#7a1f4b") {
			t.Errorf("%s: the colour is not there: %v", site, err)
		}
	}
}
