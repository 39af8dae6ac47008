package site

import (
	"minutebook/internal/figures"
	"minutebook/internal/plot"
)

// course draws a course, and writes its numbers with their sum where there are several.
func (b *builder) course(p *plotted, c figures.Course, words, rows string) {
	names := make([]string, len(c.Periods))
	series := make([]plot.Series, len(c.Series))
	for i, s := range c.Series {
		series[i] = plot.Series{Name: b.seriesName(s.Name), Values: s.Values}
	}
	for i, period := range c.Periods {
		names[i] = b.periodShort(period)
	}
	p.SVG = plot.Columns(b.drawn(p, words), names, series)
	p.Columns = []string{rows}
	for _, s := range series {
		p.Columns = append(p.Columns, s.Name)
	}
	several := len(series) > 1
	if several {
		p.Columns = append(p.Columns, b.words.Say("plots.all"))
	}
	totals := c.Totals()
	for i, period := range c.Periods {
		row := numbers{Name: b.periodName(period)}
		for _, s := range series {
			row.Cells = append(row.Cells, b.words.Number(s.Values[i]))
		}
		if several {
			row.Cells = append(row.Cells, b.words.Number(totals[i]))
		}
		p.Rows = append(p.Rows, row)
	}
	p.Short = len(p.Rows) <= shortTable
}

// drawn is what a drawing says of itself.
func (b *builder) drawn(p *plotted, words string) plot.Words {
	return plot.Words{ID: p.ID + "-plot", Title: p.Title, Desc: words, Number: b.words.Number}
}

// lastDay names the last row by its last day, where the period was not over.
func (b *builder) lastDay(p *plotted, c figures.Course) {
	if n := len(p.Rows); n > 0 {
		p.Rows[n-1].Name = b.day(c.Periods[n-1].To).Text
	}
}

// counts draws counts, and writes them.
func (b *builder) counts(p *plotted, counts []figures.Count, rows, cells string) {
	names, values := make([]string, len(counts)), make([]int, len(counts))
	var all []string
	for i, c := range counts {
		n := b.words.Number(c.N)
		names[i], values[i] = c.Name, c.N
		all = append(all, b.words.Say("plots.bar", "name", c.Name, "n", n))
		p.Rows = append(p.Rows, numbers{Name: c.Name, Cells: []string{n}})
	}
	p.SVG = plot.Bars(b.drawn(p, b.words.Count("plots.bars", len(all), "bars", b.words.List(all...))), names, values)
	p.Columns, p.Short = []string{rows, cells}, len(p.Rows) <= shortTable
}

func sumOf(counts []figures.Count) int {
	all := 0
	for _, c := range counts {
		all += c.N
	}
	return all
}
