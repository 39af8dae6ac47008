package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"minutebook/index"
	"minutebook/internal/progress"
)

// maker makes an index of documents for one engine. Its place is a folder or a file below the bench's own.
type maker struct {
	name, place string
	build       func(path string, c index.Content) error
	open        func(path string) (engine, error)
	again       bool // is made in each run, for its code may have changed
}

// The engines, by what the page calls them.
var (
	ourMaker   = maker{name: "minutebook", place: "site/index", build: buildOurs, open: openOurs, again: true}
	shardMaker = maker{name: "minutebook, 20 shards", place: "shards", build: buildShards, open: openOurs, again: true}
	bareMaker  = maker{name: "bare bleve", place: "bare", open: openBare,
		build: func(path string, c index.Content) error { return buildBare(path, c.Documents) }}
	liteMaker = maker{name: "SQLite FTS5", place: "lite.db", open: openLite,
		build: func(path string, c index.Content) error { return buildLite(path, c.Documents) }}
)

func buildOurs(path string, c index.Content) error {
	_, err := index.Build(path, c)
	return err
}

func openOurs(path string) (engine, error) {
	x, err := index.Open(path)
	return ours{x, new(int)}, err
}

// cost is what making an index took and left.
type cost struct {
	cpu  time.Duration
	size int64
}

// index makes an engine's index unless this run has, and is its place.
func (r *run) index(m maker) (string, error) {
	path := filepath.Join(r.dir, filepath.FromSlash(m.place))
	_, made := r.costs[m.name]
	if _, err := os.Stat(path); err == nil && (made || r.reuse || !m.again) {
		return path, nil
	}
	_, err := r.remake(m)
	return path, err
}

// remake makes an engine's index anew and says what it costs.
func (r *run) remake(m maker) (cost, error) {
	c, err := r.corpus()
	if err != nil {
		return cost{}, err
	}
	path := filepath.Join(r.dir, filepath.FromSlash(m.place))
	if err := os.RemoveAll(path); err != nil {
		return cost{}, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return cost{}, err
	}
	p := progress.New(io.Discard)
	s := p.Stage(m.name)
	if err := m.build(path, c.Content); err != nil {
		return cost{}, err
	}
	s.Done("")
	size, err := sizeOf(path)
	r.costs[m.name] = cost{p.Timings()[0].CPU, size}
	return r.costs[m.name], err
}

// engines are opened on indexes that are made if need be, in the order of their makers.
func (r *run) engines(makers ...maker) ([]engine, error) {
	var all []engine
	for _, m := range makers {
		path, err := r.index(m)
		if err != nil {
			return nil, err
		}
		e, err := m.open(path)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func closeAll(engines []engine) {
	for _, e := range engines {
		_ = e.Close() // they were read only
	}
}

// sizeOf is what a file, or all files below a folder, take.
func sizeOf(path string) (size int64, err error) {
	err = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
