package lexer

import (
	"regexp"

	"github.com/alecthomas/chroma/v2"
)

// canvas is one line with the colour of each byte. Colours laid on later cover earlier ones, so that
// patterns may overlap and no byte is ever lost.
type canvas struct {
	text    string
	colours []chroma.TokenType
}

func newCanvas(text string, ground chroma.TokenType) *canvas {
	c := &canvas{text, make([]chroma.TokenType, len(text))}
	c.fill(0, len(text), ground)
	return c
}

// paint is one pattern and the colours of its groups, 0 being the whole match.
type paint struct {
	pattern *regexp.Regexp
	need    need                   // what a line that the pattern fits has
	fits    func(line string) bool // says of most lines that the pattern does not fit; nil for none
	colours map[int]chroma.TokenType
	banner  bool // only in banners
}

func (c *canvas) lay(p *paint) {
	if !p.mayFit(c.text) {
		return
	}
	for _, m := range p.pattern.FindAllStringSubmatchIndex(c.text, -1) {
		for group := range len(m) / 2 {
			if t, ok := p.colours[group]; ok && m[2*group] >= 0 {
				c.fill(m[2*group], m[2*group+1], t)
			}
		}
	}
}

func (p *paint) mayFit(line string) bool { return p.need.in(line) && (p.fits == nil || p.fits(line)) }

func (c *canvas) fill(start, end int, t chroma.TokenType) {
	for i := start; i < end; i++ {
		c.colours[i] = t
	}
}

// tokens are the runs of one colour.
func (c *canvas) tokens() []chroma.Token {
	var all []chroma.Token
	start := 0
	for i := range c.colours {
		if i+1 == len(c.colours) || c.colours[i+1] != c.colours[i] {
			all = append(all, chroma.Token{Type: c.colours[i], Value: c.text[start : i+1]})
			start = i + 1
		}
	}
	return all
}
