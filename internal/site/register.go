package site

import (
	"html/template"
	"strings"

	"minutebook/internal/prose"
	"minutebook/internal/register"
)

// listing says how a register and its views look: what a row is called, its columns, and how a record becomes a row.
type listing struct {
	of      *register.Register
	section string
	title   string
	note    string // a sentence under the count
	also    []Link // other ways to look at the same
	one     string // what a row is
	many    string
	columns []column
	row     func(i int) row // made when its page is, so that a long register takes no room
}

// column is a head of the table. Class says how its cells are set: "id", "date", "status", "number", "words",
// and "name" for the ids that the rows are known by.
type column struct {
	Name  string `json:"name"`
	Class string `json:"class"`
}

// cell is one field. A date has ISO, a status has Class; words with links in them are HTML; Before stands
// before a link, or before the first of Links; Note is a smaller second line.
type cell struct {
	Before string        `json:"before"`
	Text   string        `json:"text"`
	HTML   template.HTML `json:"html"`
	Href   string        `json:"href"`
	ISO    string        `json:"iso"`
	Class  string        `json:"class"`
	Note   string        `json:"note"`
	Links  []Link        `json:"links"`
}

type row []cell

// filters are views of a register, as links with counts. Many says that they are folded, on a wide screen too.
type filters struct {
	Name  string   `json:"name"`
	Views []filter `json:"views"`
	Many  bool     `json:"many"`
	Now   string   `json:"now"`  // the current one, if the view is narrowed by this
	More  Link     `json:"more"` // to all values, where some are left out
}

type filter struct {
	Link
	Count   string `json:"count"`
	Current bool   `json:"current"`
}

// registerPage is one page of a register.
type registerPage struct {
	head
	Count   string    `json:"count"` // "412 actions"
	Note    string    `json:"note"`
	Also    []Link    `json:"also"`
	Columns []column  `json:"columns"`
	Rows    []row     `json:"rows"`
	Nothing string    `json:"nothing"` // what is said in place of a table without rows
	Instead []filter  `json:"instead"` // wider views that have rows, where this one has none
	Filters []filters `json:"filters"`
	Chosen  string    `json:"chosen"` // by the filters: "Open, HDC"; "" for the register itself
	Shown   string    `json:"shown"`  // "here the newest 50"; "" where all are shown
	Pages   []filter  `json:"pages"`
	Newer   string    `json:"newer"`
	Older   string    `json:"older"`
	Files   []Link    `json:"files"` // the same as data
}

// manyLetters is how much room the views of one kind may take, about two lines of a wide screen; more are folded.
const manyLetters = 200

// allOf are the pages that list every value of a facet which may have very many.
var allOf = map[string]string{"group": "/groups/", "owner": "/owners/", "item": "/threads/"}

// registerPages are the pages of a register and of all its views.
func (b *builder) registerPages(t listing) []page {
	var all []page
	for _, v := range t.of.Views {
		pages := t.of.Pages(v)
		for i := range pages {
			all = append(all, page{pages[i].Path, "register", func() any { return b.registerPage(t, v, pages, i) }})
		}
	}
	return all
}

// registerPage is the i-th page of a view, the newest first. What counts other records than those on the page
// stands on the first alone, so that a new record changes no older one.
func (b *builder) registerPage(t listing, v *register.View, pages []register.Page, i int) registerPage {
	p := registerPage{
		head:  head{Title: t.of.Titled(v, t.title), Section: t.section, Crumbs: b.crumbs(b.above(t, v)...), Band: b.wholeBand(), Feeds: b.feedsFor(t.of.Path)},
		Count: prose.Count(len(v.Records), t.one, t.many), Columns: t.columns, Nothing: b.nothing(t, v),
	}
	for _, n := range pages[i].Records {
		p.Rows = append(p.Rows, t.row(n))
	}
	if i == 0 {
		p.Note, p.Also, p.Files = t.note, t.also, b.dataFiles(t.of, v)
		p.Filters = b.filters(t.of.Filters(v))
		p.Chosen = chosen(p.Filters)
		if len(p.Rows) == 0 {
			p.Instead = b.wider(t, v)
		}
	}
	if len(pages) == 1 {
		return p
	}
	if pages[i].Newest {
		p.Shown = "here the newest " + prose.Number(len(p.Rows))
	}
	p.Pages = b.pagesNear(pages, i)
	if i > 0 {
		p.Title += ", " + pages[i].Label()
		p.Crumbs = append(p.Crumbs, Link{t.of.Titled(v, t.title), b.href(v.Path)})
		p.Count = prose.Count(len(p.Rows), t.one, t.many)
		p.Newer = b.href(pages[i-1].Path)
	}
	if i+1 < len(pages) {
		p.Older = b.href(pages[i+1].Path)
	}
	return p
}

