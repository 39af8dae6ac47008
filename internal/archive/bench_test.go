package archive_test

import (
	"context"
	"testing"

	"minutebook/internal/archive"
	"minutebook/internal/cache"
	"minutebook/internal/edition"
	"minutebook/internal/record"
	"minutebook/internal/synth"
)

// benchmarked is how many meetings the benchmarks read; b.N is for all of them.
const benchmarked = 200

func synthetic(b *testing.B) (dir string) {
	dir = b.TempDir() + "/archive"
	if err := synth.Write(dir, benchmarked, 1, nil); err != nil {
		b.Fatal(err)
	}
	return dir
}

// opened is an archive with its sources, kept where there is a cache.
func opened(b *testing.B, dir string, c *cache.Cache) (*archive.Archive, archive.Sources) {
	a, err := archive.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { a.Close() })
	a.Remember(c)
	s, err := a.Read(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	return a, s
}

func members(a *archive.Archive, s archive.Sources) edition.Edition {
	sites := a.Rules.Policy.Sites
	return edition.Of(sites[len(sites)-1], s.Documents, a.Rules, a.Files())
}

func cacheOf(b *testing.B, dir string) *cache.Cache {
	c, err := cache.Open(dir, [32]byte{1})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkRead200(b *testing.B) {
	dir := synthetic(b)
	for b.Loop() {
		opened(b, dir, nil)
	}
}

// BenchmarkRead200Kept reads what the cache holds, all but the text.
func BenchmarkRead200Kept(b *testing.B) {
	dir := synthetic(b)
	c := cacheOf(b, dir)
	opened(b, dir, c)
	for b.Loop() {
		opened(b, dir, c)
	}
}

func BenchmarkEdition200(b *testing.B) {
	a, s := opened(b, synthetic(b), nil)
	for b.Loop() {
		members(a, s)
	}
}

// BenchmarkEdition200Kept takes outlines from the cache.
func BenchmarkEdition200Kept(b *testing.B) {
	dir := synthetic(b)
	a, s := opened(b, dir, cacheOf(b, dir))
	members(a, s)
	for b.Loop() {
		members(a, s)
	}
}

// BenchmarkFull200 reads the whole of each document from the cache.
func BenchmarkFull200(b *testing.B) {
	dir := synthetic(b)
	e := members(opened(b, dir, cacheOf(b, dir)))
	for b.Loop() {
		for _, d := range e.Documents() {
			d.Full()
		}
	}
}

func BenchmarkLink200(b *testing.B) {
	dir := synthetic(b)
	e := members(opened(b, dir, cacheOf(b, dir)))
	b.ReportAllocs()
	for b.Loop() {
		record.Link(e)
	}
}
