package figures

import (
	"cmp"
	"slices"

	"minutebook/internal/record"
)

// Occurred is how many subjects occurred in each period, in one series of the given name, and how many there are
// of which nobody says when. It runs from the first that did to the last.
func Occurred(name string, subjects []*record.Subject) (c Course, undated int) {
	var days []string
	for _, s := range subjects {
		if periods(s.Occurred, s.Occurred) == nil {
			undated++
		} else {
			days = append(days, s.Occurred)
		}
	}
	if len(days) == 0 {
		return Course{}, undated
	}
	c.Periods = periods(slices.Min(days), slices.Max(days))
	values := make([]int, len(c.Periods))
	for _, day := range days {
		values[holding(c.Periods, day)]++
	}
	c.Series = []Series{{name, values}}
	return c, undated
}

// mostVerbs have a count of their own.
const mostVerbs = 12

// Verbs counts decisions by verb, the most frequent first: twelve verbs, then Others. The verb is as the minutes
// write it, and may be "".
func Verbs(decisions []*record.Decision) []Count {
	byVerb := map[string]int{}
	for _, d := range decisions {
		byVerb[d.Verb]++
	}
	var counts []Count
	for verb, n := range byVerb {
		counts = append(counts, Count{verb, n})
	}
	slices.SortFunc(counts, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name))
	})
	if len(counts) <= mostVerbs+1 {
		return counts
	}
	rest := Count{Name: Others}
	for _, c := range counts[mostVerbs:] {
		rest.N += c.N
	}
	return append(counts[:mostVerbs:mostVerbs], rest)
}
