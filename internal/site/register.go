package site

import (
	"fmt"
	"html/template"
)

// rowsOnPage is how many rows of a register one page shows.
const rowsOnPage = 200

// register is a table of records with its filtered views; each view is a register of its own.
type register struct {
	path    string
	section string
	title   string
	note    string // a sentence under the count
	parent  *Link  // the register that this is a view of
	one     string // what a row is
	many    string
	columns []column
	count   int
	row     func(i int) row // made when its page is, so that a long register takes no room
	filters []filters
	table   string // name of the table in data/: "actions"
}

// column is a head of the table. Class says how its cells are set: "id", "date", "status", "number", "words",
// and "name" for the ids that the rows are known by.
type column struct {
	Name  string `json:"name"`
	Class string `json:"class"`
}

// cell is one field. A date has ISO, a status has Class; words with links in them are HTML; Before stands
// before a link; Note is a smaller second line.
type cell struct {
	Before string        `json:"before"`
	Text   string        `json:"text"`
	HTML   template.HTML `json:"html"`
	Href   string        `json:"href"`
	ISO    string        `json:"iso"`
	Class  string        `json:"class"`
	Note   string        `json:"note"`
}

type row []cell

// filters are views of a register, as links with counts.
type filters struct {
	Name  string   `json:"name"`
	Views []filter `json:"views"`
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
	Columns []column  `json:"columns"`
	Rows    []row     `json:"rows"`
	Nothing string    `json:"nothing"` // what is said in place of a table without rows
	Filters []filters `json:"filters"`
	Shown   string    `json:"shown"` // "rows 201 to 400"; "" where all are shown
	Pages   []filter  `json:"pages"`
	Before  string    `json:"before"`
	After   string    `json:"after"`
	Files   []Link    `json:"files"` // the same as data
}

// registerPages are a register's pages: the first at its own address, the others at page-2/ and so on.
func (b *builder) registerPages(r register) []page {
	pages := max(1, (r.count+rowsOnPage-1)/rowsOnPage)
	all := make([]page, pages)
	for i := range all {
		all[i] = page{r.pagePath(i), "register", func() any { return b.registerPage(r, i, pages) }}
	}
	return all
}

func (r register) pagePath(i int) string {
	if i == 0 {
		return r.path
	}
	return fmt.Sprintf("%spage-%d/", r.path, i+1)
}

func (b *builder) registerPage(r register, i, pages int) registerPage {
	from := i * rowsOnPage
	to := min(from+rowsOnPage, r.count)
	p := registerPage{
		head:  head{Title: r.title, Section: r.section, Crumbs: b.crumbs(), Band: b.bandOf(b.record.Meetings...)},
		Count: count(r.count, r.one, r.many), Note: r.note, Nothing: b.nothing(r.many), Columns: r.columns,
		Filters: r.filters, Files: b.dataFiles(r.table),
	}
	for n := from; n < to; n++ {
		p.Rows = append(p.Rows, r.row(n))
	}
	if r.parent != nil {
		p.Crumbs = append(p.Crumbs, *r.parent)
	}
	if pages == 1 {
		return p
	}
	p.Shown = fmt.Sprintf("rows %s to %s", number(from+1), number(to))
	p.Pages = b.pagesNear(r, i, pages)
	if i > 0 {
		p.Title += fmt.Sprintf(", page %d", i+1)
		p.Before = b.href(r.pagePath(i - 1))
	}
	if i+1 < pages {
		p.After = b.href(r.pagePath(i + 1))
	}
	return p
}

// nothing says that there is none of something, and why that may be.
func (b *builder) nothing(many string) string {
	if len(b.record.Meetings) == 0 {
		return "There are no minutes here that readers of this site may read, and so no " + many + " either."
	}
	return "The minutes here have no " + many + "."
}

// pagesNear are links to the first page, the last one and those around page i, with "…" for a gap.
func (b *builder) pagesNear(r register, i, pages int) []filter {
	var all []filter
	for n, last := 0, -1; n < pages; n++ {
		if n > 0 && n < pages-1 && (n < i-2 || n > i+2) {
			continue
		}
		if n > last+1 {
			all = append(all, filter{Link: Link{Text: "…"}})
		}
		all = append(all, filter{Link: Link{number(n + 1), b.href(r.pagePath(n))}, Current: n == i})
		last = n
	}
	return all
}
