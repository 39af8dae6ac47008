package site

import (
	"minutebook/internal/register"
)

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
	More  *Link       `json:"more"` // the owners, where they are too many for this page
}

// feedsPart is a heading and what each page below it has.
type feedsPart struct {
	Title string     `json:"title"`
	About string     `json:"about"` // what all lines have; "" where each says it
	Lines []feedLine `json:"lines"`
}

// feedLine is what has feeds and calendars.
type feedLine struct {
	Name  string `json:"name"`
	About string `json:"about"`
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

const (
	ownersFeeds = feedsPath + "owners/"
	mostOwners  = 100 // that the list of all feeds shows
)

// feedPages are the list of all feeds, and one of those of the owners where they are many.
func (b *builder) feedPages() []page {
	all := []page{newPage(feedsPath, "feeds", func() any { return b.feedsPage() })}
	if owners := b.ownerFeeds(); len(owners) > mostOwners {
		all = append(all, b.registerPages(b.ownersFeeds(owners))...)
	}
	return all
}

func (b *builder) feedsPage() feedsPage {
	p := feedsPage{head: head{Title: b.words.Say("feeds.title"), Crumbs: b.crumbs(), Band: b.wholeBand(), Feeds: b.feedsFor("/")}}
	owners := b.ownerFeeds()
	if len(owners) > mostOwners {
		p.More = &Link{b.words.Count("feeds.more", len(owners)), b.href(ownersFeeds)}
		owners = nil
	}
	for _, part := range []feedsPart{
		{b.words.Say("feeds.archive"), "", b.feedLines("/")},
		{b.words.Say("feeds.kinds"), "", b.kindFeeds()},
		{b.words.Say("feeds.groups"), b.words.Say("feeds.groups_text"), b.groupFeeds()},
		{b.words.Say("feeds.owners"), b.words.Say("feeds.owners_text"), owners},
	} {
		if len(part.Lines) > 0 {
			p.Parts = append(p.Parts, part)
		}
	}
	return p
}

// feedLines is the line of one page, called by the title of its feed; none where it has no feed.
func (b *builder) feedLines(page string) []feedLine {
	feeds := b.feedsFor(page)
	if len(feeds) == 0 {
		return nil
	}
	return []feedLine{{feeds[0].Text, feeds[0].About, feeds}}
}

func (b *builder) kindFeeds() []feedLine {
	seen := map[string]bool{"/": true}
	for _, g := range b.record.Groups {
		seen[g.Path] = true
	}
	for _, o := range b.record.Owners {
		seen[o.Path] = true
	}
	var all []feedLine
	for _, f := range b.feeds {
		if !seen[f.Page] {
			seen[f.Page] = true
			all = append(all, b.feedLines(f.Page)...)
		}
	}
	return all
}

func (b *builder) groupFeeds() []feedLine {
	var all []feedLine
	for _, g := range b.record.Groups {
		if feeds := b.feedsFor(g.Path); len(feeds) > 0 {
			all = append(all, feedLine{Name: groupTitle(g), Feeds: feeds})
		}
	}
	return all
}

func (b *builder) ownerFeeds() []feedLine {
	var all []feedLine
	for _, o := range b.record.Owners {
		if feeds := b.feedsFor(o.Path); len(feeds) > 0 {
			all = append(all, feedLine{Name: o.Name, Feeds: feeds})
		}
	}
	return all
}

func (b *builder) ownersFeeds(owners []feedLine) listing {
	t := listing{of: register.Flat(ownersFeeds, len(owners)), title: b.words.Say("feeds.owners_title"), count: b.counted("count.owners"),
		columns: []column{{"owner", b.words.Say("feeds.owner_column"), "words"}, {"feed", b.words.Say("feeds.feed_column"), ""}, {"calendar", b.words.Say("feeds.calendar_column"), ""}}}
	t.row = func(i int) row {
		cells := row{{Text: owners[i].Name}, {}, {}}
		for _, f := range owners[i].Feeds {
			if f.Calendar {
				cells[2] = cell{Text: b.words.Say("feeds.calendar_column"), Href: f.Href}
			} else {
				cells[1] = cell{Text: b.words.Say("feeds.feed_column"), Href: f.Href}
			}
		}
		return cells
	}
	return t
}
