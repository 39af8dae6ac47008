package endpoint

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/net/html"
)

// searchPage is the site's own search page, taken apart once: what stays as it is, and the places that a
// query fills in:
//
//	<title>                      begins with the query
//	<input name="q">             its value is the query
//	<option> in a named <select> the one of the query is selected
//	<!--results-->…<!--/results-->  or else <section class="results">: replaced by what was found
type searchPage struct {
	pieces []piece
	labels map[string]map[string]string // the words of the options, by parameter and value
}

// piece writes one part of the page for a query.
type piece func(w *bytes.Buffer, f form, results []byte)

func readSearchPage(www fs.FS) (*searchPage, error) {
	source, err := fs.ReadFile(www, "search/index.html")
	if err != nil {
		return nil, fmt.Errorf("the site has no search page: %w", err)
	}
	t := taker{in: html.NewTokenizer(bytes.NewReader(source)), labels: map[string]map[string]string{}}
	if err := t.take(); err != nil {
		return nil, fmt.Errorf("reading the search page: %w", err)
	}
	if !t.done {
		return nil, errors.New("the search page has no place for results: its layout must keep <!--results--> and <!--/results-->")
	}
	return &searchPage{t.pieces, t.labels}, nil
}

// render is the page for a query.
func (p *searchPage) render(f form, results []byte) []byte {
	var b bytes.Buffer
	for _, write := range p.pieces {
		write(&b, f, results)
	}
	return b.Bytes()
}

// taker takes the page apart, token by token.
type taker struct {
	in     *html.Tokenizer
	fixed  bytes.Buffer // what stays, since the last place
	pieces []piece
	labels map[string]map[string]string

	choice  string // name of the select that is open
	done    bool   // the place of the results was met
	skipped int    // depth of sections within it
	until   string // "comment" or "section" while within it
}

func (t *taker) take() error {
	for {
		if t.in.Next() == html.ErrorToken {
			t.flush()
			if err := t.in.Err(); err != io.EOF {
				return err
			}
			return nil
		}
		raw := bytes.Clone(t.in.Raw())
		token := t.in.Token()
		if t.until != "" {
			t.skip(token)
			continue
		}
		t.token(token, raw)
	}
}

// place adds a piece that depends on the query.
func (t *taker) place(p piece) {
	t.flush()
	t.pieces = append(t.pieces, p)
}

func (t *taker) flush() {
	fixed := bytes.Clone(t.fixed.Bytes())
	t.fixed.Reset()
	t.pieces = append(t.pieces, func(w *bytes.Buffer, _ form, _ []byte) { w.Write(fixed) })
}

func (t *taker) token(token html.Token, raw []byte) {
	switch {
	case token.Type == html.CommentToken && strings.TrimSpace(token.Data) == "results":
		t.results("comment")
	case token.Type == html.StartTagToken && token.Data == "section" && hasClass(token, "results"):
		t.results("section")
	case token.Type == html.StartTagToken && token.Data == "title":
		t.fixed.Write(raw)
		t.place(func(w *bytes.Buffer, f form, _ []byte) {
			if f.Text != "" {
				w.WriteString(html.EscapeString(f.Text) + " – ")
			}
		})
	case isStart(token) && token.Data == "input" && attribute(token, "name") == "q":
		t.place(inputPiece(token))
	case isStart(token) && token.Data == "option" && t.choice != "":
		t.option(token)
	default:
		t.within(token)
		t.fixed.Write(raw)
	}
}

// within follows which select the options belong to.
func (t *taker) within(token html.Token) {
	switch {
	case token.Data != "select":
	case token.Type == html.StartTagToken:
		t.choice = attribute(token, "name")
	case token.Type == html.EndTagToken:
		t.choice = ""
	}
}

// option notes the words of an option and has it selected where a query asks for it.
func (t *taker) option(token html.Token) {
	name, value := t.choice, attribute(token, "value")
	t.place(optionPiece(token, name, value))
	if t.in.Next() != html.TextToken {
		t.fixed.Write(t.in.Raw())
		return
	}
	t.fixed.Write(t.in.Raw())
	if t.labels[name] == nil {
		t.labels[name] = map[string]string{}
	}
	t.labels[name][strings.ToLower(value)] = strings.TrimSpace(string(t.in.Text()))
}

func (t *taker) results(until string) {
	t.until, t.done = until, true
	t.place(func(w *bytes.Buffer, _ form, results []byte) { w.Write(results) })
}

// skip passes over what stands in the place of the results, to its end.
func (t *taker) skip(token html.Token) {
	switch {
	case t.until == "comment":
		if token.Type == html.CommentToken && strings.TrimSpace(token.Data) == "/results" {
			t.until = ""
		}
	case token.Data != "section":
	case token.Type == html.StartTagToken:
		t.skipped++
	case token.Type == html.EndTagToken:
		if t.skipped--; t.skipped < 0 {
			t.until = ""
		}
	}
}

func inputPiece(token html.Token) piece {
	rest := without(token, "value")
	return func(w *bytes.Buffer, f form, _ []byte) {
		rest := rest
		rest.Attr = append(rest.Attr[:len(rest.Attr):len(rest.Attr)], html.Attribute{Key: "value", Val: f.Text})
		w.WriteString(rest.String())
	}
}

func optionPiece(token html.Token, name, value string) piece {
	usual := without(token, "selected")
	selected := usual
	selected.Attr = append(usual.Attr[:len(usual.Attr):len(usual.Attr)], html.Attribute{Key: "selected"})
	return func(w *bytes.Buffer, f form, _ []byte) {
		if strings.EqualFold(f.values().Get(name), value) {
			w.WriteString(selected.String())
		} else {
			w.WriteString(usual.String())
		}
	}
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
