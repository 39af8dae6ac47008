package site

import (
	"cmp"
	"slices"
	"strings"

	"minutebook/internal/figures"
	"minutebook/internal/prose"
)

// openWords say how many actions are open, and with whom most of them are.
func openWords(c figures.Course) string {
	totals := c.Totals()
	if len(totals) == 0 {
		return "No meeting here has a date."
	}
	open := totals[len(totals)-1]
	if open == 0 {
		return "No action is open."
	}
	var owners []string
	for _, s := range byLast(c) {
		n := s.Values[len(totals)-1]
		switch {
		case n == 0 || len(owners) == 2 || s.Name == figures.NoOwner || s.Name == figures.Others:
		case len(owners) == 0:
			owners = append(owners, prose.Number(n)+prose.Plural(n, " falls on ", " fall on ")+s.Name)
		default:
			owners = append(owners, prose.Number(n)+" on "+s.Name)
		}
	}
	words := prose.Count(open, "action is", "actions are") + " open"
	if len(owners) > 0 {
		words += "; " + prose.List(owners...)
	}
	return words + "."
}

// byLast are the series of a course, the largest at its end first.
func byLast(c figures.Course) []figures.Series {
	all, last := slices.Clone(c.Series), len(c.Periods)-1
	slices.SortStableFunc(all, func(x, y figures.Series) int { return cmp.Compare(y.Values[last], x.Values[last]) })
	return all
}

// highest is the most that a course came to, and when it did first.
func highest(c figures.Course) (most int, period string) {
	totals := c.Totals()
	most = slices.Max(totals)
	return most, c.Periods[slices.Index(totals, most)].Name
}

// courseWords tell who cannot see the columns how they run. "" for no course.
func courseWords(c figures.Course) string {
	if len(c.Periods) == 0 {
		return ""
	}
	most, when := highest(c)
	words := prose.Count(len(c.Periods), "column", "columns") + ", from " + c.Periods[0].Name + " to " + c.Periods[len(c.Periods)-1].Name + "."
	if len(c.Series) > 1 {
		words += " The numbers of the owners stand on one another."
	}
	return words + " The highest is " + prose.Number(most) + ", in " + when + "."
}

// lastWords say what the last column holds. "" for no course.
func lastWords(c figures.Course) string {
	if len(c.Periods) == 0 {
		return ""
	}
	last := len(c.Periods) - 1
	var parts []string
	for _, s := range byLast(c) {
		if n := s.Values[last]; n > 0 && len(c.Series) > 1 {
			parts = append(parts, s.Name+" "+prose.Number(n))
		}
	}
	words := " On " + prose.Day(c.Periods[last].To) + " it is " + prose.Number(c.Totals()[last])
	if len(parts) > 0 {
		words += ": " + prose.List(parts...)
	}
	return words + "."
}

// verbWords are a verb as a list shows it.
func verbWords(verb string) string {
	if strings.TrimSpace(verb) == "" {
		return "No verb"
	}
	return prose.Capital(strings.ToLower(verb))
}

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return prose.Number(n)
}
