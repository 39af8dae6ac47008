// Package relevance says how well an index answers queries that people judged: whether an id comes first, and how good the
// first ten hits for words are.
//
// A judged set is a text file. A query is a line of its class, a bar and what somebody types; the right answers stand
// below it, one a line, with their grade, their kind and their id as package hit makes it:
//
//	# what begins with "# " and an empty line say nothing
//	ids | 45/CONF 2
//	3 action OPSG 45/CONF 02
//
//	words | communications hub returns
//	3 item OPSG_49 item 3.5
//	1 item OPSG_49 item 3
//
// Grade 3 is an answer, 2 says something of it, 1 mentions it; what is not listed is wrong. The sets that come with the
// project were judged from the minutes, before the search was tuned to them. Who changes a judgment says which words of
// the minutes make it wrong; that the search finds something else is no reason.
//
// Of ids counts success@1: the share of queries where what a reader sees first, the first offer or else the first hit, is
// of grade 3. Of words counts nDCG@10: a hit at place p of grade g gains (2^g - 1) / log2(p + 1), and the sum over ten
// hits is divided by that of the best order that there is. A query that the page answers with another spelling, because
// nothing has all its words, is measured by that one.
package relevance

import (
	"context"
	"embed"
	"errors"
	"math"
	"slices"

	"minutebook/index"
)

//go:embed judged/*.txt
var judged embed.FS

// Sets are the judged sets that come with the project: over its own archive as the members read it, and over the minutes
// of the acceptance, which do not come with it.
func Sets() (demo, acceptance Set, err error) {
	var wrong [2]error
	demo, wrong[0] = read("judged/demo.txt")
	acceptance, wrong[1] = read("judged/acceptance.txt")
	return demo, acceptance, errors.Join(wrong[:]...)
}

func read(name string) (Set, error) {
	text, err := judged.ReadFile(name)
	if err != nil {
		return Set{}, err
	}
	return Parse(name, string(text))
}

// Report is how an index answered a set.
type Report struct {
	IDs     float64 // success@1 of the queries of class ids, 0 to 1
	Words   float64 // nDCG@10 of those of class words, 0 to 1
	Answers []Answer
}

// Answer is what came of one query.
type Answer struct {
	Query
	Score float64 // success@1 or nDCG@10
	Asked string  // the other spelling by which it was measured; "" for none
	Wrong error   // why the index refused the query; nil where it did not
	Offer *Document
	Hits  []Document // as far as the index gives them on one page
}

// Measure asks x each query of s. An error is the machine's; a query that x refuses scores 0.
func Measure(ctx context.Context, x *index.Index, s Set) (Report, error) {
	var r Report
	for _, q := range s.Queries {
		a, err := ask(ctx, x, q)
		if err != nil {
			return r, err
		}
		r.Answers = append(r.Answers, a)
	}
	r.IDs, r.Words = r.mean(IDs), r.mean(Words)
	return r, nil
}

func (r Report) mean(c Class) float64 {
	sum, n := 0.0, 0
	for _, a := range r.Answers {
		if a.Class == c {
			sum, n = sum+a.Score, n+1
		}
	}
	return sum / float64(max(n, 1))
}

func ask(ctx context.Context, x *index.Index, q Query) (Answer, error) {
	a := Answer{Query: q}
	res, err := x.Search(ctx, index.Query{Text: q.Text, Size: index.MaxSize})
	if err == nil && res.Suggestion != "" && (res.Total == 0 || res.Partly) {
		a.Asked = res.Suggestion
		res, err = x.Search(ctx, index.Query{Text: a.Asked, Size: index.MaxSize})
	}
	var refused *index.QueryError
	if errors.As(err, &refused) {
		a.Wrong = err
		return a, nil
	}
	for _, h := range res.Hits {
		a.Hits = append(a.Hits, Document{h.Kind, h.ID})
	}
	if len(res.Offers) > 0 {
		a.Offer = &Document{res.Offers[0].Kind, res.Offers[0].ID}
	}
	a.Score = a.score()
	return a, err
}

func (a Answer) score() float64 {
	if a.Class == Words {
		return ndcg(a.Hits, a.Answers)
	}
	first := slices.Clone(a.Hits[:min(1, len(a.Hits))])
	if a.Offer != nil {
		first = []Document{*a.Offer}
	}
	if len(first) > 0 && a.Answers[first[0]] == best {
		return 1
	}
	return 0
}

// depth is how many hits a reader is thought to look at.
const depth = 10

func ndcg(hits []Document, answers map[Document]int) float64 {
	var got, ideal []int
	seen := map[Document]bool{}
	for _, h := range hits[:min(depth, len(hits))] {
		grade := answers[h]
		if seen[h] {
			grade = 0
		}
		seen[h] = true
		got = append(got, grade)
	}
	for _, grade := range answers {
		ideal = append(ideal, grade)
	}
	slices.SortFunc(ideal, func(a, b int) int { return b - a })
	return gain(got) / gain(ideal[:min(depth, len(ideal))])
}

func gain(grades []int) float64 {
	sum := 0.0
	for i, g := range grades {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i)+2)
	}
	return sum
}
