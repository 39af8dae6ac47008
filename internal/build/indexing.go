package build

import (
	"bytes"
	"path/filepath"

	"minutebook/index"
	"minutebook/internal/generation"
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

// find writes what the search needs, and begins the index.
func (b *builder) find(r *record.Record, tree *generation.Tree) (*indexing, error) {
	found, err := b.lookups(r, tree)
	if err != nil {
		return nil, err
	}
	return b.indexing(r.Site, found, tree)
}

// indexing begins the index beside the pages where it goes on from that of the site in place. Where all of it is to be made it is made
// at once, and before the pages: both would take a whole build's memory together, and what it is made of is let go with it.
func (b *builder) indexing(s policy.Site, found index.Content, tree *generation.Tree) (*indexing, error) {
	i := &indexing{builder: b, site: s, in: tree.Below(indexFolder)}
	// If this program made that under the same settings: by these alone the same document could have other words.
	if bytes.Equal(b.earlier.load(s, "index"), b.archive.Settings[:]) {
		i.on = filepath.Join(b.Out, s.Name, indexFolder)
		i.begin(found)
		return i, nil
	}
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
