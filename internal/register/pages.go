package register

import (
	"cmp"
	"fmt"
	"slices"

	"minutebook/internal/wording"
)

// rowsOnPage is how many records a page holds at most, which weigh less than 50 KB.
const rowsOnPage = 50

// Page is one page of a view.
type Page struct {
	Path     string // the view's own for the newest
	Newest   bool   // the first page, which holds the newest records of whatever year
	From, To string // years that it holds, the oldest and the newest; "" for what is undated
	Part     int    // of a year that is parted, from 1, the oldest; 0 for whole years
	Number   int    // of a page that goes by no year, from 1
	Records  []int  // newest first, or as they stand
}

// Flat is a register without views, whose records stand in their order on pages of equal length, page-2/ and so
// on below the first.
func Flat(path string, count int) *Register {
	r := &Register{Path: path, byPath: map[string]*View{}, ways: map[from]ways{}, years: make([]string, count)}
	r.views()
	return r
}

// Pages are the pages of a view, newest first; there is always one. Every record is on one of them, some on the
// first and another.
func (r *Register) Pages(v *View) []Page {
	if r.age == nil {
		return flat(v)
	}
	var pages []Page
	for _, year := range r.byYear(v) {
		open := len(pages) - 1
		switch {
		case len(year.Records) > rowsOnPage:
			pages = append(pages, parts(year)...)
		case open >= 0 && pages[open].Part == 0 && len(pages[open].Records)+len(year.Records) <= rowsOnPage:
			pages[open].To = year.To
			pages[open].Records = append(pages[open].Records, year.Records...)
		default:
			pages = append(pages, year)
		}
	}
	pages = append(pages[:max(0, len(pages)-1)], Page{Path: v.Path, Newest: true, Records: r.newest(v)})
	for i := range pages {
		slices.Reverse(pages[i].Records)
		if !pages[i].Newest {
			pages[i].Path = v.Path + "years/" + pages[i].name() + "/"
		}
	}
	slices.Reverse(pages)
	return pages
}

// oldestFirst are the records of a view by age.
func (r *Register) oldestFirst(v *View) []int {
	return slices.SortedFunc(slices.Values(v.Records), func(i, j int) int { return cmp.Compare(r.age[i], r.age[j]) })
}

// newest are as many of the newest records of a view as a page holds, oldest first.
func (r *Register) newest(v *View) []int {
	all := r.oldestFirst(v)
	return slices.Clone(all[max(0, len(all)-rowsOnPage):]) // all of a view need not be held
}

func flat(v *View) []Page {
	pages := []Page{{Path: v.Path}}
	for records := range slices.Chunk(v.Records, rowsOnPage) {
		if n := pages[0].Number; n > 0 {
			pages = append(pages, Page{Path: fmt.Sprintf("%spage-%d/", v.Path, len(pages)+1)})
		}
		last := &pages[len(pages)-1]
		last.Number, last.Records = len(pages), records
	}
	return pages
}

// byYear are the records of a view, oldest first, a page a year.
func (r *Register) byYear(v *View) []Page {
	var years []Page
	for _, i := range r.oldestFirst(v) {
		if y := r.years[i]; len(years) == 0 || years[len(years)-1].To != y {
			years = append(years, Page{From: y, To: y})
		}
		last := &years[len(years)-1]
		last.Records = append(last.Records, i)
	}
	return years
}

// parts are the pages of a year that is too long for one.
func parts(year Page) []Page {
	var all []Page
	for records := range slices.Chunk(year.Records, rowsOnPage) {
		all = append(all, Page{From: year.From, To: year.To, Part: len(all) + 1, Records: slices.Clone(records)})
	}
	return all
}

// name is a page's part of an address: "2018-2020", "2021", "2021-part-2".
func (p Page) name() string {
	name := cmp.Or(p.From, "undated")
	if p.To != p.From {
		name += "-" + p.To
	}
	if p.Part > 0 {
		name += fmt.Sprintf("-part-%d", p.Part)
	}
	return name
}

// Label says in words what a page holds: "newest", "2018 to 2020", "2021, part 2", "undated", "page 2".
func (p Page) Label(w *wording.Words) string {
	switch {
	case p.Newest:
		return w.Say("register.newest")
	case p.Number > 0:
		return w.Say("register.page", "n", p.Number)
	}
	years := cmp.Or(p.From, w.Say("register.undated"))
	if p.To != p.From {
		years = w.Say("register.years", "from", years, "to", p.To)
	}
	if p.Part > 0 {
		return w.Say("register.part", "years", years, "n", p.Part)
	}
	return years
}
