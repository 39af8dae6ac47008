package site

import "minutebook/internal/register"

import "strings"

const feedsPath = "/feeds/"

// Feed is a feed or a calendar of the site. Href is root-relative.
type Feed struct {
	Link
	Page     string `json:"-"`     // the page it belongs to, root-relative; "/" for the whole archive
	About    string `json:"about"` // a sentence; "" for none
	Calendar bool   `json:"calendar"`
}

// feedsPage lists every feed and calendar.
type feedsPage struct {
	head
	Parts []feedsPart `json:"parts"`
	More  *tally      `json:"more"` // the owners, where they are too many for this page
}

// feedsPart is a heading and what each page below it has.
type feedsPart struct {
	Title string     `json:"title"`
	Lines []feedLine `json:"lines"`
}

// feedLine is a page with its feeds and calendars.
type feedLine struct {
	Name  string `json:"name"`
	Feeds []Feed `json:"feeds"`
}

// feedsFor are the feeds and calendars that belong to a page, with the addresses that its links write.
func (b *builder) feedsFor(page string) []Feed {
	var all []Feed
	for _, f := range b.feedsOf[page] {
		f.Href = b.href(f.Href)
		all = append(all, f)
	}
	return all
}

// byPage are the feeds of each page.
func byPage(feeds []Feed) map[string][]Feed {
	pages := map[string][]Feed{}
	for _, f := range feeds {
		pages[f.Page] = append(pages[f.Page], f)
	}
	return pages
}

const ownersFeeds = feedsPath + "owners/"

// feedPages are the list of all feeds, and one of those of the owners where they are many.
func (b *builder) feedPages() []page {
	all := []page{{feedsPath, "feeds", func() any { return b.feedsPage() }}}
	if owners := b.ownerFeeds(); len(owners) > rowsOnPage {
		all = append(all, b.registerPages(b.ownersFeeds(owners))...)
	}
	return all
}

func (b *builder) feedsPage() feedsPage {
	parts := []feedsPart{{Title: "The whole archive"}, {Title: "Kinds of record"}, {Title: "Groups"}}
	names := map[string]bool{}
	for _, f := range b.feeds {
		part := &parts[partOf(f.Page)]
		if names[f.Page] || strings.HasPrefix(f.Page, "/owners/") {
			continue
		}
		names[f.Page] = true
		part.Lines = append(part.Lines, feedLine{f.Text, b.feedsFor(f.Page)})
	}
	p := feedsPage{head: head{Title: "Feeds and calendars", Crumbs: b.crumbs(), Band: b.wholeBand(), Feeds: b.feedsFor("/")}}
	owners := b.ownerFeeds()
	if len(owners) > rowsOnPage {
		p.More = &tally{Link: Link{"owners of actions, each with a feed and a calendar", b.href(ownersFeeds)}, Count: number(len(owners))}
	} else {
		parts = append(parts, feedsPart{"Owners of actions", owners})
	}
	for _, part := range parts {
		if len(part.Lines) > 0 {
			p.Parts = append(p.Parts, part)
		}
	}
	return p
}

// partOf is the number of the part of the list that a page stands in.
func partOf(page string) int {
	switch {
	case page == "/":
		return 0
	case strings.HasPrefix(page, "/groups/"):
		return 2
	}
	return 1
}

func (b *builder) ownerFeeds() []feedLine {
	var all []feedLine
	for _, o := range b.record.Owners {
		if feeds := b.feedsFor(o.Path); len(feeds) > 0 {
			all = append(all, feedLine{o.Name, feeds})
		}
	}
	return all
}

func (b *builder) ownersFeeds(owners []feedLine) listing {
	t := listing{of: register.Flat(ownersFeeds, len(owners)), title: "Feeds and calendars of owners", one: "owner", many: "owners",
		columns: []column{{"Owner", "words"}, {"Feed", ""}, {"Calendar", ""}}}
	t.row = func(i int) row {
		cells := row{{Text: owners[i].Name}, {}, {}}
		for _, f := range owners[i].Feeds {
			if f.Calendar {
				cells[2] = cell{Text: "Calendar", Href: f.Href}
			} else {
				cells[1] = cell{Text: "Feed", Href: f.Href}
			}
		}
		return cells
	}
	return t
}
