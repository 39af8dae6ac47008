package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// harbour is a record in which two owners have actions, one of them of a name that means harm.
func harbour(o Options) Options {
	r := *o.Record
	r.Actions, r.Meetings = nil, nil
	for i, day := range []string{"2026-01-12", "2026-02-09", "2026-03-16", "2026-04-06"} {
		r.Meetings = append(r.Meetings, &record.Meeting{ID: fmt.Sprint("BEE_", i), Group: r.Groups[0], Minutes: &minutes.Minutes{Meeting: minutes.Meeting{Date: day}}})
		for n := range i + 1 {
			name := []string{"Hive", hostile}[n%2]
			r.Actions = append(r.Actions, &record.Action{ID: fmt.Sprintf("BEE %d/%d", i, n), Path: fmt.Sprintf("/actions/bee-%d-%d/", i, n), Group: "BEE", Raised: day,
				Status: minutes.Open, Owners: []string{name}, OwnedBy: []*record.Owner{{Name: name}}})
		}
	}
	for _, verb := range []string{"AGREED", "AGREED", hostile, "", "NOTED"} {
		r.Decisions = append(r.Decisions, &record.Decision{Verb: verb, Place: record.Place{Meeting: r.Meetings[0]}})
	}
	o.Record = &r
	return o
}

func plotsOf(t *testing.T, o Options) *goquery.Document {
	t.Helper()
	b := newBuilder(o)
	printer, err := newPrinter(o.Layouts, b.frame(assets{}), b.words.Texts(), o.Out)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sheetOf(newPage(plotsPath, "plots", func() any { return b.plotsPage() }))
	if err != nil {
		t.Fatal(err)
	}
	if err := printer.print([]sheet{s}); err != nil {
		t.Fatal(err)
	}
	return parsed(t, written(t, o.Out.Dir())["plots/index.html"])
}

// Each drawing says what it is, and has the table of its numbers beside it.
func TestPlotsSpeak(t *testing.T) {
	doc := plotsOf(t, harbour(bees(t, "")))
	if n := doc.Find("figure").Length(); n != 4 {
		t.Fatalf("%d figures", n)
	}
	doc.Find("figure").Each(func(_ int, f *goquery.Selection) {
		svg := f.Find("svg[role=img]")
		title, desc := svg.Find("title"), svg.Find("desc")
		if title.AttrOr("id", "") != svg.AttrOr("aria-labelledby", "-") || desc.AttrOr("id", "") != svg.AttrOr("aria-describedby", "-") ||
			!strings.HasPrefix(title.AttrOr("id", ""), "_") || svg.AttrOr("viewbox", svg.AttrOr("viewBox", "")) == "" || len(title.Text()) < 5 || len(desc.Text()) < 20 {
			t.Errorf("the drawing says %q and %q", title.Text(), desc.Text())
		}
		if len(strings.TrimSpace(f.Find("figcaption").Text())) < 10 || f.Find("table caption, thead th[scope=col], tbody th[scope=row]").Length() < 4 {
			t.Errorf("%s: no words or no table beside", title.Text())
		}
		wellFormed(t, svg)
	})
	if got := doc.Find("svg script, figure script").Length(); got != 0 {
		t.Errorf("%d scripts", got)
	}
	if !strings.Contains(doc.Find("thead").First().Text(), hostile) {
		t.Errorf("the owner is not named: %s", doc.Find("thead").First().Text())
	}
}

func wellFormed(t *testing.T, svg *goquery.Selection) {
	t.Helper()
	html, err := goquery.OuterHtml(svg)
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader([]byte(html))); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, html)
		}
	}
}

// The marks of a drawing stand to one another as the numbers of its table do.
func TestPlotsShowTheNumbersOfTheirTables(t *testing.T) {
	doc := plotsOf(t, harbour(bees(t, "")))
	for id, want := range map[string]string{"_open": "1 0 1 2 1 3 4 2 6 6 4 10 6 4 10", "_age": "4 5 1 0 0", "_occurred": "1", "_verbs": "3 1 1 1"} {
		section := doc.Find("section[aria-labelledby=" + id + "]")
		var cells []string
		section.Find("td").Each(func(_ int, c *goquery.Selection) { cells = append(cells, c.Text()) })
		if got := strings.Join(cells, " "); got != want {
			t.Errorf("%s: the table says %s, wanted %s", id, got, want)
		}
		side, columns := "width", section.Find("thead th").Length()-1
		if section.Find("svg text").Length() != 2*len(cells) {
			side = "height"
		}
		if columns > 1 {
			columns-- // the sum
		}
		marks := section.Find("svg g")
		marks = marks.Slice(marks.Length()-columns, marks.Length())
		checkMarks(t, id, marks, side, section)
	}
}

// checkMarks looks whether one length stands for one, in all series.
func checkMarks(t *testing.T, id string, marks *goquery.Selection, side string, section *goquery.Selection) {
	t.Helper()
	unit := 0.0
	marks.Each(func(i int, g *goquery.Selection) {
		next := 0
		section.Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
			n, err := strconv.Atoi(row.Find("td").Eq(i).Text())
			if err != nil || n == 0 {
				return
			}
			length, err := strconv.ParseFloat(g.Find("rect").Eq(next).AttrOr(side, ""), 64)
			if err != nil {
				t.Errorf("%s: no mark for %d", id, n)
				return
			}
			next++
			if unit == 0 {
				unit = length / float64(n)
			}
			if off := length/float64(n) - unit; off > .2 || off < -.2 {
				t.Errorf("%s: a mark of %v stands for %d, where %v stands for one", id, length, n, unit)
			}
		})
		if rest := g.Find("rect").Length() - next; rest != 0 {
			t.Errorf("%s: %d marks of no number", id, rest)
		}
	})
}

// What there is nothing of is said in words.
func TestPlotsOfNothing(t *testing.T) {
	o := bees(t, "")
	o.Record = &record.Record{Site: o.Record.Site}
	doc := plotsOf(t, o)
	if doc.Find("svg, table").Length() != 0 {
		t.Error("there is a drawing of nothing")
	}
	text := doc.Find("main").Text()
	for _, want := range []string{"There is no action.", "No action is open.", "There is no incident.", "There is no decision."} {
		if !strings.Contains(text, want) {
			t.Errorf("not said: %s", want)
		}
	}
}

func TestPlotsInWords(t *testing.T) {
	b := newBuilder(harbour(bees(t, "")))
	p := b.plotsPage()
	for i, want := range []string{
		"10 actions are open; 6 fall on Hive and 4 on " + hostile + ".",
		"10 actions are open, none of them for over a year.",
		"1 incident by the date on which it occurred.",
		"6 decisions; the most frequent verb is “Agreed”, 3 times.",
	} {
		if p.Plots[i].Words != want {
			t.Errorf("%q, wanted %q", p.Plots[i].Words, want)
		}
	}
	if svg := string(p.Plots[0].SVG); !strings.Contains(svg, "5 columns, from January 2026 to May 2026. The numbers of the owners stand on one another. The highest is 10, in April 2026. On 4 May 2026 it is 10: Hive: 6 and") {
		t.Errorf("the description is another: %s", svg)
	}
}
