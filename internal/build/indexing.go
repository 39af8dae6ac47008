package build

import (
	"bytes"
	"path/filepath"

	"minutebook/index"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
)

// indexing is the index of a site in the making.
type indexing struct {
	*builder
	site  policy.Site
	found index.Content
	in    *generation.Folder
	on    string        // the index in place, on which it is built; "" for none
	ready chan struct{} // closed when it is done; nil before it is begun
	hash  string
	err   error
}

// indexing begins the index beside the pages where it goes on from that of the site in place, and leaves it for later where all of it is
// to be made: both would take a whole build's memory at once.
func (b *builder) indexing(s policy.Site, found index.Content, tree *generation.Tree) *indexing {
	i := &indexing{builder: b, site: s, found: found, in: tree.Below(indexFolder)}
	// If this program made that under the same settings: by these alone the same document could have other words.
	if bytes.Equal(b.earlier.load(s, "index"), b.archive.Settings[:]) {
		i.on = filepath.Join(b.Out, s.Name, indexFolder)
		i.begin()
	}
	return i
}

func (i *indexing) begin() {
	i.ready = make(chan struct{})
	go func() {
		defer close(i.ready)
		i.hash, i.err = i.build()
	}()
}

func (i *indexing) build() (hash string, err error) {
	stage := i.Progress.Stage(i.site.Name + " index")
	info, err := index.BuildAt(index.Place{Dir: i.in.Dir(), Former: i.on, Keep: i.in.Keep, Wrote: i.in.Adopt, Progress: stage.Update}, i.found)
	if err == nil {
		i.done(stage, i.site, "written", "%d things to find", len(i.found.Documents))
	}
	return info.Hash, err
}

// wait waits for the index if it is begun.
func (i *indexing) wait() error {
	if i.ready != nil {
		<-i.ready
	}
	return i.err
}

// finished is the hash of the index, which is made now if it is not begun.
func (i *indexing) finished() (string, error) {
	if i.ready == nil {
		i.begin()
	}
	err := i.wait()
	return i.hash, err
}
