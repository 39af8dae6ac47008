package index

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// maxTook is how long a search may take.
const maxTook = 250 * time.Millisecond

// Search answers a query. What is wrong with a query, or makes it too broad, is a *QueryError; any other
// error is the machine's. A query that asks for nothing finds every document, newest first.
func (x *Index) Search(ctx context.Context, q Query) (Results, error) {
	began := time.Now()
	ctx, stop := context.WithTimeout(ctx, maxTook)
	defer stop()
	q, clauses, err := q.check(x.kinds())
	if err != nil {
		return Results{}, err
	}
	r := Results{Page: q.Page, Hits: []Hit{}, Facets: noFacets()}
	if x.reader != nil {
		err = x.search(ctx, q, clauses, &r)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = &QueryError{"This query takes too long to answer. Add a word that narrows it, or leave out the common ones."}
	}
	r.Took = time.Since(began)
	return r, err
}

func (x *Index) search(ctx context.Context, q Query, clauses []clause, r *Results) error {
	clauses, err := x.resolve(clauses)
	if err != nil {
		return err
	}
	p, f := newPlan(clauses), x.newFilter(q)
	order := order{byDate: q.Sort == SortDate || len(p.must) == 0, exact: p.exact}
	keep := q.Page * PageSize
	found, err := x.collect(ctx, p.all(), f, order, keep)
	if err == nil && found.matched == 0 && len(p.must) > 1 {
		found, err = x.collect(ctx, p.some(), f, order, keep)
		r.Partly = found.matched > 0
	}
	if err != nil {
		return err
	}
	r.Total = found.total
	r.Pages = min((found.total+PageSize-1)/PageSize, MaxPages)
	r.Facets = x.facetValues(f, found.counts)
	for _, c := range found.best[min(keep-PageSize, len(found.best)):] {
		h, err := x.hit(c.row, p.patterns)
		if err != nil {
			return err
		}
		r.Hits = append(r.Hits, h)
	}
	r.Suggestion, err = x.respell(ctx, q.Text, p.words)
	return err
}

func (x *Index) hit(row uint32, patterns []pattern) (Hit, error) {
	d, err := x.load(row)
	return Hit{ID: d.ID, Kind: d.Kind, Title: d.Title, URL: d.URL, Date: d.Date, Meeting: d.Meeting,
		Group: strings.Join(d.Groups, ", "), Status: d.Status, Snippet: snippet(d.Text, patterns)}, err
}

func noFacets() map[string][]Value {
	all := map[string][]Value{}
	for _, name := range Facets() {
		all[name] = []Value{}
	}
	return all
}

// Unfold moves the qualifiers of the text into the fields of the query:
//
//	kind:incident owner:DCC status:open group:OPSG year:2021 modification:MP122A meeting:OPSG_49
//	from:2021-05-24 to:2021-06     inclusive; a year or a month is all its days
//	after:2021 before:2021-05-24   from the day after, to the day before
//	owner:"Code Administrator"     what has blanks stands in quotes
//
// A qualifier goes before the field of the same name. What is wrong with one is a *QueryError.
func (q Query) Unfold() (Query, error) { return q, nil }

// facet is what the query asks of a facet.
func (q Query) facet(name string) string {
	return map[string]string{FacetKind: q.Kind, FacetGroup: q.Group, FacetStatus: q.Status,
		FacetOwner: q.Owner, FacetYear: q.Year, FacetModification: q.Modification}[name]
}

// kinds are Kinds and whatever other kinds the index holds.
func (x *Index) kinds() []string {
	all := Kinds()
	for _, k := range x.facets[FacetKind].values {
		if k = strings.ToLower(k); !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	return all
}

// check fills in the defaults and refuses what cannot be meant.
func (q Query) check(kinds []string) (Query, []clause, error) {
	if q.Page == 0 {
		q.Page = 1
	}
	if q.Sort == "" {
		q.Sort = SortRelevance
	}
	if wrong := q.wrong(kinds); wrong != "" {
		return q, nil, &QueryError{wrong}
	}
	clauses, err := parse(q.Text)
	return q, clauses, err
}

func (q Query) wrong(kinds []string) string {
	switch {
	case q.Page < 1:
		return "The page must be a number from 1 on."
	case q.Page > MaxPages:
		return "Only the first 50 pages can be turned to. Add a word or a filter that narrows the query."
	case q.Sort != SortRelevance && q.Sort != SortDate:
		return "The order must be relevance or date."
	case q.Kind != "" && !slices.Contains(kinds, strings.ToLower(q.Kind)):
		return "There is no such kind of record. The kinds are " + strings.Join(kinds, ", ") + "."
	case q.Status != "" && !slices.Contains(statuses(), strings.ToLower(q.Status)):
		return "The status must be open, closed or unknown."
	case q.Year != "" && !isYear(q.Year):
		return "The year must be four digits, such as 2021."
	case !isDate(q.From) || !isDate(q.To):
		return "A date must be written as year, month and day, such as 2021-05-24."
	case q.From != "" && q.To != "" && q.From > q.To:
		return "The first date is after the last one. Exchange them."
	case !isValue(q.Group) || !isValue(q.Owner):
		return "There is no such group or owner."
	}
	return ""
}

func statuses() []string { return []string{"open", "closed", "unknown"} }

func isYear(s string) bool {
	_, err := time.Parse("2006", s)
	return err == nil
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return s == "" || err == nil
}

func isValue(s string) bool { return len(s) <= maxText && utf8.ValidString(s) }
