package site

import (
	"slices"
	"strings"

	"minutebook/internal/former"
)

// end follows an address through what is declared of it to one that this site has.
func (s *settling) end(to string) (target string, ok bool) {
	at, fragment, _ := strings.Cut(to, "#")
	for range len(s.declared) + 1 {
		here := s.has(at)
		next, further := s.declared[former.Page(at)+"#"+fragment]
		switch {
		case further && !s.fragments(here)[fragment]:
		case here != "":
			return here + s.known(here, fragment), true
		case s.aliases[former.Page(at)] != "":
			here = s.aliases[former.Page(at)]
			return here + s.known(here, fragment), true
		case slices.Contains(s.list.Withdrawn, former.Page(at)):
			return former.Page(at), true
		default:
			if next, further = s.declared[former.Page(at)]; !further {
				return "", false
			}
		}
		var part string
		if at, part, _ = strings.Cut(next.To, "#"); part != "" || strings.Contains(next.From, "#") {
			fragment = part
		}
	}
	return "", false
}

// has is the address under which the site has a page or a file; "" where it has none.
func (s *settling) has(address string) string {
	for _, at := range []string{address, former.Page(address)} {
		if s.real[at] {
			return at
		}
	}
	return ""
}

// known is a fragment as the end of an address, if the page has what it names.
func (s *settling) known(at, fragment string) string {
	notice := slices.ContainsFunc(s.former[at], func(f formerPart) bool { return f.ID == fragment })
	if fragment == "" || !s.fragments(at)[fragment] && !notice {
		return ""
	}
	return "#" + fragment
}
