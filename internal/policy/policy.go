// Package policy says who may read what: an ordered list of levels, and a list of sites each with a
// clearance. It decides nothing about a document; it answers questions about levels.
//
// A level is compared, never interpreted: its place in the list is all that matters. The zero Level is
// "cannot be told" and ranks above every level; the zero Clearance reads nothing.
package policy

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
)

// Level is how openly something may be read. A greater Level may be read by more people. The zero Level
// means that the level cannot be told: nobody reads it.
type Level uint8

// Untold ranks above every level of a policy.
const Untold Level = 0

// Stricter is the level of something that is marked twice.
func Stricter(a, b Level) Level { return min(a, b) }

// Clearance is what an audience may read. The zero Clearance reads nothing.
type Clearance struct{ lowest Level }

// ClearedTo reads the given level and every more open one. ClearedTo(Untold) reads nothing.
func ClearedTo(l Level) Clearance { return Clearance{l} }

// Permits says whether an audience of this clearance may read what is marked l.
func (c Clearance) Permits(l Level) bool { return c.lowest != Untold && l >= c.lowest }

// Level is the strictest level that this clearance reads; Untold for the zero Clearance.
func (c Clearance) Level() Level { return c.lowest }

// Rung describes one level of a policy.
type Rung struct {
	Name      string     // as it is shown: "White"
	Aliases   []string   // other spellings, compared as Policy.Level does
	Sentences []Sentence // phrases of which its banners' sentence contains one; an unlisted sentence is a warning
	Audience  string     // who may read it, as a phrase: "SEC Parties and stakeholders, but not published"
	Band      string     // the sentence that says so on its pages, with {audience} where that stands; "" for the site's own
	Online    bool       // whether it may be published online without access control
	Stub      bool       // whether an agenda item withheld at this level leaves its number; otherwise nothing
}

// Reads is the sentence that says who may read what is of this level: its own, or else the usual one, in which {audience} stands for
// whom.
func (r Rung) Reads(usual string) string {
	return strings.ReplaceAll(cmp.Or(r.Band, usual), "{audience}", r.Audience)
}

// Drafts is a site's rule for documents that are not final.
type Drafts string

const (
	DraftsNever      Drafts = "never"       // no draft is shown
	DraftsUntilFinal Drafts = "until-final" // a draft is shown until a later version of its meeting is
	DraftsKept       Drafts = "kept"        // superseded drafts stay readable beside the final
)

// People is how a site shows who attended.
type People string

const (
	PeopleNames         People = "names"
	PeopleOrganisations People = "organisations"
	PeopleCounts        People = "counts"
)

// Site is one audience: what it may read and how it is shown.
type Site struct {
	Name      string
	Clearance Clearance
	URL       string // absolute address of the site's root; "" means unknown, addresses are then root-relative
	Drafts    Drafts
	People    People
}

// Base is the path that the site's addresses start with, without a slash at its end: "/book" for
// https://example.org/book/, "" for a site at the root of its host.
func (s Site) Base() string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(path.Join("/", u.EscapedPath()), "/")
}

// Policy is the levels of an archive, most public first, and its sites.
type Policy struct {
	rungs []Rung
	names map[string]Level // every name and alias, folded
	Sites []Site
}

// New orders rungs, most public first. It refuses an empty list, more than 250 levels, and a
// name or alias that stands twice or has neither letter nor digit.
func New(rungs []Rung, sites []Site) (Policy, error) {
	if len(rungs) == 0 {
		return Policy{}, fmt.Errorf("a policy needs at least one level")
	}
	if len(rungs) > 250 {
		return Policy{}, fmt.Errorf("a policy of %d levels: 250 are the most", len(rungs))
	}
	p := Policy{rungs: rungs, names: map[string]Level{}, Sites: sites}
	for i, r := range rungs {
		for _, n := range append([]string{r.Name}, r.Aliases...) {
			if !strings.ContainsFunc(n, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
				return Policy{}, fmt.Errorf("a level's name without a letter: %q", n)
			}
			if before, ok := p.names[fold(n)]; ok {
				return Policy{}, fmt.Errorf("level name %q stands for %s and for %s", n, p.Name(before), r.Name)
			}
			p.names[fold(n)] = p.at(i)
		}
	}
	return p, nil
}

// Levels are the levels of the policy, most public first.
func (p Policy) Levels() []Level {
	all := make([]Level, len(p.rungs))
	for i := range p.rungs {
		all[i] = p.at(i)
	}
	return all
}

// Level finds a level by its name or an alias, without regard to case, outer blanks, or blanks around a colon or plus.
func (p Policy) Level(name string) (Level, bool) {
	l, ok := p.names[fold(name)]
	return l, ok
}

// Rung describes a level; ok is false for Untold and for levels of another policy.
func (p Policy) Rung(l Level) (r Rung, ok bool) {
	i := len(p.rungs) - int(l)
	if l == Untold || i < 0 {
		return Rung{}, false
	}
	return p.rungs[i], true
}

// Name is a level's name, or "unknown" for one that cannot be told.
func (p Policy) Name(l Level) string {
	if r, ok := p.Rung(l); ok {
		return r.Name
	}
	return "unknown"
}

// Restricted says whether a site shows anything that may not be online without access control. An
// unknown clearance is restricted.
func (p Policy) Restricted(s Site) bool {
	for _, l := range p.Levels() {
		if r, _ := p.Rung(l); s.Clearance.Permits(l) && !r.Online {
			return true
		}
	}
	return s.Clearance == Clearance{}
}

// Site finds a site by name.
func (p Policy) Site(name string) (Site, bool) {
	for _, s := range p.Sites {
		if s.Name == name {
			return s, true
		}
	}
	return Site{}, false
}

func (p Policy) at(i int) Level { return Level(len(p.rungs) - i) }
