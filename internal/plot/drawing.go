package plot

import (
	"encoding/xml"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Sizes in units of the drawing.
const (
	drawingWidth = 320.0
	textSize     = 13.5
	lineHeight   = 18.0
	baseline     = 4.7 // from the middle of a line of text to its foot
	advance      = .67 // of a character, of the text's size: those of most faces are narrower
)

// drawing is SVG being written.
type drawing struct {
	strings.Builder
	id string
}

// mark is a rectangle that stands for a number.
type mark struct{ x, y, width, height float64 }

// filling is how the marks of a series look: a class for the colour, and the pattern.
type filling struct{ class, pattern string }

const (
	full  = ""
	empty = "none"
)

// fillings differ from one another without any colour.
var fillings = [...]filling{
	{"a", full},
	{"b", `<path d="M0 5.5L5.5 0M-1 1L1-1M4.5 6.5L6.5 4.5"/>`},
	{"a", `<path d="M0 1H5.5M0 3.75H5.5"/>`},
	{"b", `<circle cx="1.4" cy="1.4" r=".9"/><circle cx="4.1" cy="4.1" r=".9"/>`},
	{"b", `<path d="M1.4 0V5.5M4.15 0V5.5"/>`},
	{"a", empty},
}

// begin writes the head of a drawing: what it says of itself, and its fillings.
func begin(w Words, height float64) *drawing {
	d := &drawing{id: escape(w.ID)}
	fmt.Fprintf(d, `<svg class="plot" role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-size="%s" fill="currentColor" aria-labelledby="%s-title" aria-describedby="%s-desc">`,
		unit(drawingWidth), unit(height), unit(textSize), d.id, d.id)
	fmt.Fprintf(d, "\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", d.id, escape(w.Title), d.id, escape(w.Desc))
	return d
}

func (d *drawing) end() template.HTML {
	d.WriteString("</svg>")
	return template.HTML(d.String())
}

// marks draws marks in the filling of a series.
func (d *drawing) marks(series int, marks []mark) {
	f := fillings[series]
	fill := ""
	switch f.pattern {
	case full:
	case empty:
		fill = ` fill="none"`
	default:
		fill = fmt.Sprintf(` fill="url(#%s-%d)"`, d.id, series)
		d.define(series)
	}
	fmt.Fprintf(d, `<g class="%s"%s stroke="currentColor" stroke-width=".8">`, f.class, fill)
	for _, m := range marks {
		if m.width > 0 && m.height > 0 {
			fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s"/>`, unit(m.x), unit(m.y), unit(m.width), unit(m.height))
		}
	}
	d.WriteString("</g>\n")
}

// define writes a series' pattern where it is used first. A pattern has its colour from where it stands.
func (d *drawing) define(series int) {
	id := fmt.Sprintf(`id="%s-%d"`, d.id, series)
	if f := fillings[series]; !strings.Contains(d.String(), id) {
		fmt.Fprintf(d, `<pattern %s class="%s" width="5.5" height="5.5" patternUnits="userSpaceOnUse" stroke="currentColor" stroke-width="1.1">%s</pattern>`,
			id, f.class, f.pattern)
	}
}

func (d *drawing) text(x, y float64, anchor, text string) {
	fmt.Fprintf(d, `<text x="%s" y="%s"`, unit(x), unit(y))
	if anchor != "start" {
		fmt.Fprintf(d, ` text-anchor="%s"`, anchor)
	}
	fmt.Fprintf(d, ">%s</text>\n", escape(text))
}

func (d *drawing) line(x1, y1, x2, y2 float64) {
	fmt.Fprintf(d, "<path d=\"M%s %sL%s %s\" stroke=\"currentColor\" stroke-opacity=\".35\"/>\n", unit(x1), unit(y1), unit(x2), unit(y2))
}

// unit writes a length, to a tenth.
func unit(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }

func escape(text string) string {
	var s strings.Builder
	_ = xml.EscapeText(&s, []byte(text)) // a strings.Builder takes everything
	return s.String()
}

// width is the room that a line of text may need.
func width(text string) float64 { return textSize * advance * float64(uniseg.StringWidth(text)) }

// clip shortens a name that is wider than so many columns of text.
func clip(name string, columns int) string {
	name = strings.Join(strings.Fields(strings.Map(legible, name)), " ")
	if uniseg.StringWidth(name) <= columns {
		return name
	}
	used, end := 0, 0
	for g := uniseg.NewGraphemes(name); g.Next() && used+g.Width() < columns; {
		used += g.Width()
		_, end = g.Positions()
	}
	return strings.TrimSpace(name[:end]) + "…"
}

// legible replaces what XML cannot hold.
func legible(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) || r == 0xFFFE || r == 0xFFFF {
		return unicode.ReplacementChar
	}
	return r
}
