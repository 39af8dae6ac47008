package lookup

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/edition"
	"minutebook/internal/hit"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/synth"
	"minutebook/internal/wordtest"
)

// BenchmarkSizes makes the files of 1,000 and of 100,000 documents and says how many bytes they have, as they are and
// packed, and how many of them a search fetches.
func BenchmarkSizes(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		c := made(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var files []file
			for b.Loop() {
				files = filesOf(c)
			}
			raw, packed := 0, 0
			for _, f := range files {
				raw += len(f.data)
				packed += len(gzipped(f.data))
			}
			b.ReportMetric(float64(len(files)), "files")
			b.ReportMetric(float64(raw)/1000, "KB")
			b.ReportMetric(float64(packed)/1000, "packed-KB")
			for _, q := range asks(c) {
				r := newReader(files)
				found, _ := r.find(q)
				for _, n := range found[:min(len(found), 8)] {
					r.row(n)
				}
				raw, packed := r.size()
				b.Logf("%-40q %6d found, %3d files fetched, %4d KB, %3d KB packed", q, len(found), len(r.got), raw/1000, packed/1000)
			}
		})
	}
}

// asks are an id, the beginning of one, words, a common word, and nothing.
func asks(c index.Content) []string {
	for _, d := range c.Documents[len(c.Documents)/2:] {
		if d.Kind == "action" {
			words := strings.Fields(d.Title)
			return []string{d.ID, index.Keys(d)[0], strings.Join(words[3:6], " "), "report item", "the", "re", "zzyzx"}
		}
	}
	return nil
}

// made are so many documents of a made-up archive.
func made(b *testing.B, n int) index.Content {
	b.Helper()
	dir := b.TempDir()
	if err := synth.Write(dir, max(n/33, 30), 1, nil); err != nil {
		b.Fatal(err)
	}
	rules := minutes.DefaultRules()
	var sources []edition.Source
	err := filepath.WalkDir(filepath.Join(dir, "content"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err == nil {
			sources = append(sources, edition.Source{Minutes: minutes.Parse(filepath.Base(name), text, rules), Text: text})
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	s, _ := policy.Default().Site("members")
	c := hit.Content(record.Link(edition.Of(s, sources, rules, nil)), wordtest.English(b))
	if len(c.Documents) < n {
		b.Fatalf("only %d documents", len(c.Documents))
	}
	c.Documents = c.Documents[:n]
	return c
}
