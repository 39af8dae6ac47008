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
	Levels []levelLine `json:"levels"`
	Counts []tally     `json:"counts"`
}

// levelLine is one level of the policy.
type levelLine struct {
	Name     string `json:"name"`
	Audience string `json:"audience"`
	Shown    bool   `json:"shown"` // whether this site shows it
}

// searchForm is the search page before a search service fills it in.
type searchForm struct {
	head
	Kinds     []option `json:"kinds"`
	Groups    []option `json:"groups"`
	Statuses  []option `json:"statuses"`
	Years     []option `json:"years"`
	Owners    []option `json:"owners"`
	Registers []Link   `json:"registers"`
}

// option is one choice of a filter.
type option struct {
	Value string `json:"value"`
	Text  string `json:"text"`
}

// lostPage answers every address that is none.
type lostPage struct{ head }

func (b *builder) ownPages() []page {
	all := []page{
		{searchPath, "search", func() any { return b.searchForm() }},
		{plotsPath, "plots", func() any { return b.plotsPage() }},
		{"/404.html", "lost", func() any {
			return lostPage{head{Title: "There is no such page", Crumbs: b.crumbs(), Band: b.wholeBand()}}
		}},
	}
	about := false
	for _, p := range b.record.Pages {
		at := b.record.PagePath(p)
		about = about || at == aboutPath
		all = append(all, page{at, "page", func() any { return b.plainPage(p) }})
	}
	all = append(all, b.feedPages()...)
	if !about {
		all = append(all, page{aboutPath, "about", func() any { return b.aboutPage() }})
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
	p := aboutPage{head: head{Title: "About", AsOf: day(b.record.AsOf), Crumbs: b.crumbs(), Band: b.wholeBand()}, Counts: b.tallies()}
	for _, l := range b.policy.Levels() {
		rung, _ := b.policy.Rung(l)
		p.Levels = append(p.Levels, levelLine{rung.Name, rung.Audience, b.record.Site.Clearance.Permits(l)})
	}
	return p
}

func (b *builder) searchForm() searchForm {
	p := searchForm{
		head: head{Title: "Search", Section: "search", Crumbs: b.crumbs(), Band: b.wholeBand()},
		Kinds: []option{{"meeting", "Meetings"}, {"item", "Agenda items"}, {"action", "Actions"}, {"decision", "Decisions"},
			{"incident", b.plural(minutes.KindIncident)}, {"modification", b.plural(minutes.KindModification)}},
		Statuses: []option{{"open", "Open"}, {"closed", "Closed"}, {"unknown", "Unknown"}},
		Owners:   b.ownerOptions(),
	}
	for _, k := range b.record.Others {
		p.Kinds = append(p.Kinds, option{string(k.Rule.Kind), b.plural(k.Rule.Kind)})
	}
	p.Kinds = append(p.Kinds, option{"page", "Pages"})
	for _, g := range b.record.Groups {
		p.Groups = append(p.Groups, option{g.ID, groupTitle(g)})
	}
	for _, y := range yearsOf(b.record.Meetings) {
		p.Years = append(p.Years, option{y, y})
	}
	for _, entry := range b.nav() {
		p.Registers = append(p.Registers, entry.Link)
	}
	return p
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

// mostOptions is how many owners the form of the search offers.
const mostOptions = 400

// ownerOptions are those that actions fall on, by name; of very many those that most fell on.
func (b *builder) ownerOptions() []option {
	owners := slices.Clone(b.record.Owners)
	slices.SortStableFunc(owners, func(x, y *record.Owner) int { return len(y.Actions) - len(x.Actions) })
	offered := map[*record.Owner]bool{}
	for _, o := range firstOf(owners, mostOptions) {
		offered[o] = true
	}
	var all []option
	for _, o := range slices.DeleteFunc(slices.Clone(b.record.Owners), func(o *record.Owner) bool { return !offered[o] }) {
		all = append(all, option{o.Name, o.Name})
	}
	return all
}
