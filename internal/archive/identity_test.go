package archive

import (
	"errors"
	"strings"
	"testing"

	"minutebook/internal/minutes"
)

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %"></svg>`

func TestLogoTakesLittleRoom(t *testing.T) {
	for box, want := range map[string][2]int{"48 48": {36, 36}, "1000, 100": {160, 16}, "10 1000": {1, 36}, "1 1": {36, 36}} {
		a := open(t, folder(t, ConfigFile, "logo: {file: crest.svg}\n", "static/crest.svg", strings.Replace(svg, "%", box, 1), "content/a.md", "x"))
		if got := [2]int{a.Logo.Width, a.Logo.Height}; got != want {
			t.Errorf("%s is shown as %v, wanted %v", box, got, want)
		}
	}
}

// What cannot be shown is told with its place in the settings.
func TestFaultsOfIdentity(t *testing.T) {
	for settings, want := range map[string]string{
		"title: x\nlogo: {file: crest.svg}\n":                     "2:14: error: the logo \"crest.svg\" is not there",
		"logo: {file: ../minutebook.yaml}\n":                      "is no path below static/",
		"logo: {file: note.txt}\n":                                "is of a kind that is not shown",
		"logo: {file: broken.png}\n":                              "cannot be read as a picture",
		"logo: {file: bare.svg}\n":                                "does not say its size",
		"logo: {file: huge.svg}\n":                                "has more than 100000 bytes",
		"logo: {alt: x}\n":                                        "the logo \"\" is no path below static/",
		"accent: red\n":                                           "1:9: error: accent \"red\" is no colour",
		"language: English language\n":                            "is none",
		"footer:\n - {text: a, url: /a/}\n - {text: b, url: b}\n": "3:4: error: a footer link to \"b\", which is no address",
		"footer: [{text: a, url: 'javascript:alert(1)'}]\n":       "which is no address",
		"footer: [{text: a, url: //host.example/}]\n":             "which is no address",
		"footer: [{url: /a/}]\n":                                  "a footer link without text",
		"policy: {levels: [{name: A, band: For {who}}]}\n":        "",
		"policy:\n levels:\n - {name: A, band: 'For {who}.'}\nsites: [{name: a, clearance: A}]\n": "the band has the place {who}, which nothing fills",
	} {
		a, err := Open(folder(t, ConfigFile, settings, "content/a.md", "x", "static/note.txt", "x", "static/broken.png", "x",
			"static/bare.svg", "<svg/>", "static/huge.svg", strings.Repeat(" ", 100_001)))
		if err == nil {
			a.Close()
		}
		var faults Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, wanted %q", settings, err, want)
		}
	}
}

func TestAboutHasParagraphs(t *testing.T) {
	a := open(t, folder(t, ConfigFile, "about: |\n  One\n  line.\n\n  \n  Another <b>.\n", "content/a.md", "x"))
	if got := strings.Join(a.About, "|"); got != "One line.|Another <b>." {
		t.Errorf("paragraphs %q", got)
	}
}

// Kinds are called by the settings, or in the language of the archive.
func TestKindsAreNamed(t *testing.T) {
	a := open(t, folder(t, ConfigFile, "language: de\nkinds:\n - {kind: incident, pattern: 'INC\\d+', label: Vorfall, plural: Vorfälle}\n - {kind: risk, pattern: 'R\\d+'}\n",
		"layouts/words/de.yaml", "kind: {modifications: Änderungen}\n", "content/a.md", "x"))
	for kind, want := range map[minutes.Kind]string{"incident": "Vorfälle", "modification": "Änderungen", "risk": "Risks"} {
		if got := minutes.RuleOf(a.Kinds(), kind).Many(); got != want {
			t.Errorf("%s is called %q, wanted %q", kind, got, want)
		}
	}
}
