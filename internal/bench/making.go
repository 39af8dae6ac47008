package main

import (
	"fmt"
	"io"
)

// making compares what it takes to make an index of the same documents, and what it leaves on the disk.
func making(w io.Writer, r *run) error {
	c, err := r.corpus()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| index | documents | CPU seconds | CPU ms a document | MB | KB a document |\n|---|--:|--:|--:|--:|--:|\n")
	for _, m := range []maker{ourMaker, shardMaker, bareMaker, liteMaker} {
		spent, ok := r.costs[m.name]
		if !ok {
			if spent, err = r.remake(m); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
		}
		spent.row(w, m.name, len(c.Documents))
	}
	if r.quick {
		return nil
	}
	spent, documents, err := r.pagefind(c)
	if err != nil {
		return err
	}
	spent.row(w, "Pagefind", documents)
	fmt.Fprintf(w, "\nPagefind is given the first %s documents alone: it writes a file for each, and is made for sites of that size.\n", thousands(documents))
	return nil
}

func (c cost) row(w io.Writer, name string, documents int) {
	n := float64(documents)
	fmt.Fprintf(w, "| %s | %d | %.1f | %.2f | %.1f | %.2f |\n", name, documents, c.cpu.Seconds(), ms(c.cpu)/n, float64(c.size)/1e6, float64(c.size)/1e3/n)
}
