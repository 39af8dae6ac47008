package site

import (
	"html/template"
	"strings"

	"minutebook/internal/figures"
	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

const plotsPath = "/plots/"

// plotsPage shows the record in figures.
type plotsPage struct {
	head
	Plots []plotted `json:"plots"`
}

// plotted is a drawing with what it shows in words and in numbers. Without a drawing the words say why.
type plotted struct {
	ID      string        `json:"id"` // of its heading
	Title   string        `json:"title"`
	Words   string        `json:"words"`
	More    Link          `json:"more"` // to what was counted
	SVG     template.HTML `json:"svg"`
	Columns []string      `json:"columns"` // of the table: what a row is, then one for each number
	Rows    []numbers     `json:"rows"`
	Short   bool          `json:"short"` // whether the table is short enough to stand open
}

// numbers is one row of the table beside a drawing.
type numbers struct {
	Name  string   `json:"name"`
	Href  string   `json:"href"` // "" for none
	Cells []string `json:"cells"`
}

// shortTable is how many rows a table beside a drawing may have and stand open.
const shortTable = 13

func (b *builder) plotsPage() plotsPage {
	return plotsPage{
		head: head{Title: "The record in figures", Crumbs: b.crumbs(), Band: b.bandOf(b.record.Meetings...), AsOf: b.day(b.record.AsOf),
			Summary: "Open actions, incidents and decisions in figures"},
		Plots: []plotted{b.openPlot(), b.agePlot(), b.occurredPlot(), b.verbPlot()},
	}
}

// openPlot is the number of open actions over time, by owner.
func (b *builder) openPlot() plotted {
	p := plotted{ID: "_open", Title: "Open actions, by owner", Words: "There is no action.", More: Link{"All open actions", b.href("/actions/open/")}}
	c := figures.OpenByOwner(b.record.Actions, b.record.Meetings, b.record.AsOf)
	if len(b.record.Actions) > 0 {
		p.Words = openWords(c)
	}
	p.course(c, courseWords(c)+lastWords(c), "At the end of")
	p.lastDay(c)
	return p
}

// agePlot is how long the open actions have been open.
func (b *builder) agePlot() plotted {
	p := plotted{ID: "_age", Title: "Age of the open actions", Words: "No action is open.", More: Link{"All open actions", b.href("/actions/open/")}}
	counts := figures.Ages(b.record.Actions, b.record.AsOf)
	open := sumOf(counts)
	if open > 0 {
		p.Words = prose.Count(open, "action is", "actions are") + " open, " + noneOr(counts[4].N) + " of them for over a year."
	}
	p.counts(counts, "Open for", "Actions")
	return p
}

// occurredPlot is how many incidents occurred when.
func (b *builder) occurredPlot() plotted {
	one, many := prose.Lower(b.label(minutes.KindIncident)), prose.Lower(b.plural(minutes.KindIncident))
	p := plotted{ID: "_occurred", Title: prose.Capital(many) + " over time", More: Link{"All " + many, b.href("/incidents/")}}
	c, undated := figures.Occurred(prose.Capital(many), b.record.Incidents)
	dated := len(b.record.Incidents) - undated
	switch {
	case len(b.record.Incidents) == 0:
		p.Words = "There is no " + one + "."
	case dated == 0:
		p.Words = "The minutes name " + prose.Count(undated, one, many) + ", and do not say when."
	case undated == 0:
		p.Words = prose.Count(dated, one, many) + " by the date on which " + prose.Plural(dated, "it", "they") + " occurred."
	default:
		p.Words = prose.Count(dated, one, many) + " by the date on which " + prose.Plural(dated, "it", "they") + " occurred; of " + prose.Number(undated) + " more the minutes do not say when."
	}
	p.course(c, courseWords(c), "Occurred in")
	return p
}

// verbPlot is how often each verb decided.
func (b *builder) verbPlot() plotted {
	p := plotted{ID: "_verbs", Title: "Decisions, by verb", Words: "There is no decision.", More: Link{"All decisions", b.href("/decisions/")}}
	counts := figures.Verbs(b.record.Decisions)
	if len(counts) > 0 {
		p.Words = prose.Count(sumOf(counts), "decision", "decisions") + "; the most frequent verb is “" + verbWords(counts[0].Name) + "”, " + prose.Count(counts[0].N, "time", "times") + "."
	}
	hrefs := make([]string, len(counts))
	for i, c := range counts {
		hrefs[i] = b.verbHref(c.Name)
		counts[i].Name = verbWords(c.Name)
	}
	p.counts(counts, "Verb", "Decisions")
	for i := range p.Rows {
		p.Rows[i].Href = hrefs[i]
	}
	return p
}

// verbHref leads to the decisions of a verb; "" where the register has no view of them.
func (b *builder) verbHref(verb string) string {
	slug := strings.ToLower(verb)
	for _, r := range b.registers {
		if path := r.Path + slug + "/"; r.Name == "decisions" && verb != slug && r.View(path) != nil {
			return b.href(path)
		}
	}
	return ""
}

// fewestPeriods are worth a drawing on the page of a group.
const fewestPeriods = 3

// groupPlot is the number of a group's open actions until its last meeting, so that those of others change nothing;
// without a drawing where there is little to see.
func (b *builder) groupPlot(g *record.Group) plotted {
	p := plotted{ID: "_course", Title: "Open actions over time"}
	c := figures.Open("Open actions", g.Actions, g.Meetings, "")
	if len(c.Periods) < fewestPeriods || len(c.Series) == 0 {
		return p
	}
	most, when := highest(c)
	p.Words = "The most is " + prose.Number(most) + ", at the end of " + when + "."
	p.course(c, courseWords(c)+lastWords(c), "At the end of")
	p.lastDay(c)
	return p
}
