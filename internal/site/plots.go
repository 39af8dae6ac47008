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
		head: head{Title: b.words.Say("plots.title"), Crumbs: b.crumbs(), Band: b.bandOf(b.record.Meetings...), AsOf: b.day(b.record.AsOf),
			Summary: b.words.Say("plots.summary")},
		Plots: []plotted{b.openPlot(), b.agePlot(), b.occurredPlot(), b.verbPlot()},
	}
}

// openPlot is the number of open actions over time, by owner.
func (b *builder) openPlot() plotted {
	p := plotted{ID: "_open", Title: b.words.Say("plots.open_by_owner"), Words: b.words.Say("plots.no_actions"), More: Link{b.words.Say("plots.all_open"), b.href("/actions/open/")}}
	c := figures.OpenByOwner(b.record.Actions, b.record.Meetings, b.record.AsOf)
	if len(b.record.Actions) > 0 {
		p.Words = b.openWords(c)
	}
	b.course(&p, c, b.courseWords(c, true), b.words.Say("plots.at_end"))
	b.lastDay(&p, c)
	return p
}

// ages are what the ages are called, in their order.
var ages = [...]string{"plots.age_under_1", "plots.age_1_to_3", "plots.age_3_to_6", "plots.age_6_to_12", "plots.age_over_12", "plots.age_not_known"}

// agePlot is how long the open actions have been open.
func (b *builder) agePlot() plotted {
	p := plotted{ID: "_age", Title: b.words.Say("plots.ages"), Words: b.words.Say("plots.no_open"), More: Link{b.words.Say("plots.all_open"), b.href("/actions/open/")}}
	counts := figures.Ages(b.record.Actions, b.record.AsOf)
	open := sumOf(counts)
	switch {
	case open > 0 && counts[4].N > 0:
		p.Words = b.words.Count("plots.ages_old", open, "old", b.words.Number(counts[4].N))
	case open > 0:
		p.Words = b.words.Count("plots.ages_none_old", open)
	}
	for i := range counts {
		counts[i].Name = b.words.Say(ages[i])
	}
	b.counts(&p, counts, b.words.Say("plots.column_open_for"), b.words.Say("plots.column_actions"))
	return p
}

// occurredPlot is how many incidents occurred when.
func (b *builder) occurredPlot() plotted {
	one, many := prose.Lower(b.label(minutes.KindIncident)), prose.Lower(b.plural(minutes.KindIncident))
	p := plotted{ID: "_occurred", Title: b.words.Say("plots.occurred", "kind", prose.Capital(many)),
		More: Link{b.words.Say("plots.all_of_kind", "kind", many), b.href("/incidents/")}}
	c, undated := figures.Occurred(prose.Capital(many), b.record.Incidents)
	dated := len(b.record.Incidents) - undated
	switch {
	case len(b.record.Incidents) == 0:
		p.Words = b.words.Say("plots.no_subject", "kind", one)
	case dated == 0:
		p.Words = b.words.Say("plots.occurred_undated", "kinds", b.ofKind(minutes.KindIncident, undated))
	case undated == 0:
		p.Words = b.words.Count("plots.occurred_dated", dated, "kinds", b.ofKind(minutes.KindIncident, dated))
	default:
		p.Words = b.words.Count("plots.occurred_some", dated, "kinds", b.ofKind(minutes.KindIncident, dated), "others", b.words.Number(undated))
	}
	b.course(&p, c, b.courseWords(c, false), b.words.Say("plots.occurred_in"))
	return p
}

// verbPlot is how often each verb decided.
func (b *builder) verbPlot() plotted {
	p := plotted{ID: "_verbs", Title: b.words.Say("plots.verbs"), Words: b.words.Say("plots.no_decisions"), More: Link{b.words.Say("plots.all_decisions"), b.href("/decisions/")}}
	counts := figures.Verbs(b.record.Decisions)
	if len(counts) > 0 {
		p.Words = b.words.Count("plots.verbs_most", counts[0].N, "verb", b.verbWords(counts[0].Name),
			"decisions", b.words.Count("count.decisions", sumOf(counts)))
	}
	hrefs := make([]string, len(counts))
	for i, c := range counts {
		hrefs[i] = b.verbHref(c.Name)
		counts[i].Name = b.verbWords(c.Name)
	}
	b.counts(&p, counts, b.words.Say("plots.column_verb"), b.words.Say("plots.column_decisions"))
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
	p := plotted{ID: "_course", Title: b.words.Say("plots.of_group")}
	c := figures.Open(b.words.Say("plots.open_actions"), g.Actions, g.Meetings, "")
	if len(c.Periods) < fewestPeriods || len(c.Series) == 0 {
		return p
	}
	most, when := highest(c)
	p.Words = b.words.Say("plots.group_highest", "most", b.words.Number(most), "when", b.periodName(when))
	b.course(&p, c, b.courseWords(c, true), b.words.Say("plots.at_end"))
	b.lastDay(&p, c)
	return p
}
