package build

import (
	"errors"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"minutebook/index"
	"minutebook/internal/audit"
)

const indexFolder = "index"

// leaks searches a site's folder, and its index through the index.
func leaks(secrets *audit.Secrets, dir string) (audit.Report, error) {
	return leaksBy(secrets.Search, secrets, dir, func(string) bool { return true })
}

// leaksIn searches files of a site's folder, and of the index the shards that have one of them. former may be nil; see SearchFiles.
func leaksIn(secrets *audit.Secrets, dir string, names []string, former audit.Former) (audit.Report, error) {
	search := func(dir string, dumped func(rel string) bool) (audit.Report, error) {
		return secrets.SearchFiles(dir, names, former, dumped)
	}
	if !slices.ContainsFunc(names, func(rel string) bool { return strings.HasPrefix(rel, indexFolder+"/") }) {
		return search(dir, func(string) bool { return false })
	}
	return leaksBy(search, secrets, dir, func(shard string) bool {
		return slices.ContainsFunc(names, func(rel string) bool { return strings.HasPrefix(rel, path.Join(indexFolder, shard)+"/") })
	})
}

// leaksBy searches files, and those shards of the index, by their folders below it. Files beside those that the index has open are searched
// as any other; so are all of an index that cannot be opened.
func leaksBy(search func(dir string, dumped func(rel string) bool) (audit.Report, error), secrets *audit.Secrets, dir string, these func(shard string) bool) (audit.Report, error) {
	at := filepath.Join(dir, indexFolder)
	segments, roots, shards, err := filesOfIndex(at)
	if err != nil {
		return search(dir, func(string) bool { return false })
	}
	shards = slices.DeleteFunc(shards, func(name string) bool { return !these(path.Join("shards", name)) })
	var report audit.Report
	var pieces, stems []audit.Leak
	var g errgroup.Group
	g.Go(func() (err error) {
		report, err = search(dir, func(rel string) bool {
			return slices.ContainsFunc(segments, func(name string) bool { return rel == path.Join(indexFolder, name) })
		})
		return err
	})
	g.Go(func() (err error) {
		if pieces, err = secrets.SearchDump(func(visit func(place, text string)) error {
			return eachShard(at, shards, func(x *index.Index) error { return dumped(x, visit) })
		}); err != nil {
			return err
		}
		stems, err = secrets.SearchStems(func(visit func(place, stem string)) error {
			return eachShard(at, shards, func(x *index.Index) error { return stemmed(x, visit) })
		})
		return err
	})
	if err := g.Wait(); err != nil {
		return report, err
	}
	report.Opaque = slices.DeleteFunc(report.Opaque, func(rel string) bool {
		return slices.ContainsFunc(roots, func(name string) bool { return rel == path.Join(indexFolder, name) })
	})
	report.Leaks = slices.Concat(report.Leaks, pieces, stems)
	return report, nil
}

// filesOfIndex opens an index, as a reader would, and says which files it has open, and its shards.
func filesOfIndex(dir string) (segments, roots, shards []string, err error) {
	x, err := index.Open(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	return x.Segments(), x.Roots(), x.Shards(), x.Close()
}

// eachShard opens shards of an index, one after the other: together they are as large as the site's texts.
func eachShard(dir string, shards []string, do func(*index.Index) error) error {
	for _, name := range shards {
		x, err := index.OpenPart(dir, name)
		if err != nil {
			return err
		}
		if err := errors.Join(do(x), x.Close()); err != nil {
			return err
		}
	}
	return nil
}

// dumped hands out all that an index gives away but stems.
func dumped(x *index.Index, visit func(place, text string)) error {
	return errors.Join(
		x.Terms(func(field, term string) error {
			if index.Verbatim(field) { // a stem may be another word of withheld text
				visit("index: terms of "+field, term)
			}
			return nil
		}),
		x.Stored(func(_, field, value string) error { visit("index: stored "+field, value); return nil }),
		x.Values(func(field, value string) error { visit("index: values of "+field, value); return nil }))
}

// stemmed hands out the stems of an index's dictionaries, and of the words in them.
func stemmed(x *index.Index, visit func(place, stem string)) error {
	return x.Terms(func(field, term string) error {
		switch {
		case !index.Verbatim(field):
			visit("index: terms of "+field, term)
		case index.Words(field):
			for _, stem := range index.Stems(term) {
				visit("index: terms of "+field, stem)
			}
		}
		return nil
	})
}
