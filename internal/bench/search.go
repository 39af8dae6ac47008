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
	mine, err := r.engine(ourMaker)
	if err != nil {
		return err
	}
	defer mine.Close()
	lines, err := r.lines(c, mine)
	if err != nil {
		return err
	}
	if err := r.compare(w, lines, mine); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nOf %s documents, in process, in milliseconds of the clock. A page is ten hits with what a reader sees of them, the sentence with the match, and counts for %s. Peers get the same documents and the same questions, and ask as often as such a page needs: bleve once, and once more for each filter; SQLite once for the hits, once for their number, and once for each facet.\n",
		thousands(len(c.Documents)), facetNames())
	return nil
}

func (r *run) compare(w io.Writer, lines []line, mine engine) error {
	peers, err := r.peers()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| what is asked | found | minutebook, median | 99th of 100 | bound, median | | bleve's own call, hits alone | bare bleve, such a page | SQLite FTS5, such a page |\n|---|--:|--:|--:|--:|---|--:|--:|--:|\n")
	for _, l := range lines {
		took, found, err := l.measure(mine, false, 1000)
		if err != nil {
			return fmt.Errorf("%s: %w", l.what, err)
		}
		var others [3]float64
		for i, p := range []struct {
			engine
			plain bool
		}{{peers[0], true}, {peers[0], false}, {peers[1], false}} {
			theirs, _, err := l.measure(p.engine, p.plain, 100)
			if err != nil {
				return fmt.Errorf("%s: %w", l.what, err)
			}
			others[i] = ms(theirs.at(50))
		}
		bound := l.bound
		if bound == 0 {
			bound = others[0] + 0.1
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", l.what, found, figure(ms(took.at(50))), figure(ms(took.at(99))),
			figure(bound), verdict(ms(took.at(50)), bound), figure(others[0]), figure(others[1]), figure(others[2]))
	}
	return nil
}

// peers are bleve and SQLite.
func (r *run) peers() (all [2]engine, err error) {
	if all[0], err = r.engine(bareMaker); err != nil {
		return all, err
	}
	all[1], err = r.engine(liteMaker)
	return all, err
}

// measure asks an engine the questions in turn, for three seconds at the most, and says how many it found.
func (l line) measure(e engine, plain bool, runs int) (times, string, error) {
	least, most := -1, 0
	var dos []func() error
	for _, q := range l.questions {
		q.plain = plain
		dos = append(dos, func() error {
			n, err := e.ask(q)
			if least < 0 || n < least {
				least = n
			}
			most = max(most, n)
			return err
		})
	}
	took, err := measure(budget{runs, 3 * time.Second}, dos...)
	found := fmt.Sprint(least)
	if most > least {
		found += "–" + fmt.Sprint(most)
	}
	return took, found, err
}
