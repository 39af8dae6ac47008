package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/archive"
)

// Where a site speaks another language, its navigation, registers and dates do; the minutes stay as they are.
func TestASiteSpeaksItsLanguage(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, archive.ConfigFile), []byte("language: cy\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	o := bees(t, "")
	english := o.Look.Words
	o.Look.Language, o.Look.Words = a.Language, a.Words
	mustRender(t, o)
	pages := documents(t, written(t, o.Out.Dir()))
	actions := pages["/actions/"]
	if lang, _ := actions.Find("html").Attr("lang"); lang != "cy" {
		t.Errorf("lang is %q", lang)
	}
	for selector, want := range map[string]string{"h1": "Camau gweithredu", "thead th": "Beth sydd i'w wneud", ".site-nav": "Cyfarfodydd", "tbody": "6 Ebr 2026", ".site-foot": "Ffrydiau a chalendrau"} {
		if got := actions.Find(selector).Text(); !strings.Contains(got, want) {
			t.Errorf("%s: %q; want %q in it", selector, strings.Join(strings.Fields(got), " "), want)
		}
	}
	if said := actions.Find("tbody").Text(); !strings.Contains(said, "The Hive to count its frames by 3 May.") {
		t.Errorf("the words of the action: %q", said)
	}
	for _, section := range []string{"register", "column", "frame"} {
		for key := range english.Section(section) {
			said := english.Say(section + "." + key)
			if said == a.Words.Say(section+"."+key) || strings.Contains(said, "{") {
				continue
			}
			for _, part := range []string{".site-nav a", ".crumbs a", "thead th", ".filters li", "h1"} {
				for _, text := range actions.Find(part).Map(textOf) {
					if text == said {
						t.Errorf("%s says %q, which is %s.%s in English", part, text, section, key)
					}
				}
			}
		}
	}
}

func textOf(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) }