// above are the views that a view is a part of: the register, and of a pair that of its first choice.
func (b *builder) above(t listing, v *register.View) []Link {
	var links []Link
	if len(v.Choices) > 0 {
		links = append(links, Link{t.title, b.href(t.of.Path)})
	}
	if len(v.Choices) > 1 {
		c := v.Choices[0]
		value := t.of.Facets[c.Facet].Values[c.Value]
		if whole := t.of.Narrowed(c); whole != nil {
			links = append(links, Link{value.Label, b.href(whole.Path)})
		}
	}
	return links
}

// filters are the ways on; those that lead to nothing are not shown.
func (b *builder) filters(all []register.Filter) []filters {
	var shown []filters
	for _, f := range all {
		group := filters{Name: f.Facet.Label}
		letters := 0
		for _, o := range append([]register.Option{f.All}, f.Ways...) {
			if o.View == nil || len(o.View.Records) == 0 && !o.Current {
				continue
			}
			letters += len(o.Label) + len(" (99)")
			group.Views = append(group.Views, filter{Link{o.Label, b.href(o.View.Path)}, prose.Number(len(o.View.Records)), o.Current})
			if o.Current && o.View != f.All.View {
				group.Now = o.Label
			}
		}
		group.Many = letters > manyLetters
		if f.Left > 0 {
			group.More = Link{"and " + prose.Number(f.Left) + " more", b.href(allOf[f.Facet.Name])}
		}
		shown = append(shown, group)
	}
	return shown
}

// chosen names what the filters are set to.
func chosen(all []filters) string {
	var now []string
	for _, f := range all {
		if f.Now != "" {
			now = append(now, f.Now)
		}
	}
	return strings.Join(now, ", ")
}

// wider are the views that leave out one choice of a view, so far as they have records.
func (b *builder) wider(t listing, v *register.View) []filter {
	var all []filter
	for _, f := range t.of.Filters(v) {
		if to := f.All.View; to != nil && to != v && len(to.Records) > 0 {
			all = append(all, filter{Link: Link{t.of.Titled(to, "All "+t.many), b.href(to.Path)}, Count: prose.Number(len(to.Records))})
		}
	}
	return all
}

// nothing says that there is none of something, and why that may be.
func (b *builder) nothing(t listing, v *register.View) string {
	switch {
	case len(b.record.Meetings) == 0:
		return "There are no minutes here that readers of this site may read, and so no " + t.many + " either."
	case len(v.Choices) > 0:
		return "There are none now."
	}
	return "The minutes here have no " + t.many + "."
}

// pagesNear are links to the first page, the last one and those around page i, with "…" for a gap.
func (b *builder) pagesNear(pages []register.Page, i int) []filter {
	var all []filter
	for n, last := 0, -1; n < len(pages); n++ {
		if n > 0 && n < len(pages)-1 && (n < i-2 || n > i+2) {
			continue
		}
		if n > last+1 {
			all = append(all, filter{Link: Link{Text: "…"}})
		}
		all = append(all, filter{Link: Link{pages[n].Label(), b.href(pages[n].Path)}, Current: n == i})
		last = n
	}
	return all
}
