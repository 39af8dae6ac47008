// Package plot turns a small table of numbers into a drawing that stands within a page: inline SVG, without a
// script, a style of its own or anything from elsewhere.
//
// # What a drawing is
//
//	<svg class="plot" role="img" viewBox="0 0 320 H" aria-labelledby="ID-title" aria-describedby="ID-desc">
//	<title id="ID-title"> and <desc id="ID-desc">: what it shows, and in words what a reader sees in it
//	<text>      names and numbers, of 13.5 units: 12 CSS pixels on a screen of 320
//	<rect>      the marks: those of each series within one <g>, in the order of its values, none for a zero
//
// It is as wide as its place, and scales. Nothing in it has a colour: everything is drawn in currentColor, the marks
// within groups of class a or b, to which the stylesheet may give two more colours. What tells the series apart is their
// filling (full, hatched, dotted ...), so that they stay apart in print, in the dark and to whoever sees no colours.
// A legend names the fillings where there are several.
//
// The table itself belongs beside the drawing: who hears the page hears title and description, and finds the numbers
// there.
//
// A drawing is well-formed XML whatever the names hold. The same values give the same bytes.
package plot

import (
	"html/template"

	"minutebook/internal/prose"
)

// Words are what a drawing says of itself.
type Words struct {
	ID    string // begins each id in the drawing; must be unique on the page and fit in an address, "_open"
	Title string
	Desc  string // a sentence or two, for who cannot see the drawing
	// Number writes a number; nil means with commas between its thousands.
	Number func(int) string
}

func (w Words) number(n int) string {
	if w.Number == nil {
		return prose.Number(n)
	}
	return w.Number(n)
}

// Series is a name and one number for each column. Numbers that are missing or negative count as 0.
type Series struct {
	Name   string
	Values []int
}

// MostSeries is how many series can be told apart by their fillings.
const MostSeries = len(fillings)

// most is where a number stops to grow in a drawing.
const most = 1_000_000_000

// Columns draws a column for each name, from left to right, in which the series stand on one another, the first
// at the bottom. Series after MostSeries are not drawn. Names stand below as far as there is room. "" if there is
// no column or every number is 0.
func Columns(w Words, names []string, series []Series) template.HTML {
	c := columns{names: names, series: series[:min(len(series), MostSeries)]}
	highest := 0
	for i := range names {
		highest = max(highest, c.total(i))
	}
	if highest == 0 {
		return ""
	}
	c.scale = scaleTo(highest)
	return c.draw(w)
}

// Bars draws a bar for each name, from top to bottom, with its number at its end; one of 0 has only the number. A
// number that is missing or negative counts as 0. "" if there is no bar or every number is 0.
func Bars(w Words, names []string, values []int) template.HTML {
	highest, widest, digits := 0, 0.0, 0.0
	for i := range names {
		highest = max(highest, at(values, i))
		widest = max(widest, width(clip(names[i], longestName)))
		digits = max(digits, width(w.number(at(values, i))))
	}
	if highest == 0 {
		return ""
	}
	d := begin(w, float64(len(names))*rowHeight+2)
	left := widest + 8
	longest := drawingWidth - left - digits - 6
	var marks []mark
	for i, name := range names {
		y := float64(i) * rowHeight
		d.text(left-6, y+rowHeight/2+baseline, "end", clip(name, longestName))
		length := longest * float64(at(values, i)) / float64(highest)
		d.text(left+length+5, y+rowHeight/2+baseline, "start", w.number(at(values, i)))
		marks = append(marks, mark{left, y + (rowHeight-barHeight)/2, length, barHeight})
	}
	d.marks(0, marks)
	d.line(left, 0, left, float64(len(names))*rowHeight)
	return d.end()
}

const (
	rowHeight   = 22.0
	barHeight   = 13.0
	longestName = 16 // columns of text
)

// at is a value as it is drawn.
func at(values []int, i int) int {
	if i >= len(values) {
		return 0
	}
	return min(max(values[i], 0), most)
}
