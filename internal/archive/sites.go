package archive

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"

	"minutebook/internal/policy"
)

// siteName is what may be a folder on any system and part of an address.
var siteName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// sites reads the list of sites. A site's clearance must be a level of the policy: one that cannot be told
// is a fault, never a guess.
func (s *settings) sites(p policy.Policy) []policy.Site {
	var all []policy.Site
	seen := map[string]bool{}
	for i, w := range s.Sites {
		at := fmt.Sprintf("$.sites[%d]", i)
		if !siteName.MatchString(w.Name) {
			s.fault(at+".name", "use small letters, digits and hyphens", "site name %q cannot be a folder", w.Name)
		}
		if seen[w.Name] {
			s.fault(at+".name", "give each site a name of its own", "site %q stands twice", w.Name)
		}
		seen[w.Name] = true
		l, ok := p.Level(w.Clearance)
		if !ok {
			s.fault(at+".clearance", "one of "+levelNames(p), "clearance %q is no level", w.Clearance)
		}
		if u, err := url.Parse(w.URL); w.URL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			s.fault(at+".url", "write it whole: https://minutes.example.org/", "url %q is no web address", w.URL)
		}
		out := policy.Site{Name: w.Name, Clearance: policy.ClearedTo(l), URL: w.URL,
			Drafts: s.drafts(at, w.Drafts), People: s.people(at, w.People)}
		all = append(all, out)
	}
	return all
}

// drafts of a site that does not say are never shown: the careful answer.
func (s *settings) drafts(at, word string) policy.Drafts {
	d := policy.Drafts(word)
	if word == "" {
		return policy.DraftsNever
	}
	if !slices.Contains([]policy.Drafts{policy.DraftsNever, policy.DraftsUntilFinal, policy.DraftsKept}, d) {
		s.fault(at+".drafts", "one of never, until-final, kept", "drafts %q is no rule", word)
	}
	return d
}

// people of a site are shown by name unless it says otherwise.
func (s *settings) people(at, word string) policy.People {
	switch p := policy.People(word); p {
	case "":
		return policy.PeopleNames
	case policy.PeopleNames, policy.PeopleOrganisations, policy.PeopleCounts:
		return p
	}
	s.fault(at+".people", "one of names, organisations, counts", "people %q is no rule", word)
	return policy.PeopleCounts
}

func levelNames(p policy.Policy) string {
	var names string
	for i, l := range p.Levels() {
		if i > 0 {
			names += ", "
		}
		names += p.Name(l)
	}
	return names
}
