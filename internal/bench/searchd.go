package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"minutebook/index"
	"minutebook/internal/build"
)

// server weighs searchd and opens the index of the demo archive.
func server(w io.Writer, r *run) error {
	info, err := os.Stat(r.searchd)
	if err != nil {
		return fmt.Errorf("%w; make build first", err)
	}
	site, err := r.demoSite()
	if err != nil {
		return err
	}
	opening, err := race(100, time.Minute, []func() error{func() error {
		x, err := index.Open(filepath.Join(site, "index"))
		if err != nil {
			return err
		}
		return x.Close()
	}})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| what | figure | bound | |\n|---|--:|--:|---|\n")
	row(w, "binary", float64(info.Size())/1e6, "MB", 25)
	row(w, "opening the demo index, median", ms(opening[0].median()), "ms", 50)
	return nil
}

// demoSite builds the demo archive, once, and is the folder of the site that reads most of it.
func (r *run) demoSite() (string, error) {
	out := filepath.Join(r.dir, "demo")
	site := filepath.Join(out, "members")
	if _, err := os.Stat(site); err == nil {
		return site, nil
	}
	_, err := build.Run(context.Background(), build.Options{Archive: r.root, Out: out})
	return site, err
}
