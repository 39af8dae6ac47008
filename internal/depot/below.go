package depot

import (
	"context"
	"io"
	"iter"
	"strings"
)

// below is a part of a depot.
type below struct {
	whole  Depot
	prefix string // ends with a slash
}

// Below is the part of a depot whose names begin with a folder, without that folder.
func Below(d Depot, folder string) Depot {
	if folder = strings.Trim(folder, "/"); folder == "" {
		return d
	}
	return below{d, folder + "/"}
}

func (b below) Get(ctx context.Context, name string) (io.ReadCloser, Tag, error) {
	return b.whole.Get(ctx, b.prefix+name)
}

func (b below) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, o Put) (Tag, error) {
	return b.whole.Put(ctx, b.prefix+name, body, size, o)
}

func (b below) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for name, err := range b.whole.List(ctx, b.prefix+prefix, shallow) {
			if !yield(strings.TrimPrefix(name, b.prefix), err) {
				return
			}
		}
	}
}

func (b below) Delete(ctx context.Context, names ...string) error {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = b.prefix + name
	}
	return b.whole.Delete(ctx, all...)
}

// Anonymous is what who has no keys can read of it; nil where that cannot be known.
func (b below) Anonymous() Depot {
	if a := anonymous(b.whole); a != nil {
		return below{a, b.prefix}
	}
	return nil
}
