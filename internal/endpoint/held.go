package endpoint

import (
	"context"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"minutebook/internal/packing"
)

// What is here keeps files open that were held to the manifest, so that they can be shown once their build was removed.

// holding is a file that stayed open and is still the manifest's; nil for none.
func (c *checked) holding(path string) *opened {
	c.mu.RLock()
	file := c.held[path]
	c.mu.RUnlock()
	if file == nil {
		return nil
	}
	info, err := file.Stat()
	if err != nil {
		return nil
	}
	content := io.NewSectionReader(file.(io.ReaderAt), 0, info.Size())
	if v, err := c.version(path, file, content); err != nil || v.hash != c.sums[path] {
		return nil
	}
	return &opened{content, io.NopCloser(nil), info.Size()}
}

// hold hashes every file of a folder that the manifest has and keeps it open if there is room. One that is not the
// manifest's goes to wrong, which may end it by an error.
func (c *checked) hold(ctx context.Context, in fs.FS, folder string, wrong func(path string, err error) error) error {
	for _, path := range slices.Sorted(maps.Keys(c.sums)) {
		name, ok := strings.CutPrefix(path, folder)
		if !ok {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f, _, err := c.open(in, folder, name)
		if err == nil {
			err = c.keep(path, f)
		}
		if err != nil {
			if err := wrong(path, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep keeps a file open if it can be, and closes it otherwise.
func (c *checked) keep(path string, f *opened) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	file, whole := f.Closer.(fs.File)
	_, pieces := f.Closer.(io.ReaderAt)
	if !whole || !pieces || len(c.held) >= c.room || c.held[path] != nil {
		return f.Close()
	}
	c.held[path] = file
	return nil
}

// release closes what stayed open.
func (c *checked) release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, file := range c.held {
		file.Close()
	}
	c.held = nil
}

// holdAll holds both folders.
func (f *files) holdAll(ctx context.Context, wrong func(path string, err error) error) error {
	if err := f.hold(ctx, f.www, "www/", wrong); err != nil || f.packed == nil {
		return err
	}
	return f.hold(ctx, f.packed, packing.Folder+"/", wrong)
}
