// Package answer puts what a search found into the words that programs read: the JSON of /api/search and the rows of
// /search.csv, which minutebook search prints too.
//
//	{total, took_ms, page, pages,
//	 hits: [{id, kind, title, url, date, meeting, within, group, status, owners, snippet}],
//	 facets: {kind: [{value, count}], ...}, suggestion,
//	 query: {text, kind, ...}, offers: [{id, kind, title, url, status}],
//	 groups: [{meeting, title, url, date, shown, total}], full, partly}
//
// What is absent is null, and a list of nothing is empty; groups is null where hits are not grouped. query has text and,
// of the other fields, those that are set. took_ms is there only where somebody measured it. snippet is HTML: escaped text whose only
// elements are <mark>. In CSV it is that text without them.
package answer

import (
	"encoding/json"
	"html"
	"io"
	"strings"
	"time"

	"minutebook/index"
	"minutebook/internal/sheet"
)

// Results are index.Results as JSON has them.
type Results struct {
	Total      int                `json:"total"`
	TookMS     *float64           `json:"took_ms,omitempty"`
	Page       int                `json:"page"`
	Pages      int                `json:"pages"`
	Hits       []Hit              `json:"hits"`
	Facets     map[string][]Value `json:"facets"`
	Suggestion optional           `json:"suggestion"`
	Query      Query              `json:"query"`
	Offers     []Offer            `json:"offers"`
	Groups     []Group            `json:"groups"` // nil is null
	Full       int                `json:"full"`   // how many of the total have all the words
	Partly     bool               `json:"partly"`
}

// Hit is one document.
type Hit struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Title   string   `json:"title"`
	URL     string   `json:"url"`
	Date    optional `json:"date"`
	Meeting optional `json:"meeting"`
	Within  optional `json:"within"` // title of the agenda item that it stands in
	Group   optional `json:"group"`
	Status  optional `json:"status"`
	Owners  []string `json:"owners"`
	Snippet string   `json:"snippet"`
}

// Value is one value of a facet.
type Value struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Offer is a document whose own id was asked for.
type Offer struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"`
	Title  string   `json:"title"`
	URL    string   `json:"url"`
	Status optional `json:"status"`
}

// Group is the hits of one meeting, or of none.
type Group struct {
	Meeting optional `json:"meeting"`
	Title   optional `json:"title"`
	URL     optional `json:"url"`
	Date    optional `json:"date"`
	Shown   int      `json:"shown"`
	Total   int      `json:"total"`
}

// Query is what was asked.
type Query struct {
	Text         string `json:"text"`
	Kind         string `json:"kind,omitempty"`
	Group        string `json:"group,omitempty"`
	Status       string `json:"status,omitempty"`
	Owner        string `json:"owner,omitempty"`
	Year         string `json:"year,omitempty"`
	Modification string `json:"modification,omitempty"`
	Meeting      string `json:"meeting,omitempty"`
	From         string `json:"from,omitempty"`
	To           string `json:"to,omitempty"`
	Sort         string `json:"sort,omitempty"`
	By           string `json:"by,omitempty"`
	Page         int    `json:"page,omitempty"`
	Size         int    `json:"size,omitempty"`
}

// Suggestion is one of /api/suggest.
type Suggestion struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// optional is a text that may be absent, which is null.
type optional string

// MarshalJSON writes null for "".
func (o optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(o))
}

// Of is what r says, without how long it took.
func Of(r index.Results) Results {
	out := Results{Total: r.Total, Page: r.Page, Pages: r.Pages, Hits: each(r.Hits, hit), Facets: map[string][]Value{},
		Suggestion: optional(r.Suggestion), Query: query(r.Query), Offers: each(r.Offers, offer), Full: r.Full, Partly: r.Partly}
	for _, name := range index.Facets() {
		out.Facets[name] = each(r.Facets[name], func(v index.Value) Value { return Value(v) })
	}
	if r.Groups != nil {
		out.Groups = each(r.Groups, group)
	}
	return out
}

// Took is r with how long it took, in milliseconds to the microsecond.
func (r Results) Took(d time.Duration) Results {
	ms := float64(d.Round(time.Microsecond)) / float64(time.Millisecond)
	r.TookMS = &ms
	return r
}

// Suggestions are those that complete what somebody is typing.
func Suggestions(all []index.Suggestion) []Suggestion {
	return each(all, func(s index.Suggestion) Suggestion { return Suggestion(s) })
}

// WriteCSV writes the hits, one a row, under the names that they have in JSON. Owners are one cell.
func WriteCSV(w io.Writer, hits []index.Hit) error {
	return sheet.Write(w, func(yield func([]string) bool) {
		more := yield([]string{"id", "kind", "title", "url", "date", "meeting", "within", "group", "status", "owners", "snippet"})
		for i := 0; more && i < len(hits); i++ {
			h := hits[i]
			more = yield([]string{h.ID, h.Kind, h.Title, h.URL, h.Date, h.Meeting, h.Within, h.Group, h.Status, strings.Join(h.Owners, "; "), Plain(h)})
		}
	})
}

var marks = strings.NewReplacer("<mark>", "", "</mark>", "")

// Plain is the hit's sentence as text.
func Plain(h index.Hit) string { return html.UnescapeString(marks.Replace(string(h.Snippet))) }

// Repeats says whether the hit's sentence says no more than its title, as that of a short action does.
func Repeats(h index.Hit) bool {
	said := strings.TrimSpace(Plain(h))
	return said != "" && strings.Contains(h.Title, said)
}

// KindName is the reader's word for the kind of a hit or of a suggestion.
func KindName(kind string) string {
	switch kind {
	case "item":
		return "agenda item"
	case "thread":
		return "standing item"
	}
	return kind
}

// Rows are the first index.MaxRows hits of a query, ungrouped, wherever its page begins: what a table holds.
func Rows(search func(index.Query) (index.Results, error), q index.Query) ([]index.Hit, error) {
	q.By, q.All = index.ByNothing, true
	r, err := search(q)
	return r.Hits, err
}

func hit(h index.Hit) Hit {
	return Hit{h.ID, h.Kind, h.Title, h.URL, optional(h.Date), optional(h.Meeting), optional(h.Within), optional(h.Group), optional(h.Status),
		each(h.Owners, func(o string) string { return o }), string(h.Snippet)}
}

func offer(h index.Hit) Offer { return Offer{h.ID, h.Kind, h.Title, h.URL, optional(h.Status)} }

func group(g index.Group) Group {
	return Group{optional(g.Meeting), optional(g.Title), optional(g.URL), optional(g.Date), g.Shown, g.Total}
}

func query(q index.Query) Query {
	return Query{q.Text, q.Kind, q.Group, q.Status, q.Owner, q.Year, q.Modification, q.Meeting, q.From, q.To,
		string(q.Sort), string(q.By), q.Page, q.Size}
}

// each is never nil.
func each[S, T any](all []S, as func(S) T) []T {
	out := make([]T, 0, len(all))
	for _, s := range all {
		out = append(out, as(s))
	}
	return out
}
