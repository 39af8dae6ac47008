package markup

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// What may come out, whatever goes in: elements, and the attributes of each.
var allowed = map[string][]string{
	"a": {"class", "href", "rel", "aria-label", "data-n"}, "abbr": {"title"}, "blockquote": nil, "br": nil, "caption": nil, "code": nil, "div": {"tabindex", "role", "aria-label"},
	"em": nil, "h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "hr": nil, "img": {"src", "alt", "loading"}, "li": {"value"},
	"mark": nil, "ol": {"start", "type"}, "p": nil, "pre": {"tabindex"}, "s": nil, "span": nil, "strong": nil,
	"sub": nil, "sup": nil, "table": nil, "tbody": nil, "td": {"colspan", "data-label"}, "th": {"colspan", "scope"}, "thead": nil, "tr": nil, "u": nil, "ul": nil,
}

// inspect says what is wrong with HTML of this package; nil for nothing.
func inspect(fragment string) error {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		return err
	}
	var again strings.Builder
	for _, n := range nodes {
		if err := html.Render(&again, n); err != nil {
			return err
		}
		body.AppendChild(n)
	}
	if got, want := normal(again.String()), normal(fragment); got != want {
		return fmt.Errorf("not well formed:\n%s\na parser reads\n%s", want, got)
	}
	return inspectNodes(body)
}

// normal is HTML with its attributes sorted, which parsers do to some elements.
func normal(fragment string) string {
	var s strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		slices.SortFunc(t.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		if t.Type == html.SelfClosingTagToken {
			t.Type = html.StartTagToken
		}
		s.WriteString(t.String())
	}
	return s.String()
}

func inspectNodes(body *html.Node) error {
	ids := map[string]bool{}
	for n := range body.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if _, ok := allowed[n.Data]; !ok {
			return fmt.Errorf("element <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key != "id" && a.Key != "class" && (a.Key != "dir" || a.Val != "auto") && !slices.Contains(allowed[n.Data], a.Key) {
				return fmt.Errorf("attribute %s of <%s>", a.Key, n.Data)
			}
			if (a.Key == "href" || a.Key == "src") && !harmless(a.Val) {
				return fmt.Errorf("address %q", a.Val)
			}
			if a.Key == "id" {
				if ids[a.Val] {
					return fmt.Errorf("id %q twice", a.Val)
				}
				ids[a.Val] = true
			}
		}
		if n.Data == "a" && inside(n, "a") {
			return fmt.Errorf("link in a link")
		}
	}
	return nil
}

// harmless is written apart from safe, after the order in which browsers read an address.
func harmless(address string) bool {
	head, _, found := strings.Cut(address, ":")
	if strings.ContainsAny(head, "/?#") || !found {
		return !strings.HasPrefix(address, "//") && !strings.Contains(address, `\`)
	}
	return slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(head))
}

func inside(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

var phrasing = []string{"a", "abbr", "br", "code", "em", "img", "mark", "s", "span", "strong", "sub", "sup", "u"}

// textOf is the text of HTML, images by their descriptions. With apart, elements that are no part of a line
// are set off by line ends.
func textOf(fragment string, apart bool) string {
	nodes, _ := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	var s strings.Builder
	for _, n := range nodes {
		writeText(&s, n, apart)
	}
	return s.String()
}

func writeText(s *strings.Builder, n *html.Node, apart bool) {
	if n.Type == html.TextNode {
		s.WriteString(n.Data)
	}
	for _, a := range n.Attr {
		if n.Data == "img" && a.Key == "alt" {
			s.WriteString(a.Val)
		}
	}
	edge := apart && n.Type == html.ElementNode && !slices.Contains(phrasing, n.Data)
	if edge {
		s.WriteByte('\n')
	}
	for c := range n.ChildNodes() {
		writeText(s, c, apart)
	}
	if edge {
		s.WriteByte('\n')
	}
}

// wordsOf are the words of blocks in order, repeated heads apart.
func wordsOf(blocks []*minutes.Block) []string {
	var words []string
	for _, b := range blocks {
		if b.Role == minutes.RoleRepeated {
			continue
		}
		words = append(words, strings.Fields(escape.Visible(b.Text()))...)
		words = append(words, wordsOf(b.Blocks)...)
	}
	return words
}
