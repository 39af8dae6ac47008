package index

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Unfold moves the qualifiers of the text into the fields of the query:
//
//	kind:incident owner:DCC status:open group:OPSG year:2021 modification:MP122A meeting:OPSG_49
//	from:2021-05-24 to:2021-06     inclusive; a year or a month is all its days
//	after:2021 before:2021-05-24   from the day after, to the day before
//	owner:"Code Administrator"     what has blanks stands in quotes
//
// A qualifier goes before the field of the same name. What is wrong with one is a *QueryError. Words before a colon that
// are none of these are words.
func (q Query) Unfold() (Query, error) {
	if len(q.Text) > maxText || !utf8.ValidString(q.Text) {
		return q, nil // for parse to refuse
	}
	var rest []string
	seen := map[string]string{} // qualifiers, by what they bound
	for _, piece := range pieces(q.Text) {
		if left, ok := strings.CutPrefix(piece, "-"); ok {
			if name, _, ok := qualifier(left); ok {
				return q, refusal("refused.excluded", "Only words can be left out. Say which {name} you want instead, or leave {name}: away.", "name", name)
			}
		}
		name, value, ok := qualifier(piece)
		if !ok {
			rest = append(rest, piece)
			continue
		}
		bound := boundOf(name)
		switch other := seen[bound]; {
		case other == name:
			return q, refusal("refused.twice", "The query says {name}: twice. Once is enough.", "name", name)
		case other != "":
			return q, refusal("refused.both", "The query says both {one}: and {other}:. One of them is enough.", "one", other, "other", name)
		}
		seen[bound] = name
		if err := q.set(name, value); err != nil {
			return q, err
		}
	}
	if len(seen) > 0 {
		q.Text = strings.Join(rest, " ")
	}
	return q, nil
}

// boundOf is the qualifier that sets the same field: the first day is told by from: or after:, the last by to: or before:.
func boundOf(name string) string {
	switch name {
	case "after":
		return "from"
	case "before":
		return "to"
	}
	return name
}

// pieces cuts text at blanks that stand in no quotes.
func pieces(text string) []string {
	var all []string
	quoted := false
	start := -1
	for i, r := range text {
		switch {
		case isQuote(r):
			quoted = !quoted
			fallthrough
		case quoted || !isBlank(r):
			if start < 0 {
				start = i
			}
		case start >= 0:
			all, start = append(all, text[start:i]), -1
		}
	}
	if start >= 0 {
		all = append(all, text[start:])
	}
	return all
}

// qualifier takes a piece apart that begins with the name of one.
func qualifier(piece string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(piece, ":")
	name = strings.ToLower(name)
	if !ok || (&Query{}).field(name) == nil && period(name) == nil {
		return "", "", false
	}
	return name, strings.TrimFunc(value, func(r rune) bool { return isQuote(r) || isBlank(r) }), true
}

func (q *Query) set(name, value string) error {
	if value == "" {
		return refusal("refused.nothing_after", "There is nothing after {name}:. Write it without a blank, such as {name}:{example}.", "name", name, "example", example(name))
	}
	if at := q.field(name); at != nil {
		*at = value
		return nil
	}
	first, last, ok := daysOf(value)
	if !ok {
		return refusal("refused.no_period", "After {name}: comes a year, a month or a day, such as 2021, 2021-05 or 2021-05-24.", "name", name)
	}
	period(name)(q, first, last)
	return nil
}

func example(name string) string {
	if period(name) != nil {
		return "2021-05-24"
	}
	return map[string]string{FacetKind: "action", FacetGroup: "OPSG", FacetStatus: "open", FacetOwner: "DCC", FacetYear: "2021",
		FacetModification: "MP122A", "meeting": "OPSG_49"}[name]
}

// period restricts a query to what a qualifier says of the days from first to last; nil for no such qualifier.
func period(name string) func(q *Query, first, last time.Time) {
	switch name {
	case "from":
		return func(q *Query, first, _ time.Time) { q.From = first.Format(time.DateOnly) }
	case "to":
		return func(q *Query, _, last time.Time) { q.To = last.Format(time.DateOnly) }
	case "after":
		return func(q *Query, _, last time.Time) { q.From = last.AddDate(0, 0, 1).Format(time.DateOnly) }
	case "before":
		return func(q *Query, first, _ time.Time) { q.To = first.AddDate(0, 0, -1).Format(time.DateOnly) }
	}
	return nil
}

// daysOf are the first and the last day of a year, a month or a day.
func daysOf(value string) (first, last time.Time, ok bool) {
	for _, form := range []struct {
		layout        string
		years, months int
		days          int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if t, err := time.Parse(form.layout, value); err == nil && t.Year() > 0 && t.Year() < 9999 {
			return t, t.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1), true
		}
	}
	return first, last, false
}
