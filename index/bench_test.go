package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
)

// benchmarkDocuments is how many documents the benchmarks search.
const benchmarkDocuments = 20_000

// syntheticDocuments have words that are as unequally common as those of a language.
func syntheticDocuments(n int) []Document {
	r := rand.New(rand.NewPCG(1, 2))
	words := rand.NewZipf(r, 1.3, 5, 20_000)
	docs := make([]Document, n)
	for i := range docs {
		var text []string
		for range 60 {
			text = append(text, fmt.Sprintf("w%c%c", 'a'+words.Uint64()%26, 'a'+words.Uint64()%26))
		}
		meeting := fmt.Sprintf("G%c_%d", 'A'+i%5, i/100)
		docs[i] = Document{ID: fmt.Sprintf("G%c %d/%02d", 'A'+i%5, i/100, i%100), Kind: Kinds()[i%len(Kinds())],
			Title: strings.Join(text[:6], " "), URL: fmt.Sprintf("/%d/", i), Date: fmt.Sprintf("20%02d-%02d-%02d", 10+i%15, 1+i%12, 1+i%28),
			Meeting: meeting, Group: meeting[:2], Status: []string{"", "open", "closed"}[i%3], Owners: []string{fmt.Sprintf("O%d", i%40)},
			Text: strings.Join(text, " ")}
	}
	return docs
}

func BenchmarkBuild(b *testing.B) {
	docs := syntheticDocuments(2000)
	for b.Loop() {
		if _, err := Build(filepath.Join(b.TempDir(), "index"), Content{Documents: docs}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(docs)), "µs/document")
}

func BenchmarkOpen(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "index")
	if _, err := Build(dir, Content{Documents: syntheticDocuments(benchmarkDocuments)}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		x, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

// BenchmarkSearch answers whole pages: hits with snippets, five facets.
func BenchmarkSearch(b *testing.B) {
	x := open(b, syntheticDocuments(benchmarkDocuments))
	for _, q := range []Query{{Text: "GA 5/05"}, {Text: "wzy"}, {Text: "waa"}, {Text: "waa wab"}, {Text: `"waa wab"`}, {Text: "wzy", Kind: "action"}, {}, {Sort: SortDate, Text: "waa"}} {
		r, err := x.Search(context.Background(), q)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%s%s%s/%d", q.Text, q.Kind, q.Sort, r.Total), func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Search(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	x.Suggest("g")
	b.Run("suggest", func(b *testing.B) {
		for b.Loop() {
			x.Suggest("ga 5/0")
		}
	})
}
