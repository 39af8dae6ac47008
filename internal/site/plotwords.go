package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"minutebook/internal/figures"
	"minutebook/internal/prose"
)

// openWords say how many actions are open, and with whom most of them are.
func (b *builder) openWords(c figures.Course) string {
	totals := c.Totals()
	if len(totals) == 0 {
		return b.words.Say("plots.no_dates")
	}
	open := totals[len(totals)-1]
	if open == 0 {
		return b.words.Say("plots.no_open")
	}
	var most []figures.Series
	for _, s := range byLast(c) {
		if s.Values[len(totals)-1] > 0 && s.Name != figures.NoOwner && s.Name != figures.Others {
			most = append(most, s)
		}
	}
	share := func(s figures.Series) string {
		return b.words.Count("plots.share", s.Values[len(totals)-1], "owner", s.Name)
	}
	switch len(most) {
	case 0:
		return b.words.Count("plots.open", open)
	case 1:
		return b.words.Count("plots.open_one", open, "first", share(most[0]))
	}
	return b.words.Count("plots.open_two", open, "first", share(most[0]), "second", b.words.Number(most[1].Values[len(totals)-1]), "other", most[1].Name)
}

// byLast are the series of a course, the largest at its end first.
func byLast(c figures.Course) []figures.Series {
	all, last := slices.Clone(c.Series), len(c.Periods)-1
	slices.SortStableFunc(all, func(x, y figures.Series) int { return cmp.Compare(y.Values[last], x.Values[last]) })
	return all
}

// highest is the most that a course came to, and when it did first.
func highest(c figures.Course) (most int, when figures.Period) {
	totals := c.Totals()
	most = slices.Max(totals)
	return most, c.Periods[slices.Index(totals, most)]
}

// courseWords tell who cannot see the columns how they run, and what the last one holds where that is asked for. "" for
// no course.
func (b *builder) courseWords(c figures.Course, last bool) string {
	if len(c.Periods) == 0 {
		return ""
	}
	most, when := highest(c)
	said := []string{b.words.Count("plots.columns", len(c.Periods), "first", b.periodName(c.Periods[0]), "last", b.periodName(c.Periods[len(c.Periods)-1]))}
	if len(c.Series) > 1 {
		said = append(said, b.words.Say("plots.columns_stacked"))
	}
	said = append(said, b.words.Say("plots.columns_highest", "most", b.words.Number(most), "when", b.periodName(when)))
	if last {
		said = append(said, b.lastWords(c))
	}
	return strings.Join(said, " ")
}

// lastWords say what the last column holds.
func (b *builder) lastWords(c figures.Course) string {
	last := len(c.Periods) - 1
	var parts []string
	for _, s := range byLast(c) {
		if n := s.Values[last]; n > 0 && len(c.Series) > 1 {
			parts = append(parts, b.words.Say("plots.bar", "name", b.seriesName(s.Name), "n", b.words.Number(n)))
		}
	}
	day, n := b.day(c.Periods[last].To).Text, b.words.Number(c.Totals()[last])
	if len(parts) == 0 {
		return b.words.Say("plots.last", "day", day, "n", n)
	}
	return b.words.Say("plots.last_of", "day", day, "n", n, "owners", b.words.List(parts...))
}

// seriesName is what a series is called: an owner, or those who are counted together.
func (b *builder) seriesName(name string) string {
	switch name {
	case figures.NoOwner:
		return b.words.Say("plots.no_owner")
	case figures.Others:
		return b.words.Say("plots.others")
	}
	return name
}

// periodName is "March 2026", "January to March 2026", "2026" or "2021 to 2025".
func (b *builder) periodName(p figures.Period) string {
	first, last := p.Bounds()
	switch {
	case p.Months == 1:
		return b.words.Month(first.Format("2006-01"))
	case p.Months < 12:
		return b.words.Say("plots.months", "first", b.monthOf("date.months", first.Month()), "last", b.words.Month(last.Format("2006-01")))
	case p.Months == 12:
		return first.Format("2006")
	}
	return b.words.Say("plots.years", "first", first.Year(), "last", last.Year())
}

// periodShort is the beginning of a period: "Mar 2026" or "2026".
func (b *builder) periodShort(p figures.Period) string {
	first, _ := p.Bounds()
	if p.Months >= 12 {
		return first.Format("2006")
	}
	return b.words.Say("date.month", "month", b.monthOf("date.short_months", first.Month()), "year", first.Year())
}

// verbWords are a verb as a list shows it.
func (b *builder) verbWords(verb string) string {
	switch {
	case verb == figures.Others:
		return b.words.Say("plots.others")
	case strings.TrimSpace(verb) == "":
		return b.words.Say("plots.no_verb")
	}
	return prose.Capital(strings.ToLower(verb))
}

// monthOf is the name of a month, from a text that has the twelve between blanks.
func (b *builder) monthOf(key string, m time.Month) string {
	names := strings.Fields(b.words.Say(key))
	if len(names) != 12 {
		return m.String()
	}
	return names[m-1]
}
