package site

import (
	"html/template"

	"minutebook/internal/register"
)

// listing says how a register and its views look: what a row is called, its columns, and how a record becomes a row.
type listing struct {
	of      *register.Register
	section string
	title   string
	all     string             // "All actions"
	turns   bool               // what a row says may turn when a day comes: an action is overdue
	also    []Link             // other ways to look at the same
	count   func(n int) string // "412 actions"
	columns []column
	row     func(i int) row                // made when its page is, so that a long register takes no room
	face    func(k *keys, f *facts, i int) // of a row, for the key of its page; nil where pages are few
}

// column is a head of the table. Class says how its cells are set: "id", "date", "status", "number", "words",
// and "name" for the ids that the rows are known by. Key names the column in no language, for addresses.
type column struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Class string `json:"class"`
}

// cell is one field. A date has ISO, a status has Class; words with links in them are HTML; Said, where there is one, is a
// text of the site with a place {meeting} for the link; Note is a smaller second line. Sort is what it sorts by, where that
// is not its text.
type cell struct {
	Said  string
	Text  string
	HTML  template.HTML
	Href  string
	ISO   string
	Class string
	Note  string
	Links []Link
	Sort  string
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

// choice is a filter that is set, "Owner: HDC", and leads to the view without it.
type choice = Link

type filter struct {
	Link
	Count   string `json:"count"` // "" where it is none of the page's
	Current bool   `json:"current"`
}

// registerPage is one page of a register.
type registerPage struct {
	head
	Count   string          `json:"count"` // "412 actions", "412 actions, here the newest 50"
	Note    string          `json:"note"`
	Also    []Link          `json:"also"`
	Columns []column        `json:"columns"`
	Rows    []template.HTML `json:"rows"`    // see row.markup
	Nothing string          `json:"nothing"` // what is said in place of a table without rows
	Instead []filter        `json:"instead"` // what has rows, where this has none: wider views, or other registers
	Filters []filters       `json:"filters"`
	Chosen  []choice        `json:"chosen"` // none for the register itself
	Pages   []filter        `json:"pages"`
	Newer   string          `json:"newer"`
	Older   string          `json:"older"`
	Files   []Link          `json:"files"`   // the same as data
	Dataset string          `json:"dataset"` // JSON-LD; "" for none
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
			pg := newPage(pages[i].Path, "register", func() any { return b.registerPage(t, v, pages, i) })
			if t.face != nil {
				pg = pg.keyed(func(k *keys) key { return k.ofRegister(t, v, pages, i) })
			}
			all = append(all, pg)
		}
	}
	return all
}

// registerPage is the i-th page of a view, the newest first.
func (b *builder) registerPage(t listing, v *register.View, pages []register.Page, i int) registerPage {
	p := b.registerHead(t, v, pages, i)
	for _, n := range pages[i].Records {
		p.Rows = append(p.Rows, t.row(n).markup(t.columns))
	}
	return p
}

// registerHead is a page of a view without its rows. What counts other records than those on the page stands on the first
// alone, so that a new record changes no older one.
func (b *builder) registerHead(t listing, v *register.View, pages []register.Page, i int) registerPage {
	p := registerPage{
		head:  head{Title: t.of.Titled(v, t.title), Section: t.section, Crumbs: b.crumbs(b.above(t, v)...), Band: b.wholeBand(), Feeds: b.feedsFor(t.of.Path)},
		Count: t.count(len(v.Records)), Columns: t.columns, Chosen: b.chosen(t.of, v), Nothing: b.nothing(v),
	}
	rows := len(pages[i].Records)
	if t.turns {
		b.sayAsOf(&p, t.of, v, i)
	}
	if i == 0 {
		p.Also, p.Files = t.also, b.dataFiles(t.of, v)
		p.Filters = b.filters(b.waysOn(t.of, v))
		p.Dataset = b.dataset(p, v)
		if rows == 0 {
			p.Instead = b.wider(t, v)
		}
	}
	if len(pages) == 1 {
		return p
	}
	if pages[i].Newest {
		p.Count = b.words.Count("register.newest_of", rows, "count", p.Count)
	}
	p.Pages = b.pagesNear(pages, i)
	if i > 0 {
		p.Title = b.words.Say("register.page_of", "title", p.Title, "page", pages[i].Label(b.words))
		p.Crumbs = append(p.Crumbs, Link{t.of.Titled(v, t.title), b.href(v.Path)})
		p.Count = t.count(rows)
		p.Newer = b.href(pages[i-1].Path)
	}
	if i+1 < len(pages) {
		p.Older = b.href(pages[i+1].Path)
	}
	return p
}

