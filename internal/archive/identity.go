package archive

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"minutebook/internal/minutes"
	"minutebook/internal/wording"
)

// colour is what may stand in a stylesheet without being able to end the rule it stands in.
var colour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// identity reads how the sites of an archive call and show themselves.
func (s *settings) identity(a *Archive) {
	a.Title, a.Description, a.Language, a.Accent = s.Title, s.Description, s.Language, s.Accent
	a.About = paragraphs(s.About)
	a.Logo = s.logo(a)
	for i, l := range s.Footer {
		s.footerLink(i, l)
		a.Footer = append(a.Footer, Link(l))
	}
	if s.Accent != "" && !colour.MatchString(s.Accent) {
		s.fault("$.accent", "write it as #rgb or #rrggbb", "accent %q is no colour", s.Accent)
	}
	if _, err := language.Parse(s.Language); s.Language != "" && err != nil {
		s.fault("$.language", "write it as en-GB or cy", "language %q is none", s.Language)
	}
}

// footerLink wants words, and an address that a link may have.
func (s *settings) footerLink(i int, l footerLink) {
	at := fmt.Sprintf("$.footer[%d]", i)
	if strings.TrimSpace(l.Text) == "" {
		s.fault(at, "write text: and url:", "a footer link without text")
	}
	if !linkable(l.URL) {
		s.fault(at, "write it whole, https://example.org/, as mailto:, or from the root of the site, /contact/", "a footer link to %q, which is no address", l.URL)
	}
}

func linkable(address string) bool {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return false
	case u.Scheme == "https" || u.Scheme == "http":
		return u.Host != ""
	case u.Scheme == "mailto":
		return u.Opaque != ""
	}
	return u.Scheme == "" && u.Host == "" && strings.HasPrefix(address, "/")
}

// paragraphs are the paragraphs of a text, which blank lines part.
func paragraphs(text string) []string {
	var all []string
	for _, p := range regexp.MustCompile(`\n[ \t]*\n`).Split(text, -1) {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// Kinds are the kinds of reference with what each is called: by the settings, or else in the language of the archive.
func (a *Archive) Kinds() []minutes.KindRule {
	all := append([]minutes.KindRule(nil), a.Rules.Kinds...)
	for _, k := range []minutes.Kind{minutes.KindIncident, minutes.KindModification} {
		if minutes.RuleOf(all, k).Pattern == nil {
			all = append(all, minutes.KindRule{Kind: k})
		}
	}
	for i := range all {
		call(&all[i].Label, a.Words, string(all[i].Kind))
		call(&all[i].Plural, a.Words, string(all[i].Kind)+"s")
	}
	return all
}

// call fills in what is not said, where the catalogue says it.
func call(said *string, words *wording.Words, key string) {
	if *said == "" && words.Has("kind."+key) {
		*said = words.Say("kind." + key)
	}
}
