package endpoint

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// searchPage is the site's own search page, taken apart once: what stays as it is, and the places that a
// query fills in:
//
//	<title>                      begins with the query
//	</head>                      before it, a link to the feed of the query
//	<input name="q">             its value is the query; beside it, hidden, what the query has and the form has no field for
//	<input name="from">          and any other field of the search: its value, or whether it is chosen
//	<option> in a named <select> the one of the query is selected; the query's own is added where there is none
//	<!--results-->…<!--/results-->  or else <section class="results">: replaced by what was found
//
// The lists of links that stand in the place of the results lead to the registers: those of class registers, or else all.
type searchPage struct {
	pieces    []piece
	labels    map[string]map[string]string // the words of the options, by parameter and value
	registers []link
	fields    map[string]bool // the parameters that the form has a field for
	language  string          // of the page
	title     string          // of the site: what the page's own title ends with
}

// piece writes one part of the page for a query.
type piece func(w *bytes.Buffer, f filled)

// filled is what a query fills in.
type filled struct {
	form
	results   []byte
	feed      string // address of its feed; "" for none
	feedTitle string
}

func readSearchPage(f *files) (*searchPage, error) {
	source, err := f.read("search/index.html")
	if err != nil {
		return nil, fmt.Errorf("the site has no search page: %w", err)
	}
	p := &searchPage{labels: map[string]map[string]string{}, fields: map[string]bool{}}
	t := taker{in: html.NewTokenizer(bytes.NewReader(source)), searchPage: p}
	if err := t.take(); err != nil {
		return nil, fmt.Errorf("reading the search page: %w", err)
	}
	if !t.done {
		return nil, errors.New("the search page has no place for results: its layout must keep <!--results--> and <!--/results-->")
	}
	if len(t.marked) > 0 {
		p.registers = t.marked
	}
	return p, nil
}

// render is the page for a query.
func (p *searchPage) render(f filled) []byte {
	var b bytes.Buffer
	for _, write := range p.pieces {
		write(&b, f)
	}
	return b.Bytes()
}

// taker takes the page apart, token by token.
type taker struct {
	in    *html.Tokenizer
	fixed bytes.Buffer // what stays, since the last place
	*searchPage

	choice  string          // name of the select that is open
	values  map[string]bool // of its options
	done    bool            // the place of the results was met
	skipped int             // depth of sections within it
	until   string          // "comment" or "section" while within it
	list    string          // class of the list that is open within it
	leads   string          // address of the link that is open within the list
	marked  []link          // in lists of class registers
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
			t.gather(token)
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
	t.pieces = append(t.pieces, func(w *bytes.Buffer, _ filled) { w.Write(fixed) })
}

func (t *taker) token(token html.Token, raw []byte) {
	name := attribute(token, "name")
	switch {
	case token.Type == html.CommentToken && strings.TrimSpace(token.Data) == "results":
		t.results("comment")
	case token.Type == html.StartTagToken && token.Data == "section" && hasClass(token, "results"):
		t.results("section")
	case token.Type == html.StartTagToken && token.Data == "title":
		t.fixed.Write(raw)
		t.place(func(w *bytes.Buffer, f filled) {
			if f.Text != "" {
				w.WriteString(html.EscapeString(f.Text) + " – ")
			}
		})
		t.words()
	case token.Type == html.EndTagToken && token.Data == "head":
		t.place(feedPiece)
		t.fixed.Write(raw)
	case isStart(token) && token.Data == "input" && slices.Contains(parameters(), name):
		t.fields[name] = true
		t.place(inputPiece(token, name))
		if name == "q" {
			t.place(t.hidden)
		}
	case isStart(token) && token.Data == "option" && t.choice != "":
		t.option(token)
	default:
		t.within(token)
		t.fixed.Write(raw)
	}
}

// words notes what the page's title says after its own: "Search – Orchard" is of Orchard.
func (t *taker) words() {
	if t.in.Next() == html.TextToken {
		parts := strings.Split(html.UnescapeString(string(t.in.Raw())), " – ")
		t.title = strings.TrimSpace(parts[len(parts)-1])
	}
	t.fixed.Write(t.in.Raw())
}

// within follows which select the options belong to.
func (t *taker) within(token html.Token) {
	switch {
	case token.Data == "html" && token.Type == html.StartTagToken:
		t.language = attribute(token, "lang")
	case token.Data != "select":
	case token.Type == html.StartTagToken:
		t.choice, t.values = attribute(token, "name"), map[string]bool{}
		t.fields[t.choice] = true
	case token.Type == html.EndTagToken:
		t.place(lackingPiece(t.choice, t.values))
		t.choice = ""
	}
}

// option notes the words of an option and has it selected where a query asks for it.
func (t *taker) option(token html.Token) {
	name, value := t.choice, attribute(token, "value")
	t.values[strings.ToLower(value)] = true
	t.place(optionPiece(token, name, value))
	if t.in.Next() != html.TextToken {
		t.fixed.Write(t.in.Raw())
		return
	}
	t.fixed.Write(t.in.Raw())
	if t.labels[name] == nil {
		t.labels[name] = map[string]string{}
	}
	t.labels[name][strings.ToLower(value)] = html.UnescapeString(strings.TrimSpace(string(t.in.Text())))
}

func (t *taker) results(until string) {
	t.until, t.done = until, true
	t.place(func(w *bytes.Buffer, f filled) { w.Write(f.results) })
}

// gather notes the links of the lists that stand in the place of the results.
func (t *taker) gather(token html.Token) {
	switch {
	case token.Data == "ul" && token.Type == html.StartTagToken:
		t.list = "list " + attribute(token, "class")
	case token.Data == "ul" && token.Type == html.EndTagToken:
		t.list = ""
	case token.Data == "a" && token.Type == html.StartTagToken && t.list != "":
		t.leads = attribute(token, "href")
	case token.Type == html.TextToken && t.leads != "":
		l := link{Text: strings.TrimSpace(token.Data), Href: t.leads}
		t.registers, t.leads = append(t.registers, l), ""
		if slices.Contains(strings.Fields(t.list), "registers") {
			t.marked = append(t.marked, l)
		}
	}
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
