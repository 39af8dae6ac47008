package main

import (
	"fmt"
	"io"
)

// lasting measures what only shows after many queries, hostile ones among them, or while builds change. What depends on
// the state of a process is measured in one of its own.
func lasting(w io.Writer, r *run) error {
	site, err := r.site()
	if err != nil {
		return err
	}
	queries := 1_000_000
	if r.quick {
		queries = 20_000
	}
	fmt.Fprintf(w, "| what | figure | bound | |\n|---|--:|--:|---|\n")
	if err := r.opening(w, site); err != nil {
		return err
	}
	if err := r.worst(w, site); err != nil {
		return err
	}
	if err := r.memory(w, site, queries); err != nil {
		return err
	}
	return r.swaps(w, site)
}
