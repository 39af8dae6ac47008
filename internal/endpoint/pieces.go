package endpoint

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// feedPiece lets a reader of feeds find that of the query.
func feedPiece(w *bytes.Buffer, f filled) {
	if f.feed != "" {
		w.WriteString(tag("link", "rel", "alternate", "type", "application/atom+xml", "title", f.feedTitle, "href", f.feed) + "\n")
	}
}

// hidden keeps what the query has and the form has no field for, through the next query.
func (p *searchPage) hidden(w *bytes.Buffer, f filled) {
	for _, name := range parameters() {
		if v := f.get(name); !p.fields[name] && name != "page" && !isUsual(name, v) {
			w.WriteString(tag("input", "type", "hidden", "name", name, "value", v))
		}
	}
}

// inputPiece fills in a field.
func inputPiece(token html.Token, name string) piece {
	key := "value"
	if kind := attribute(token, "type"); kind == "radio" || kind == "checkbox" {
		key = "checked"
	}
	rest, value := without(token, key), attribute(token, "value")
	return func(w *bytes.Buffer, f filled) {
		said := f.get(name)
		switch {
		case key == "value":
			w.WriteString(with(rest, key, said).String())
		case strings.EqualFold(said, value):
			w.WriteString(with(rest, key, "").String())
		default:
			w.WriteString(rest.String())
		}
	}
}

func optionPiece(token html.Token, name, value string) piece {
	usual := without(token, "selected")
	selected := with(usual, "selected", "")
	return func(w *bytes.Buffer, f filled) {
		if strings.EqualFold(f.get(name), value) {
			w.WriteString(selected.String())
		} else {
			w.WriteString(usual.String())
		}
	}
}

// lackingPiece adds what the query asks for to a list that does not have it.
func lackingPiece(name string, values map[string]bool) piece {
	return func(w *bytes.Buffer, f filled) {
		if said := f.get(name); said != "" && !values[strings.ToLower(said)] && !isUsual(name, said) {
			w.WriteString(tag("option", "value", said, "selected", "") + html.EscapeString(said) + "</option>")
		}
	}
}

func tag(name string, attributes ...string) string {
	t := html.Token{Type: html.StartTagToken, Data: name}
	for i := 0; i < len(attributes); i += 2 {
		t.Attr = append(t.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return t.String()
}

func isStart(t html.Token) bool {
	return t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(t html.Token, class string) bool {
	for _, c := range strings.Fields(attribute(t, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// without is the tag without an attribute.
func without(t html.Token, key string) html.Token {
	var kept []html.Attribute
	for _, a := range t.Attr {
		if a.Key != key {
			kept = append(kept, a)
		}
	}
	t.Attr = kept
	return t
}

// with is the tag with an attribute more.
func with(t html.Token, key, value string) html.Token {
	t.Attr = append(t.Attr[:len(t.Attr):len(t.Attr)], html.Attribute{Key: key, Val: value})
	return t
}