// sayAsOf says as of when actions are overdue: the day itself only at the head of the register and of its views by status, which
// change with every meeting anyway.
func (b *builder) sayAsOf(p *registerPage, r *register.Register, v *register.View, i int) {
	if i == 0 && b.record.AsOf != "" && (len(v.Choices) == 0 || r.ByStatus(v)) {
		p.Note = b.words.Say("register.as_of", "day", together(b.day(b.record.AsOf).Text))
		return
	}
	p.Newest = b.whichNewest()
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

// waysOn are the filters of a view, for several goroutines.
func (b *builder) waysOn(r *register.Register, v *register.View) []register.Filter {
	b.filtering.Lock()
	defer b.filtering.Unlock()
	return r.Filters(v)
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
			way := filter{Link: Link{o.Label, b.href(o.View.Path)}, Current: o.Current}
			if o.Current || !f.Beside {
				way.Count = b.words.Number(len(o.View.Records))
			}
			group.Views = append(group.Views, way)
			if o.Current && o.View != f.All.View {
				group.Now = o.Label
			}
		}
		group.Many = letters > manyLetters
		if f.Left > 0 {
			group.More = Link{b.words.Count("register.more", f.Left), b.href(allOf[f.Facet.Name])}
		}
		shown = append(shown, group)
	}
	return shown
}

// chosen are the choices of a view, in the order of the facets, each with the view without it.
func (b *builder) chosen(r *register.Register, v *register.View) []choice {
	var all []choice
	for f := range r.Facets {
		for i, c := range v.Choices {
			if c.Facet != f {
				continue
			}
			without := r.Views[0]
			if len(v.Choices) > 1 {
				without = r.Narrowed(v.Choices[1-i])
			}
			if without != nil {
				said := b.words.Say("register.chosen", "filter", r.Facets[f].Label, "choice", r.Facets[f].Values[c.Value].Label)
				all = append(all, choice{said, b.href(without.Path)})
			}
		}
	}
	return all
}

// wider are the views that leave out one choice of a view, so far as they have records; of a register that has none at
// all the other registers.
func (b *builder) wider(t listing, v *register.View) []filter {
	var all []filter
	add := func(text string, to *register.View) {
		if to != nil && to != v && len(to.Records) > 0 {
			all = append(all, filter{Link: Link{text, b.href(to.Path)}, Count: b.words.Number(len(to.Records))})
		}
	}
	for _, f := range b.waysOn(t.of, v) {
		if f.All.View != nil {
			add(t.of.Titled(f.All.View, t.all), f.All.View)
		}
	}
	if len(v.Choices) == 0 {
		for _, r := range b.registers {
			add(b.registerTitle(r), r.Views[0])
		}
	}
	return all
}

// nothing says that there is none of something, and why that may be.
func (b *builder) nothing(v *register.View) string {
	switch {
	case len(b.record.Meetings) == 0:
		return b.words.Say("register.no_minutes")
	case len(v.Choices) > 0:
		return b.words.Say("register.none_now")
	}
	return b.words.Say("register.none")
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
		all = append(all, filter{Link: Link{pages[n].Label(b.words), b.href(pages[n].Path)}, Current: n == i})
		last = n
	}
	return all
}
