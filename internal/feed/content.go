package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// The content of an entry is a tree of HTML, which x/net/html writes: no word gets into it unescaped.

func plain(s string) text { return text{"text", s} }

// rich is HTML made of blocks, one a line.
func rich(blocks ...*html.Node) text {
	var s strings.Builder
	for _, b := range blocks {
		if err := html.Render(&s, b); err != nil {
			panic(err) // a tree of element and text nodes, into memory
		}
		s.WriteByte('\n')
	}
	return text{"html", s.String()}
}

func words(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func element(name string, children ...*html.Node) *html.Node {
	e := &html.Node{Type: html.ElementNode, Data: name}
	for _, c := range children {
		e.AppendChild(c)
	}
	return e
}

func anchor(href, text string) *html.Node {
	a := element("a", words(text))
	a.Attr = []html.Attribute{{Key: "href", Val: href}}
	return a
}

// section is a heading and a list; nothing where the list is empty.
func section(heading string, items []*html.Node) []*html.Node {
	if len(items) == 0 {
		return nil
	}
	return []*html.Node{element("h2", words(heading)), element("ul", items...)}
}
