package site

import (
	"strings"

	"minutebook/internal/hosting"
	"minutebook/internal/minutes"
	"minutebook/internal/permalink"
	"minutebook/internal/prose"
)

// frame is what every page of a site shows around its own value. Hugo gets it once, as a parameter of
// the site.
type frame struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Language    string     `json:"language"`
	Site        string     `json:"site"`       // name of the site
	Restricted  bool       `json:"restricted"` // it shows what may not be online
	Policy      string     `json:"policy"`     // of a page's scripts, styles and the rest, for hosts that send none
	Host        string     `json:"host"`       // scheme and host of the site; "" where nobody says
	Base        string     `json:"base"`       // path of the site's root, with a slash at both ends
	Search      string     `json:"search"`     // where the search form goes
	Style       string     `json:"style"`
	Script      string     `json:"script"`
	Lookup      string     `json:"lookup"` // what the script loads to search without a server
	Icon        string     `json:"icon"`
	Logo        *logo      `json:"logo"`
	Nav         []navEntry `json:"nav"`
	About       string     `json:"about"`
	Feeds       string     `json:"feeds"` // the page that lists them
	Footer      []Link     `json:"footer"`
}

// logo is the picture beside the title.
type logo struct {
	Src    string `json:"src"`
	Dark   string `json:"dark"` // for dark schemes; "" for none of its own
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// navEntry is one entry of the navigation; Section is the head.Section of the pages below it.
type navEntry struct {
	Link
	Section string `json:"section"`
}

// head is what every page's value begins with.
type head struct {
	Title   string `json:"title"`   // the h1, and the first part of the window's title
	Tab     string `json:"tab"`     // what the window's title says instead, where the h1 alone does not tell
	Section string `json:"section"` // of the navigation; "" for none
	Crumbs  []Link `json:"crumbs"`  // the way here from the home page, without this page
	Band    band   `json:"band"`
	Summary string `json:"summary"` // one sentence for search engines and lists; "" for none
	AsOf    date   `json:"asof"`    // of a page that says what is overdue, or how old something is, and changes with every meeting
	Newest  string `json:"newest"`  // of one that says what is overdue and stands while that does: the address of what says which day that is
	Feeds   []Feed `json:"feeds"`   // that belong to the page; see feedsFor
}

// band is the level of a page, in words.
type band struct {
	Name   string `json:"name"` // "" where the page shows nothing of any level
	Text   string `json:"text"` // who may read it, as a sentence
	Online bool   `json:"online"`
	Class  string `json:"class"` // names the level on each sheet of a printed page
}

func (b *builder) frame(assets assets) frame {
	return frame{
		Title: b.look.Title, Description: b.look.Description, Language: b.look.Language,
		Site: b.record.Site.Name, Restricted: b.policy.Restricted(b.record.Site), Policy: hosting.PagePolicy,
		Host: permalink.Host(b.record.Site), Base: b.base, Search: b.href("/search"),
		Style: b.asset(assets, styleName), Script: b.asset(assets, "site.js"), Lookup: b.asset(assets, "search.js"),
		Icon: b.asset(assets, "favicon.svg"), Logo: b.logo(assets),
		Nav: append(b.nav(), navEntry{Link{b.words.Say("frame.search_page"), b.href("/search")}, "search"}), About: b.href(aboutPath), Feeds: b.href(feedsPath), Footer: b.footer(),
	}
}

func (b *builder) logo(assets assets) *logo {
	l := b.look.Logo
	if l == nil {
		return nil
	}
	return &logo{b.asset(assets, l.File), b.asset(assets, l.Dark), l.Alt, l.Width, l.Height}
}

// nav names the registers that have a row.
func (b *builder) nav() []navEntry {
	r := b.record
	var nav []navEntry
	add := func(section, text string, rows int) {
		if rows > 0 {
			nav = append(nav, navEntry{Link{text, b.href("/" + section + "/")}, section})
		}
	}
	add("meetings", b.words.Say("frame.meetings"), len(r.Meetings))
	add("actions", b.words.Say("frame.actions"), len(r.Actions))
	add("decisions", b.words.Say("frame.decisions"), len(r.Decisions))
	add("incidents", b.plural(minutes.KindIncident), len(r.Incidents))
	add("modifications", b.plural(minutes.KindModification), len(r.Modifications))
	for _, k := range r.Others {
		add(strings.Trim(k.Path, "/"), b.plural(k.Rule.Kind), len(k.Subjects))
	}
	add("glossary", b.words.Say("frame.glossary"), len(r.Glossary))
	return nav
}

func (b *builder) footer() []Link {
	links := []Link{{b.words.Say("frame.about"), b.href(aboutPath)}, {b.words.Say("frame.feeds"), b.href(feedsPath)}}
	for _, l := range b.look.Footer {
		links = append(links, Link{l.Text, b.href(l.Href)})
	}
	return links
}

// kind is the archive's rule for a kind of reference, with words where it has none.
func (b *builder) kind(k minutes.Kind) minutes.KindRule { return minutes.RuleOf(b.look.Kinds, k) }

func (b *builder) label(k minutes.Kind) string { return b.kind(k).One() }

func (b *builder) plural(k minutes.Kind) string { return b.kind(k).Many() }

// ofKind is a number of a kind: "2 incidents".
func (b *builder) ofKind(k minutes.Kind, n int) string {
	return b.words.Count("count.of_kind", n, "one", prose.Lower(b.label(k)), "many", prose.Lower(b.plural(k)))
}

// nounOf is what so many of a kind are called, within a sentence.
func (b *builder) nounOf(k minutes.Kind, n int) string {
	return b.words.Count("count.kind_noun", n, "one", prose.Lower(b.label(k)), "many", prose.Lower(b.plural(k)))
}
