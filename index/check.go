package index

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// check unfolds the query, fills in the defaults and refuses what cannot be meant.
func (q Query) check(kinds []string) (Query, []clause, error) {
	q, err := q.Unfold()
	if err != nil {
		return q, nil, err
	}
	if q.Page == 0 {
		q.Page = 1
	}
	if q.Size == 0 {
		q.Size = PageSize
	}
	if q.Sort == "" {
		q.Sort = SortRelevance
	}
	if wrong := q.wrong(kinds); wrong != nil {
		return q, nil, wrong
	}
	clauses, err := parse(q.Text)
	if q.All {
		q.Page, q.Size = 1, MaxRows
	}
	return q, clauses, err
}

// wrong says what the query cannot mean, nil for nothing.
func (q Query) wrong(kinds []string) *QueryError {
	switch {
	case q.Page < 1:
		return refusal("refused.page", "The page must be a number from 1 on.")
	case q.Size < 1 || q.Size > MaxSize:
		return refusal("refused.size", "The size of a page must be a number from 1 to 100.")
	case q.Page > MaxPages:
		return refusal("refused.pages", "Only the first 50 pages can be turned to. Add a word or a filter that narrows the query.")
	case (q.Page-1)*q.Size >= MaxRows:
		return refusal("refused.rows", "Only the first 1,000 results can be turned to. Add a word or a filter that narrows the query.")
	case q.Sort != SortRelevance && q.Sort != SortDate:
		return refusal("refused.sort", "The order must be relevance or date.")
	case q.By != ByNothing && q.By != ByMeeting:
		return refusal("refused.by", "Results can be grouped by meeting only.")
	case q.Kind != "" && !slices.Contains(kinds, strings.ToLower(q.Kind)):
		return refusal("refused.kind", "There is no such kind of record. The kinds are {kinds}.", "kinds", strings.Join(kinds, ", "))
	case q.Status != "" && !slices.Contains(statuses(), strings.ToLower(q.Status)):
		return refusal("refused.status", "The status must be open, closed or unknown.")
	case q.Year != "" && !isYear(q.Year):
		return refusal("refused.year", "The year must be four digits, such as 2021.")
	case !isDate(q.From) || !isDate(q.To):
		return refusal("refused.date", "A date must be written as year, month and day, such as 2021-05-24.")
	case q.From != "" && q.To != "" && q.From > q.To:
		return refusal("refused.dates", "The first date is after the last one. Exchange them.")
	case !isValue(q.Group) || !isValue(q.Owner) || !isValue(q.Modification) || !isValue(q.Meeting):
		return refusal("refused.value", "There is no such group, owner, modification or meeting.")
	}
	return nil
}

// kinds are Kinds and whatever other kinds the index holds.
func (x *Index) kinds() []string {
	all := Kinds()
	if x.rows == 0 {
		return all
	}
	for _, k := range x.facet(FacetKind).values {
		if k = strings.ToLower(k); !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	return all
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
