// Package register turns a record into its registers: for each kind of record the list of all, and the views of
// it that a reader may want to look at, each with an address of its own.
//
// A register has facets. A facet's values divide its records ("group" by group) or mark some of them ("status":
// an overdue action is open, too). A view is the register narrowed by one value, or by a value of each of two
// facets where somebody asks for that:
//
//	register       facets                       pairs                                       address of a pair
//	actions        status group owner year      group+status owner+status group+year        /actions/group/tog/open/
//	decisions      verb group item year         group+verb group+year                       /decisions/group/tog/noted/
//	meetings       group year                   group+year                                  /meetings/group/tog/2021/
//	incidents ...  group year                   group+year                                  /incidents/group/tog/2021/
//
// Views by status and verb stand at the top (/actions/open/); views by another facet below its name
// (/actions/owner/hdc/). Of the statuses only open, closed and overdue are paired. A view by status is there
// also where nothing is in it, for whoever looks there every week; of other pairs only those that hold something.
//
// A view is read newest first. Its newest fifty records stand at its own address. Where it has more, all but those
// of the years not yet full stand, whole years together, on pages below it: years/2018-2019/; a year of more than
// fifty is parted, years/2020-part-1/ holding the oldest. So a new record changes the first page alone, and what
// that page no longer holds is on a page which stays.
//
// The data of a view are the rows of its records in the order of the record, below /data/ at the view's own
// address: /data/actions/group/tog/open.csv. internal/data says which views have some.
package register

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/wording"
)

// Register is all records of one kind and its views.
type Register struct {
	Name   string // of its table in data: "actions"
	Path   string // "/actions/"
	Facets []Facet
	Views  []*View // the register itself first, then those of one value, then pairs

	years  []string // of each record; "" where it has no date
	age    []int    // of each record, its place when all stand oldest first
	byPath map[string]*View
	ways   map[from]ways // made when asked for
	words  *wording.Words
}

// Facet is one way to divide a register.
type Facet struct {
	Name   string // "owner"
	Label  string // "Owner"
	Values []Value
	bare   bool // views stand at the top of the register
}

// Value is one value of a facet.
type Value struct {
	Slug    string // its part of an address
	Name    string // in the words of the record, "HDC"; "" where the record has none
	Label   string // "Overdue"
	Title   string // what a page of it is called, "Overdue actions"
	records []int
	lasting bool // its views are there also where nothing is in them
	alone   bool // it is not paired
}

// Choice is a value of a facet, both by index.
type Choice struct{ Facet, Value int }

// View is a register narrowed by some choices.
type View struct {
	Path    string
	Choices []Choice // at most two, the first that of the address's first part; none for the register itself
	Records []int    // by index in the order of the record, ascending
}

// Titled is the title of a view: "Actions of the Tidal Operations Group: open". all is the title of the register itself.
func (r *Register) Titled(v *View, all string) string {
	switch len(v.Choices) {
	case 0:
		return all
	case 1:
		return r.value(v.Choices[0]).Title
	}
	return r.words.Say("register.narrowed", "title", r.value(v.Choices[0]).Title, "choice", strings.ToLower(r.value(v.Choices[1]).Label))
}

// Named is a view by its facets and values as the record and the addresses have them, in no language:
// "group Tidal Operations Group, status open". "" for the register itself.
func (r *Register) Named(v *View) string {
	var all []string
	for _, c := range v.Choices {
		all = append(all, r.Facets[c.Facet].Name+" "+cmp.Or(r.value(c).Name, r.value(c).Slug))
	}
	return strings.Join(all, ", ")
}

// ByYear says whether a view is that of a year and narrowed by nothing else.
func (r *Register) ByYear(v *View) bool {
	return len(v.Choices) == 1 && r.Facets[v.Choices[0].Facet].Name == "year"
}

// ByStatus says likewise of a view by status, such as that of what is overdue.
func (r *Register) ByStatus(v *View) bool {
	return len(v.Choices) == 1 && r.Facets[v.Choices[0].Facet].Name == "status"
}

func (r *Register) value(c Choice) *Value { return &r.Facets[c.Facet].Values[c.Value] }

// View is the view at an address; nil where the register has none there.
func (r *Register) View(path string) *View { return r.byPath[path] }

// Base is the name of a view's data files below /data/, without their ending: "actions/group/tog/open".
func (v *View) Base() string { return strings.Trim(v.Path, "/") }

// views makes every view of the register.
func (r *Register) views(pairs ...[2]string) {
	r.add(r.Path, nil, r.all())
	for f := range r.Facets {
		for v := range r.Facets[f].Values {
			c := Choice{f, v}
			r.add(r.Path+r.prefix(f)+r.value(c).Slug+"/", []Choice{c}, r.value(c).records)
		}
	}
	for _, p := range pairs {
		r.pair(r.facet(p[0]), r.facet(p[1]))
	}
}

func (r *Register) pair(first, second int) {
	if first < 0 || second < 0 {
		return
	}
	for v := range r.Facets[first].Values {
		inFirst := r.value(Choice{first, v})
		has := r.marked(inFirst.records)
		for w := range r.Facets[second].Values {
			inSecond := r.value(Choice{second, w})
			if inFirst.alone || inSecond.alone {
				continue
			}
			both := those(inSecond.records, has)
			if len(both) > 0 || inSecond.lasting {
				r.add(r.Path+r.prefix(first)+inFirst.Slug+"/"+inSecond.Slug+"/", []Choice{{first, v}, {second, w}}, both)
			}
		}
	}
}

// marked tells the given records from the others.
func (r *Register) marked(records []int) []bool {
	has := make([]bool, len(r.years))
	for _, i := range records {
		has[i] = true
	}
	return has
}

// those are the marked ones of some records, in a list without spare room: a register may have thousands of views.
func those(records []int, marked []bool) []int {
	n := 0
	for _, i := range records {
		if marked[i] {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	all := make([]int, 0, n)
	for _, i := range records {
		if marked[i] {
			all = append(all, i)
		}
	}
	return all
}

func (r *Register) add(path string, choices []Choice, records []int) {
	v := &View{Path: path, Choices: choices, Records: records}
	r.Views = append(r.Views, v)
	r.byPath[path] = v
}

func (r *Register) prefix(facet int) string {
	if r.Facets[facet].bare {
		return ""
	}
	return r.Facets[facet].Name + "/"
}

// facet is the index of a facet by name; -1 where the register has none.
func (r *Register) facet(name string) int {
	return slices.IndexFunc(r.Facets, func(f Facet) bool { return f.Name == name })
}

func (r *Register) all() []int {
	all := make([]int, len(r.years))
	for i := range all {
		all[i] = i
	}
	return all
}
