package main

import (
	"fmt"
	"io"
	"time"
)

// line is one line of the table: questions of one kind, and what they may take.
type line struct {
	what      string
	questions []question
	bound     float64 // milliseconds at the median; 0: within 0.1 ms of bleve's own call for the hits alone
}

// searching compares how long a page of hits takes.
func searching(w io.Writer, r *run) error {
	c, err := r.corpus()
	if err != nil {
		return err
	}
	lines, err := r.lines()
	if err != nil {
		return err
	}
	engines, err := r.engines(ourMaker, bareMaker, liteMaker)
	if err != nil {
		return err
	}
	defer closeAll(engines)
	compare(w, lines, engines[0], engines[1], engines[2])
	fmt.Fprintf(w, "\nOf %s documents, in process, in milliseconds of the clock: the median of the quietest of %d rounds, in which all take turns, and the 99th of 100 of all rounds. A page is ten hits with what a reader sees of them, the sentence with the match, and counts for %s. Peers get the same documents and the same questions, and ask as often as such a page needs: bleve once, and once more for each filter; SQLite once for the hits, once for their number, and once for each facet.\n",
		thousands(len(c.Documents)), rounds, facetNames())
	return nil
}

func compare(w io.Writer, lines []line, mine, bleve, lite engine) {
	fmt.Fprintf(w, "| what is asked | found | minutebook, median | 99th of 100 | bound, median | | bleve's own call, hits alone | bare bleve, such a page | SQLite FTS5, such a page |\n|---|--:|--:|--:|--:|---|--:|--:|--:|\n")
	for _, l := range lines {
		found := results{}
		took, err := race(500, 8*time.Second, l.asks(mine, &found, false), l.asks(bleve, nil, true), l.asks(bleve, nil, false), l.asks(lite, nil, false))
		if err != nil {
			fmt.Fprintf(w, "| %s | | | | | **missed**: %v | | | |\n", l.what, err)
			continue
		}
		median := func(i int) float64 { return ms(took[i].median()) }
		bound := l.bound
		if bound == 0 {
			bound = median(1) + 0.1
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", l.what, found, figure(median(0)), figure(ms(took[0].at(99))),
			figure(bound), verdict(median(0), bound), figure(median(1)), figure(median(2)), figure(median(3)))
	}
	fmt.Fprint(w, refusals(mine))
}

// refusals is a sentence on what the engine did not answer in time; "" if it answered all.
func refusals(e engine) string {
	o, ok := e.(ours)
	if !ok || *o.refused == 0 {
		return ""
	}
	return fmt.Sprintf("\n%d times of all, a query was **refused** because it took more than 250 ms.\n", *o.refused)
}

// results is how many were found.
type results struct {
	asked       bool
	least, most int
}

func (r *results) note(n int) {
	if !r.asked || n < r.least {
		r.least = n
	}
	r.asked, r.most = true, max(r.most, n)
}

func (r results) String() string {
	if r.most > r.least {
		return fmt.Sprintf("%d–%d", r.least, r.most)
	}
	return fmt.Sprint(r.least)
}

// asks asks an engine each of the questions, and notes how many it finds.
func (l line) asks(e engine, found *results, plain bool) []func() error {
	var dos []func() error
	for _, q := range l.questions {
		q.plain = plain
		dos = append(dos, func() error {
			n, err := e.ask(q)
			if found != nil && err == nil && n >= 0 {
				found.note(n)
			}
			return err
		})
	}
	return dos
}
