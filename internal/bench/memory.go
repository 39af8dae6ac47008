package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// openings is how many processes are started: an odd number, so that there is a median.
const openings = 21

// opening starts processes that open the index and ask it once.
func (r *run) opening(w io.Writer, site string) error {
	var all []time.Duration
	for range openings {
		var took time.Duration
		if err := r.asker(&took, "first", filepath.Join(site, "index")); err != nil {
			return err
		}
		all = append(all, took)
	}
	row(w, fmt.Sprintf("from opening the index to the first answer, median of %d processes", len(all)), ms(percentile(all, 50)), "ms", 50)
	return nil
}

// asker measures something in a process of its own, which is linked with the index alone.
func (r *run) asker(into any, args ...string) error {
	binary := filepath.Join(r.dir, "asker")
	build := exec.Command("go", "build", "-o", binary, "./asker")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	cmd := exec.Command(binary, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("asker %s: %w", args[0], err)
	}
	return json.Unmarshal(out, into)
}

// memory asks a process many queries, and sees what it holds beside the files that it has mapped.
func (r *run) memory(w io.Writer, site string, queries int) error {
	list := filepath.Join(r.dir, "queries.json")
	mix, err := r.mix()
	if err != nil {
		return err
	}
	if err := writeQueries(list, mix); err != nil {
		return err
	}
	var after struct{ Queries, Resident int64 }
	if err := r.asker(&after, "many", filepath.Join(site, "index"), list, strconv.Itoa(queries)); err != nil {
		return err
	}
	row(w, fmt.Sprintf("in memory after %s queries, beyond the mapped index", thousands(int(after.Queries))), float64(after.Resident)/1e6, "MB", 64)
	return nil
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
