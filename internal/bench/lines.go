package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"minutebook/index"
)

// lines are what is asked. Words are those that every engine finds about so many documents for.
func (r *run) lines() ([]line, error) {
	c, err := r.corpus()
	if err != nil {
		return nil, err
	}
	engines, err := r.engines(ourMaker, bareMaker, liteMaker)
	if err != nil {
		return nil, err
	}
	defer closeAll(engines)
	rare, e1 := c.found(engines, 50, 40)
	some, e2 := c.found(engines, 700, 8)
	many, e3 := c.found(engines, 20_000, 1)
	if err := errors.Join(e1, e2, e3); err != nil {
		return nil, err
	}
	kind, year := c.commonest(many[0])
	return []line{
		{"an id", c.ids(50), 0},
		{"a rare word", ask(rare, question{}), 0},
		{"a word of some 700 hits", ask(some, question{}), 0.3},
		{"a word of some 20,000 hits", ask(many, question{}), 3},
		{"everything", []question{{}}, 5},
		{"two words of one text", c.pairs(50), 3},
		{"a phrase", c.phrases(50), 3},
		{"20,000 hits, filtered by kind and year", ask(many, question{kind: kind, year: year}), 3},
		{"20,000 hits, newest first", ask(many, question{byDate: true}), 3},
	}, nil
}

func ask(words []string, like question) []question {
	var all []question
	for _, word := range words {
		q := like
		q.words = []string{word}
		all = append(all, q)
	}
	return all
}

// pairs are two words each that stand in one document, neither of them rare.
func (c *corpus) pairs(n int) []question {
	d := dice()
	usual := map[string]bool{}
	for _, w := range c.frequent {
		usual[w.word] = w.count > 300 && w.count < 5000
	}
	var all []question
	for len(all) < n {
		words := slices.DeleteFunc(wordsOf(c.Documents[d.IntN(len(c.Documents))]), func(word string) bool { return !usual[word] })
		if len(words) > 1 {
			all = append(all, question{words: []string{words[0], words[len(words)-1]}})
		}
	}
	return all
}

// found are so many words that all engines find about so many documents for, nearest first: what is too common to be a
// word for one of them is none.
func (c *corpus) found(engines []engine, documents, words int) ([]string, error) {
	var best []wordCount
	for _, word := range c.near(documents, 4*words+4) {
		off := 0
		for _, e := range engines {
			n, err := e.ask(question{words: []string{word}, plain: true})
			if err != nil {
				return nil, err
			}
			off = max(off, distance(n, documents))
		}
		best = append(best, wordCount{word, off})
	}
	sortByCount(best)
	var all []string
	for _, w := range best[:words] {
		all = append(all, w.word)
	}
	return all, nil
}

// commonest are the kind and the year that most documents with a word have.
func (c *corpus) commonest(word string) (kind, year string) {
	kinds, years := map[string]int{}, map[string]int{}
	for _, d := range c.Documents {
		if strings.Contains(strings.ToLower(d.Text), word) {
			kinds[d.Kind]++
			years[yearOf(d)]++
		}
	}
	return largest(kinds), largest(years)
}

func largest(counts map[string]int) (name string) {
	for n, count := range counts {
		if count > counts[name] || count == counts[name] && n < name {
			name = n
		}
	}
	return name
}

// dice are the same in every run.
func dice() *rand.Rand { return rand.New(rand.NewPCG(5, 5)) }

// ids are the ids of so many actions, incidents and modifications.
func (c *corpus) ids(n int) []question {
	d := dice()
	var all []question
	for len(all) < n {
		doc := c.Documents[d.IntN(len(c.Documents))]
		if doc.Kind == "action" || doc.Kind == "incident" || doc.Kind == "modification" {
			all = append(all, question{id: doc.ID})
		}
	}
	return all
}

// phrases are two words each that stand together in a text.
func (c *corpus) phrases(n int) []question {
	d := dice()
	var all []question
	for len(all) < n {
		words := strings.Fields(c.Documents[d.IntN(len(c.Documents))].Text)
		if len(words) < 10 {
			continue
		}
		at := d.IntN(len(words) - 2)
		if isWord(words[at]) && isWord(words[at+1]) {
			all = append(all, question{words: words[at : at+2], phrase: true})
		}
	}
	return all
}

func isWord(s string) bool {
	return len(s) > 5 && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

func facetNames() string {
	all := index.Facets()
	return fmt.Sprintf("%s and %s", strings.Join(all[:len(all)-1], ", "), all[len(all)-1])
}
