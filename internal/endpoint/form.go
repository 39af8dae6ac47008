package endpoint

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"minutebook/index"
)

// form is a query as its address says it.
type form struct{ index.Query }

// parameters are the names that an address of the search may have, in the order in which this package
// writes them.
func parameters() []string { return parameterNames }

var parameterNames = append(append([]string{"q"}, index.Facets()...), "meeting", "from", "to", "sort", "by", "page", "size")

// readForm reads a query from a request. Parameters that are not the search's are ignored; of one that
// stands twice the first counts.
func readForm(r *http.Request) (form, error) {
	values, err := readValues(r)
	if err != nil {
		return form{}, err
	}
	f := form{index.Query{
		Text: values.Get("q"), Kind: values.Get(index.FacetKind), Group: values.Get(index.FacetGroup),
		Status: values.Get(index.FacetStatus), Owner: values.Get(index.FacetOwner), Year: values.Get(index.FacetYear),
		Modification: values.Get(index.FacetModification), Meeting: values.Get("meeting"), From: values.Get("from"), To: values.Get("to"),
		Sort: index.Sort(values.Get("sort")), By: index.Grouping(values.Get("by")), Page: 1, Size: index.PageSize,
	}}
	if f.Page, err = number(values.Get("page"), f.Page); err != nil {
		return f, &index.QueryError{Key: "refused.page", Sentence: "The page must be a number from 1 on."}
	}
	if f.Size, err = number(values.Get("size"), f.Size); err != nil {
		return f, &index.QueryError{Key: "refused.size", Sentence: "The size of a page must be a number from 1 to 100."}
	}
	return f, nil
}

func readValues(r *http.Request) (url.Values, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, &index.QueryError{Key: "refused.address", Sentence: "The address of this search is damaged. Type the query again."}
	}
	return values, nil
}

// number reads one from 1 on.
func number(said string, usual int) (int, error) {
	if said == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(said)
	if err == nil && n < 1 {
		err = strconv.ErrRange
	}
	return n, err
}

// get is the value of a parameter.
func (f form) get(name string) string {
	switch name {
	case "q":
		return f.Text
	case index.FacetKind:
		return f.Kind
	case index.FacetGroup:
		return f.Group
	case index.FacetStatus:
		return f.Status
	case index.FacetOwner:
		return f.Owner
	case index.FacetYear:
		return f.Year
	case index.FacetModification:
		return f.Modification
	case "meeting":
		return f.Meeting
	case "from":
		return f.From
	case "to":
		return f.To
	case "sort":
		return string(f.Sort)
	case "by":
		return string(f.By)
	case "page":
		return strconv.Itoa(f.Page)
	case "size":
		return strconv.Itoa(f.Size)
	}
	return ""
}

// isUsual says whether a parameter says what would hold without it.
func isUsual(name, value string) bool {
	switch name {
	case "page":
		return value == "1" || value == "0" || value == ""
	case "size":
		return value == strconv.Itoa(index.PageSize) || value == "0" || value == ""
	case "sort":
		return value == "" || value == string(index.SortRelevance)
	}
	return value == ""
}

// with is the address, relative to the search, of this query with parameters changed: name, value, name, value; "" lifts
// one. Every change but of the page leads to the first page.
func (f form) with(changes ...string) string {
	var address strings.Builder
	address.WriteByte('?')
	for _, p := range parameters() {
		v := f.get(p)
		if p == "page" {
			v = ""
		}
		for i := 0; i < len(changes); i += 2 {
			if changes[i] == p {
				v = changes[i+1]
			}
		}
		if p != "q" && isUsual(p, v) {
			continue
		}
		if address.Len() > 1 {
			address.WriteByte('&')
		}
		address.WriteString(p)
		address.WriteByte('=')
		address.WriteString(escape(v))
	}
	return address.String()
}

func escape(value string) string { return strings.ReplaceAll(url.QueryEscape(value), "+", "%20") }

// withEach are the addresses with a parameter changed to each value.
func (f form) withEach(name string, values []string) []string {
	const place = "\x00"
	before, after, _ := strings.Cut(f.with(name, place), escape(place))
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = before + escape(v) + after
	}
	if strings.ContainsRune(f.Text+f.Meeting+f.Group+f.Owner+f.Modification, 0) { // somebody typed the placeholder
		for i, v := range values {
			all[i] = f.with(name, v)
		}
	}
	return all
}

// whole is the query without its turning of pages.
func (f form) whole() string { return f.with("size", "", "by", "") }
