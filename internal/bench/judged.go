package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"minutebook/index"
	"minutebook/internal/relevance"
)

// judgedSets measures how good the answers to judged queries are.
func judgedSets(w io.Writer, r *run) error {
	demo, acceptance, err := relevance.Sets()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| judged queries | ids | success@1 | bound | | words | nDCG@10 | bound | |\n|---|--:|--:|--:|---|--:|--:|--:|---|\n")
	if err := r.judged(w, "over the demo archive", demo, r.root); err != nil {
		return err
	}
	archive, err := r.acceptance()
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(w, "\nThe minutes of the acceptance are not here.\n")
		return nil
	}
	if err != nil {
		return err
	}
	if err := r.judged(w, "over the minutes of the acceptance", acceptance, archive); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n`go test ./internal/relevance -run NeverLower -v` says what each query lacks.\n")
	return nil
}

func (r *run) judged(w io.Writer, name string, s relevance.Set, archive string) error {
	c, err := relevance.Content(context.Background(), archive)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(r.dir, "judged-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if _, err := index.Build(dir, c); err != nil {
		return err
	}
	x, err := index.Open(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	report, err := relevance.Measure(context.Background(), x, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| %s | %d | %.3f | 0.95 | %s | %d | %.3f | 0.85 | %s |\n", name, count(s, relevance.IDs), report.IDs, atLeast(report.IDs, 0.95),
		count(s, relevance.Words), report.Words, atLeast(report.Words, 0.85))
	return nil
}

func count(s relevance.Set, c relevance.Class) (n int) {
	for _, q := range s.Queries {
		if q.Class == c {
			n++
		}
	}
	return n
}

func atLeast(value, bound float64) string { return verdict(bound, value) }

// acceptance is an archive of the minutes that stand beside the project; fs.ErrNotExist where they do not.
func (r *run) acceptance() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.root, "..", "shared", "acceptance", "OPSG_49_2405.md"))
	if err != nil {
		return "", err
	}
	dir := filepath.Join(r.dir, "acceptance")
	return dir, errors.Join(os.MkdirAll(filepath.Join(dir, "content"), 0o755),
		os.WriteFile(filepath.Join(dir, "content", "OPSG_49_2405.md"), text, 0o644))
}
