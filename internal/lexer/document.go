package lexer

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// document is one text while it is read, a line at a time.
type document struct {
	*lexer
	lines   []string // with their line ends
	at      int      // the next line
	front   int      // lines of front matter
	fence   string   // what opened the code that the next line stands in; "" outside
	comment bool     // whether the next line stands in an HTML comment
	queue   []chroma.Token
}

// next is the document's iterator.
func (d *document) next() chroma.Token {
	for len(d.queue) == 0 {
		if d.at == len(d.lines) {
			return chroma.EOF
		}
		d.queue = d.line(d.lines[d.at])
		d.at++
	}
	t := d.queue[0]
	d.queue = d.queue[1:]
	return t
}

// line reads one line in the state that the lines before it left.
func (d *document) line(s string) []chroma.Token {
	switch {
	case d.at < d.front:
		return frontLine(s)
	case d.fence != "":
		return d.fenced(s)
	case d.comment || strings.HasPrefix(strings.TrimLeft(s, " "), "<!--"):
		return d.commented(s)
	}
	if d.fence = fenceOf(s); d.fence != "" {
		return one(chroma.Punctuation, s)
	}
	return d.text(s)
}

// frontMatter counts the lines of front matter with their fences; 0 where none closes.
func (d *document) frontMatter() int {
	if strings.TrimRight(d.lines[0], " \t\r\n") != "---" {
		return 0
	}
	for i, s := range d.lines[1:] {
		if s = strings.TrimRight(s, " \t\r\n"); s == "---" || s == "..." {
			return i + 2
		}
	}
	return 0
}

func frontLine(s string) []chroma.Token {
	key, value, ok := strings.Cut(s, ":")
	switch {
	case strings.HasPrefix(s, "#"):
		return one(chroma.Comment, s)
	case !ok:
		return one(chroma.CommentPreproc, s)
	}
	return append(append(one(chroma.NameAttribute, key), one(chroma.Punctuation, ":")...), one(chroma.LiteralString, value)...)
}

func (d *document) fenced(s string) []chroma.Token {
	if f := fenceOf(s); strings.HasPrefix(f, d.fence) && strings.TrimSpace(s) == f {
		d.fence = ""
		return one(chroma.Punctuation, s)
	}
	return one(chroma.LiteralStringBacktick, s)
}

// fenceOf is the run of backticks or tildes that opens or closes a block of code; "" for another line.
func fenceOf(s string) string {
	rest := strings.TrimLeft(s, " ")
	if len(s)-len(rest) > 3 {
		return ""
	}
	for _, c := range []string{"`", "~"} {
		if n := len(rest) - len(strings.TrimLeft(rest, c)); n >= 3 {
			if c == "`" && strings.Contains(rest[n:], c) {
				return ""
			}
			return rest[:n]
		}
	}
	return ""
}

// commented reads a line of which an HTML comment takes the start.
func (d *document) commented(s string) []chroma.Token {
	end := strings.Index(s, "-->")
	d.comment = end < 0
	if d.comment {
		return one(chroma.Comment, s)
	}
	end += len("-->")
	return append(one(chroma.Comment, s[:end]), d.text(s[end:])...)
}

// text reads a line of Markdown.
func (d *document) text(s string) []chroma.Token {
	if s == "" {
		return nil
	}
	c := newCanvas(s, d.ground(s))
	banner := d.isBanner(s)
	for i := range d.paints {
		if p := &d.paints[i]; banner || !p.banner {
			c.lay(p)
		}
	}
	return c.tokens()
}

// ground is what a line is as a whole.
func (d *document) ground(s string) chroma.TokenType {
	switch {
	case s[0] != '#' && s[0] != ' ' && !isDigit(s[0]):
		return chroma.Text
	case markdownHeading.MatchString(s), agendaHead.MatchString(s) && d.stands():
		return chroma.GenericHeading
	case agendaSubhead.MatchString(s) && d.stands():
		return chroma.GenericSubheading
	}
	return chroma.Text
}

// stands says whether blank lines stand around the line.
func (d *document) stands() bool {
	blank := func(i int) bool {
		return i < 0 || i >= len(d.lines) || strings.TrimSpace(d.lines[i]) == ""
	}
	return blank(d.at-1) && blank(d.at+1)
}

func (d *document) isBanner(s string) bool {
	low := strings.ToLower(s)
	for _, phrase := range d.banners {
		if strings.Contains(low, phrase) {
			return true
		}
	}
	return false
}

func one(t chroma.TokenType, s string) []chroma.Token {
	if s == "" {
		return nil
	}
	return []chroma.Token{{Type: t, Value: s}}
}
