package markup

import (
	"slices"
	"strings"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// inline writes a block's own words, with the abbreviations among them explained.
func (p *page) inline(b *minutes.Block) { p.run(p.noted(b, p.explained(b, p.pieces(b)))) }

// run writes pieces, links outermost, each style open for as long as it lasts.
func (p *page) run(pieces []piece) {
	var in *link
	var styles []element
	for _, piece := range pieces {
		if piece.link != in {
			styles = p.restyle(styles, nil)
			p.relink(in, piece.link)
			in = piece.link
		}
		styles = p.restyle(styles, piece.elements())
		p.words(piece)
	}
	p.restyle(styles, nil)
	p.relink(in, nil)
}

func (p *page) relink(from, to *link) {
	if from != nil {
		p.write("</a>")
	}
	if to != nil {
		p.write(to.open(to.class))
	}
}

// element is an element without attributes but a class.
type element struct{ name, class string }

// restyle closes what is no longer wanted, opens what is, and returns what is open.
func (p *page) restyle(open, want []element) []element {
	keep := 0
	for keep < len(open) && slices.Contains(want, open[keep]) {
		keep++
	}
	for _, e := range slices.Backward(open[keep:]) {
		p.write("</", e.name, ">")
	}
	open = open[:keep:keep]
	for _, e := range want {
		if !slices.Contains(open, e) {
			p.write("<", e.name, attribute("class", e.class), ">")
			open = append(open, e)
		}
	}
	return open
}

func (p piece) elements() []element {
	var all []element
	add := func(yes bool, name, class string) {
		if yes {
			all = append(all, element{name, class})
		}
	}
	add(p.Strong, "strong", "")
	add(p.Emph, "em", "")
	add(p.Strike, "s", "")
	add(p.Under, "u", "")
	add(p.Sub, "sub", "")
	add(p.Sup, "sup", "")
	add(p.Code, "code", "")
	add(p.missing, "span", "missing")
	add(p.class != "", "span", p.class)
	return all
}

func (p *page) words(w piece) {
	switch {
	case w.Image != "":
		p.write(`<img src="`, escape.HTML(w.Image), `" alt="`, escape.HTML(w.Text), `" loading="lazy">`)
	case w.Break && strings.TrimSpace(w.Text) == "":
		p.write("<br>\n")
	case w.Joined:
		p.write(`<span class="joined">`, escape.HTML(w.Text), "</span>", w.notes)
	case w.meaning != "":
		p.write("<abbr", attribute("title", w.meaning), ">", escape.HTML(w.Text), "</abbr>")
	default:
		p.write(escape.HTML(w.Text))
	}
}
