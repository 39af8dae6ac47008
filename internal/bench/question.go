package main

import (
	"context"
	"errors"
	"fmt"

	"minutebook/index"
)

// question is what ours and its peers are asked alike. Words stand for themselves: no peer has signs of its own for them.
type question struct {
	words  []string // all of them; none asks for everything
	phrase bool     // in this order
	id     string   // instead of words
	kind   string
	year   string
	byDate bool
	plain  bool // ten hits and nothing else: no facets, no highlights
}

// shown is how many hits a page has.
const shown = 10

// engine answers a question with the page that a reader would see, and says how many were found; -1 where it refuses to.
type engine interface {
	ask(q question) (total int, err error)
	Close() error
}

// ours is the index of this project. It gives a whole page whatever is asked, and refuses what takes too long; how often
// is counted.
type ours struct {
	*index.Index
	refused *int
}

func (o ours) ask(q question) (int, error) {
	r, err := o.Search(context.Background(), q.query())
	var refused *index.QueryError
	if errors.As(err, &refused) {
		*o.refused++
		return -1, nil
	}
	return r.Total, err
}

// query is the question as this project's index takes it.
func (q question) query() index.Query {
	in := index.Query{Text: q.text(), Kind: q.kind, Year: q.year, Size: shown}
	if q.byDate {
		in.Sort = index.SortDate
	}
	return in
}

func (q question) text() string {
	text := q.id
	for _, word := range q.words {
		text += word + " "
	}
	if q.phrase {
		return fmt.Sprintf("%q", text[:len(text)-1])
	}
	return text
}
