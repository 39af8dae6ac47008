// Package figures turns a record into numbers: how many actions were open when, and with whom; how old the
// open ones are; when the incidents occurred; how often each verb decided.
//
// # Time
//
// A course runs over periods that lie next to one another: months, as far as 24 of them do; else quarters; else years, or
// as many years together as it takes. Each begins on the first day of its month, quarter or year; the last one
// ends with the course.
//
// # Open
//
// An action is open from the day it was raised, or was first told of if that is earlier or its raising has no date,
// until a report turns it to closed; and again from one that turns it back. What has no date counts from what was
// told before it. At the end of the last period an action is open exactly if its status is not closed, and each
// action counts once: with the first of its owners.
package figures

import (
	"cmp"
	"slices"
)

// Series is a name with one number for each period.
type Series struct {
	Name   string
	Values []int
}

// Course is how numbers went over time. Without a date there is neither a period nor a series.
type Course struct {
	Periods []Period // oldest first
	Series  []Series // the largest first
}

// Totals are the sums over all series, one for each period.
func (c Course) Totals() []int {
	totals := make([]int, len(c.Periods))
	for _, s := range c.Series {
		for i, n := range s.Values {
			totals[i] += n
		}
	}
	return totals
}

// Count is a name and how many there are of it.
type Count struct {
	Name string
	N    int
}

// Others stands for the name of what is counted together.
const Others = "…"

// foremost sorts series, the largest first, and adds those after the first few together; one alone keeps its
// name.
func foremost(series []Series, few int) []Series {
	slices.SortFunc(series, func(a, b Series) int {
		return cmp.Or(cmp.Compare(sum(b.Values), sum(a.Values)), cmp.Compare(a.Name, b.Name))
	})
	if len(series) <= few+1 {
		return series
	}
	rest := Series{Others, make([]int, len(series[0].Values))}
	for _, s := range series[few:] {
		for i, n := range s.Values {
			rest.Values[i] += n
		}
	}
	return append(series[:few:few], rest)
}

func sum(values []int) int {
	all := 0
	for _, n := range values {
		all += n
	}
	return all
}
