package site

import (
	"minutebook/internal/figures"
	"minutebook/internal/plot"
	"minutebook/internal/prose"
)

// course draws a course, and writes its numbers with their sum where there are several.
func (p *plotted) course(c figures.Course, words, rows string) {
	names := make([]string, len(c.Periods))
	series := make([]plot.Series, len(c.Series))
	for i, s := range c.Series {
		series[i] = plot.Series(s)
	}
	for i, period := range c.Periods {
		names[i] = period.Short
	}
	p.SVG = plot.Columns(plot.Words{ID: p.ID + "-plot", Title: p.Title, Desc: words}, names, series)
	p.Columns = []string{rows}
	for _, s := range c.Series {
		p.Columns = append(p.Columns, s.Name)
	}
	several := len(c.Series) > 1
	if several {
		p.Columns = append(p.Columns, "All")
	}
	totals := c.Totals()
	for i, period := range c.Periods {
		row := numbers{Name: period.Name}
		for _, s := range c.Series {
			row.Cells = append(row.Cells, prose.Number(s.Values[i]))
		}
		if several {
			row.Cells = append(row.Cells, prose.Number(totals[i]))
		}
		p.Rows = append(p.Rows, row)
	}
	p.Short = len(p.Rows) <= shortTable
}

// lastDay names the last row by its last day, where the period was not over.
func (p *plotted) lastDay(c figures.Course) {
	if n := len(p.Rows); n > 0 {
		p.Rows[n-1].Name = prose.Day(c.Periods[n-1].To)
	}
}

// counts draws counts, and writes them.
func (p *plotted) counts(counts []figures.Count, rows, cells string) {
	names, values := make([]string, len(counts)), make([]int, len(counts))
	var all []string
	for i, c := range counts {
		names[i], values[i] = c.Name, c.N
		all = append(all, c.Name+" "+prose.Number(c.N))
		p.Rows = append(p.Rows, numbers{Name: c.Name, Cells: []string{prose.Number(c.N)}})
	}
	p.SVG = plot.Bars(plot.Words{ID: p.ID + "-plot", Title: p.Title, Desc: prose.Count(len(all), "bar", "bars") + ": " + prose.List(all...) + "."}, names, values)
	p.Columns, p.Short = []string{rows, cells}, len(p.Rows) <= shortTable
}

func sumOf(counts []figures.Count) int {
	all := 0
	for _, c := range counts {
		all += c.N
	}
	return all
}
