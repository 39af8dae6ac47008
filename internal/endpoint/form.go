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
func parameters() []string {
	return append(append([]string{"q"}, index.Facets()...), "from", "to", "sort", "page")
}

// readForm reads a query from a request. Parameters that are not the search's are ignored; of one that
// stands twice the first counts.
func readForm(r *http.Request) (form, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return form{}, &index.QueryError{Sentence: "The address of this search is damaged. Type the query again."}
	}
	f := form{index.Query{
		Text: values.Get("q"), Kind: values.Get(index.FacetKind), Group: values.Get(index.FacetGroup),
		Status: values.Get(index.FacetStatus), Owner: values.Get(index.FacetOwner), Year: values.Get(index.FacetYear),
		From: values.Get("from"), To: values.Get("to"), Sort: index.Sort(values.Get("sort")), Page: 1,
	}}
	if p := values.Get("page"); p != "" {
		if f.Page, err = strconv.Atoi(p); err != nil || f.Page < 1 {
			return f, &index.QueryError{Sentence: "The page must be a number from 1 on."}
		}
	}
	return f, nil
}

// values are the parameters of the query, all of them.
func (f form) values() url.Values {
	return url.Values{"q": {f.Text}, index.FacetKind: {f.Kind}, index.FacetGroup: {f.Group},
		index.FacetStatus: {f.Status}, index.FacetOwner: {f.Owner}, index.FacetYear: {f.Year},
		"from": {f.From}, "to": {f.To}, "sort": {string(f.Sort)}, "page": {strconv.Itoa(f.Page)}}
}

// with is the address, relative to the search, of this query with one parameter changed; value "" lifts
// it. Every change but of the page leads to the first page.
func (f form) with(name, value string) string {
	values := f.values()
	if name != "page" {
		values.Set("page", "1")
	}
	values.Set(name, value)
	address := "?"
	for _, p := range parameters() {
		v := values.Get(p)
		if v == "" && p != "q" || p == "page" && v == "1" || p == "sort" && v == string(index.SortRelevance) {
			continue
		}
		if address != "?" {
			address += "&"
		}
		address += p + "=" + strings.ReplaceAll(url.QueryEscape(v), "+", "%20")
	}
	return address
}
