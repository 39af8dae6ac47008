package build

import (
	"bytes"
	"errors"
	"path/filepath"

	"minutebook/index"
	"minutebook/internal/generation"
	"minutebook/internal/hit"
	"minutebook/internal/lookup"
	"minutebook/internal/policy"
	"minutebook/internal/record"
)

// indexing is the index of a site in the making.
type indexing struct {
	*builder
	site  policy.Site
	in    *generation.Folder
	on    string        // the index in place, on which it is built; "" for none
	ready chan struct{} // closed when it is done; nil where it was not begun beside others
	hash  string
	err   error
}

// goesOn says whether the index of a site is built on that in place: if this program made that under the same settings, for by these
// alone the same document could have other words.
func (b *builder) goesOn(s policy.Site) bool {
	return bytes.Equal(b.earlier.load(s, "index"), b.archive.Settings[:])
}

// find writes what the search needs, and begins the index beside that and the pages where it goes on from that of the site in place.
func (b *builder) find(r *record.Record, tree *generation.Tree) (*indexing, error) {
	if b.goesOn(r.Site) {
		i := &indexing{builder: b, site: r.Site, in: tree.Below(indexFolder), on: filepath.Join(b.Out, r.Site.Name, indexFolder)}
		found := hit.Content(r, b.archive.Words)
		i.begin(found)
		if err := lookup.Write(found, tree.Below("www")); err != nil {
			return nil, errors.Join(err, i.wait())
		}
		return i, nil
	}
	found, err := b.lookups(r, tree)
	if err != nil {
		return nil, err
	}
	return b.indexing(r.Site, found, tree)
}

// indexing makes an index. Where all of it is to be made that is before the pages: both would take a whole build's memory together, and
// what it is made of is let go with it.
func (b *builder) indexing(s policy.Site, found index.Content, tree *generation.Tree) (*indexing, error) {
	i := &indexing{builder: b, site: s, in: tree.Below(indexFolder)}
	i.hash, i.err = i.build(found)
	return i, i.err
}

func (i *indexing) begin(found index.Content) {
	i.ready = make(chan struct{})
	go func() {
		defer close(i.ready)
		i.hash, i.err = i.build(found)
	}()
}

func (i *indexing) build(found index.Content) (hash string, err error) {
	stage := i.Progress.Stage(i.site.Name + " index")
	info, err := index.BuildAt(index.Place{Dir: i.in.Dir(), Former: i.on, Keep: i.in.Keep, Wrote: i.in.Adopt, Progress: stage.Update}, found)
	if err == nil {
		i.done(stage, i.site, "written", "%d things to find", len(found.Documents))
	}
	return info.Hash, err
}

// wait waits for the index.
func (i *indexing) wait() error {
	if i.ready != nil {
		<-i.ready
	}
	return i.err
}
