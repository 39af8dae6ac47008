package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// pagefindMost is how many records Pagefind is given.
const pagefindMost = 10_000

// pagefind makes Pagefind's index, in a process of its own, of the first documents.
func (r *run) pagefind(c *corpus) (cost, int, error) {
	docs := c.Documents[:min(pagefindMost, len(c.Documents))]
	in, out := filepath.Join(r.dir, "pagefind.jsonl"), filepath.Join(r.dir, "pagefind")
	f, err := os.Create(in)
	if err != nil {
		return cost{}, 0, err
	}
	enc := json.NewEncoder(f)
	for _, d := range docs {
		err = errors.Join(err, enc.Encode(map[string]any{"url": d.URL, "title": d.Title, "text": d.Title + "\n" + d.Text, "date": d.Date,
			"filters": map[string][]string{"kind": {d.Kind}, "group": groupsOf(d), "status": {d.Status}, "owner": d.Owners, "year": {yearOf(d)}}}))
	}
	if err := errors.Join(err, f.Close(), os.RemoveAll(out)); err != nil {
		return cost{}, 0, err
	}
	cmd := exec.Command("node", "pagefind.mjs", in, out)
	cmd.Stderr = os.Stderr
	said, err := cmd.Output()
	if err != nil {
		return cost{}, 0, fmt.Errorf("Pagefind: %w; npm ci in internal/bench brings it", err)
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(said)), 64)
	if err != nil {
		return cost{}, 0, err
	}
	size, err := sizeOf(out)
	return cost{time.Duration(seconds * float64(time.Second)), size}, len(docs), err
}
