package site

import (
	"html/template"
	"slices"

	"minutebook/internal/markup"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

const (
	aboutPath  = "/about/"
	searchPath = "/search/"
)

// plainPage is a page of the archive that is no minutes.
type plainPage struct {
	head
	Text template.HTML `json:"text"`
}

// aboutPage says what the site is and who may read it. An archive's own about page takes its place.
type aboutPage struct {
	head
	Text   []string    `json:"text"` // what the archive says of itself
	Levels []levelLine `json:"levels"`
	Counts []tally     `json:"counts"`
}

// levelLine is one level of the policy.
type levelLine struct {
	Name     string `json:"name"`
	Audience string `json:"audience"`
	Shown    bool   `json:"shown"` // whether this site shows it
}

// lostPage answers every address that is none.
type lostPage struct{ head }

func (b *builder) ownPages() []page {
	all := []page{
		newPage(searchPath, "search", func() any { return b.searchForm() }),
		newPage(plotsPath, "plots", func() any { return b.plotsPage() }),
		newPage("/404.html", "lost", func() any {
			return lostPage{head{Title: b.words.Say("lost.title"), Crumbs: b.crumbs(), Band: b.wholeBand()}}
		}),
	}
	about := false
	for _, p := range b.record.Pages {
		at := b.record.PagePath(p)
		about = about || at == aboutPath
		all = append(all, newPage(at, "page", func() any { return b.plainPage(p) }))
	}
	all = append(all, b.feedPages()...)
	if !about {
		all = append(all, newPage(aboutPath, "about", func() any { return b.aboutPage() }))
	}
	return all
}

func (b *builder) plainPage(p *minutes.Page) plainPage {
	ids := map[string]bool{}
	for _, block := range p.Blocks {
		block.Walk(func(in *minutes.Block) { ids[in.ID] = in.ID != "" })
	}
	blocks := p.Blocks
	if len(blocks) > 0 && blocks[0].Kind == minutes.Heading && markup.PlainText(blocks[0]) == p.Title {
		blocks = blocks[1:] // it is the page's h1
	}
	return plainPage{head: head{Title: p.Title, Crumbs: b.crumbs(), Band: b.band(p.Strictest)},
		Text: b.pageWriter(p, ids).Blocks(blocks)}
}

func (b *builder) aboutPage() aboutPage {
	p := aboutPage{head: head{Title: b.words.Say("about.title"), AsOf: b.day(b.record.AsOf), Crumbs: b.crumbs(), Band: b.wholeBand()}, Text: b.look.About, Counts: b.tallies()}
	for _, l := range b.policy.Levels() {
		rung, _ := b.policy.Rung(l)
		p.Levels = append(p.Levels, levelLine{rung.Name, rung.Audience, b.record.Site.Clearance.Permits(l)})
	}
	return p
}

// whichNewest is the address of what says which day the newest meeting was, the foot of the home page: an archive may have an about page
// of its own. "" where no meeting has a day.
func (b *builder) whichNewest() string {
	if b.record.AsOf == "" {
		return ""
	}
	return b.href("/") + "#_as-of"
}

// yearsOf are the years with a meeting, newest first.
func yearsOf(meetings []*record.Meeting) []string {
	var years []string
	for _, m := range slices.Backward(meetings) {
		if iso := dateOf(m); len(iso) >= 4 && !slices.Contains(years, iso[:4]) {
			years = append(years, iso[:4])
		}
	}
	return years
}
