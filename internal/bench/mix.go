package main

import (
	"encoding/json"
	"os"

	"minutebook/index"
)

// mix is what many readers ask: most of them ids and rarer words, a few what is common, with filters, by date, or
// misspelt.
func (r *run) mix() ([]index.Query, error) {
	c, err := r.corpus()
	if err != nil {
		return nil, err
	}
	var all []index.Query
	add := func(questions []question) {
		for _, q := range questions {
			all = append(all, q.query())
		}
	}
	add(c.ids(400))
	add(ask(c.near(50, 300), question{}))
	add(ask(c.near(700, 100), question{}))
	add(ask(c.near(700, 50), question{kind: "action"}))
	add(ask(c.near(300, 50), question{byDate: true}))
	add(c.phrases(80))
	add(ask(misspelt(c.near(200, 19)), question{}))
	add(ask(c.near(20_000, 1), question{}))
	d := dice()
	d.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, nil
}

// misspelt exchanges two letters.
func misspelt(words []string) []string {
	var all []string
	for _, w := range words {
		b := []byte(w)
		b[1], b[2] = b[2], b[1]
		all = append(all, string(b))
	}
	return all
}

func writeQueries(file string, queries []index.Query) error {
	data, err := json.Marshal(queries)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
