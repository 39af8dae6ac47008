// Package flat puts the pages of a built site into a depot under their own paths, for a host of static files that knows nothing of
// generations:
//
//	www/meetings/tog-20/index.html   ->  NAME/meetings/tog-20/index.html
//	what is there, by hash           ->  NAME/.minutebook-flat.json
//
// Files come before the pages that ask for them, the front page comes last, and what is gone goes after that. So readers may meet old
// and new pages beside each other for a while; an attempt that broke off is finished by the next. A place that holds files which are
// not in the list is refused. The list is changed by compare-and-swap, so of two at the same time one stops.
package flat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/depot"
	"minutebook/internal/hosting"
	"minutebook/internal/packing"
	"minutebook/internal/publication"
)

// ListName is the name of the list of what is there.
const ListName = ".minutebook-flat.json"

const (
	probe   = ListName + ".probe" // with it a store is tried
	format  = 1
	program = "minutebook"
	mostRaw = 256 << 20
)

// list is what is there, or may be.
type list struct {
	Format  int               `json:"format"`
	Program string            `json:"program"`
	Site    string            `json:"site"`
	Files   map[string]string `json:"files"` // how each was put; "" where that is not known, for somebody began to
}

// Options say how.
type Options struct {
	Gzip     bool // text goes out packed, which a host must pass on with its header Content-Encoding
	Bucket   bool // the depot keeps headers, so _headers, which tells them to other hosts, stays away
	DryRun   bool
	Progress func(done, total int) // may be nil
}

// Result is what it came to.
type Result struct{ Brought, Kept, Gone int }

// page is a file that is to be there.
type page struct {
	from string // in the site's folder
	sum  string // of its bytes there
	how  string // it was put: the sum and the headers
	put  depot.Put
}

// Put makes the pages of a build what is there.
func Put(ctx context.Context, d depot.Depot, b publication.Build, o Options) (res Result, err error) {
	was, tag, err := read(ctx, d, b.Manifest.Site)
	if err != nil {
		return res, err
	}
	next := pagesOf(b, o)
	var fresh, gone []string
	for _, name := range slices.Sorted(maps.Keys(next)) {
		if was.Files[name] != next[name].how {
			fresh = append(fresh, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(was.Files)) {
		if _, stays := next[name]; !stays {
			gone = append(gone, name)
		}
	}
	res = Result{len(fresh), len(next) - len(fresh), len(gone)}
	if b.Manifest.Restricted() {
		if err := depot.Closed(ctx, d, probe); err != nil {
			return res, err
		}
	}
	if o.DryRun || len(fresh)+len(gone) == 0 && tag != "" {
		return res, nil
	}
	for _, name := range slices.Concat(fresh, gone) { // until all is done nobody knows how they are
		was.Files[name] = ""
	}
	if tag, err = write(ctx, d, was, tag); err != nil {
		return res, err
	}
	if err := bring(ctx, d, b, next, fresh, o.Progress); err != nil {
		return res, err
	}
	for some := range slices.Chunk(gone, 500) {
		if err := d.Delete(ctx, some...); err != nil {
			return res, err
		}
	}
	was.Files = map[string]string{}
	for name, p := range next {
		was.Files[name] = p.how
	}
	if _, err = write(ctx, d, was, tag); errors.Is(err, ErrAtOnce) {
		doubt(ctx, d, b.Manifest.Site, slices.Concat(fresh, gone))
	}
	return res, err
}

// attempts are how often doubt is cast while others write.
const attempts = 20

// doubt says in the list, as far as it can, that nobody knows how some files are: two brought them at the same time. So the next to
// publish brings them again.
func doubt(ctx context.Context, d depot.Depot, site string, names []string) {
	for range attempts {
		l, tag, err := read(ctx, d, site)
		if err != nil || tag == "" {
			return
		}
		for _, name := range names {
			l.Files[name] = ""
		}
		if _, err = write(ctx, d, l, tag); !errors.Is(err, ErrAtOnce) {
			return
		}
	}
}

// pagesOf are the files below the web root, by their names there.
func pagesOf(b publication.Build, o Options) map[string]page {
	cache := ""
	for _, h := range hosting.Headers(b.Manifest.Restricted()) {
		if h.Name == "Cache-Control" {
			cache = h.Value
		}
	}
	all := map[string]page{}
	for from, sum := range b.Manifest.Files {
		name, ok := strings.CutPrefix(from, "www/")
		if !ok || o.Bucket && name == hosting.FileName {
			continue
		}
		p := page{from: from, sum: sum, put: depot.Put{Type: hosting.ContentType(name), Cache: cache}}
		if packed := packing.Folder + "/" + name + ".gz"; o.Gzip && b.Manifest.Files[packed] != "" {
			p.from, p.sum, p.put.Encoding = packed, b.Manifest.Files[packed], "gzip"
		}
		p.how = strings.TrimSpace(strings.Join([]string{p.sum, p.put.Type, p.put.Cache, p.put.Encoding}, " "))
		all[name] = p
	}
	return all
}

// turns are the files in the order in which they come: what pages ask for, pages, the front page.
func turns(names []string) (all [3][]string) {
	for _, name := range names {
		switch {
		case name == "index.html":
			all[2] = append(all[2], name)
		case path.Ext(name) == ".html":
			all[1] = append(all[1], name)
		default:
			all[0] = append(all[0], name)
		}
	}
	return all
}

func bring(ctx context.Context, d depot.Depot, b publication.Build, pages map[string]page, names []string, progress func(done, total int)) error {
	var done atomic.Int64
	for _, turn := range turns(names) {
		group, in := errgroup.WithContext(ctx)
		group.SetLimit(8)
		for _, name := range turn {
			group.Go(func() error {
				err := bringOne(in, d, b.Files, name, pages[name])
				if n := done.Add(1); progress != nil && err == nil {
					progress(int(n), len(names))
				}
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	return nil
}

func bringOne(ctx context.Context, d depot.Depot, files fs.FS, name string, p page) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	data, err := fs.ReadFile(files, p.from)
	if errors.Is(err, fs.ErrNotExist) {
		return publication.ErrBuild
	}
	if err != nil {
		return fmt.Errorf("read the build: %w", depot.Nameless(err))
	}
	if publication.Sum(data) != p.sum {
		return publication.ErrBuild
	}
	_, err = d.Put(ctx, name, bytes.NewReader(data), int64(len(data)), p.put)
	return err
}

// read is the list of what is there; tag is "" where nothing is.
func read(ctx context.Context, d depot.Depot, site string) (l list, tag depot.Tag, err error) {
	data, tag, err := depot.Read(ctx, d, ListName, mostRaw)
	if errors.Is(err, depot.ErrAbsent) {
		for name, err := range d.List(ctx, "", true) {
			if name == probe { // somebody was killed
				continue
			}
			if err == nil {
				err = fmt.Errorf("there are files that were %w; empty the place, or choose another", publication.ErrForeign)
			}
			return l, "", err
		}
		return list{Site: site, Files: map[string]string{}}, "", nil
	}
	if err != nil {
		return l, "", err
	}
	switch err := json.Unmarshal(data, &l); {
	case err != nil || l.Program != program || l.Format < 1:
		return l, "", fmt.Errorf("%s is %w", ListName, publication.ErrForeign)
	case l.Format > format:
		return l, "", fmt.Errorf("it was %w", publication.ErrNewer)
	case l.Site != site:
		return l, "", fmt.Errorf("%w: %s, and not %s", publication.ErrSite, l.Site, site)
	}
	if l.Files == nil {
		l.Files = map[string]string{}
	}
	return l, tag, nil
}

// ErrAtOnce is the cause when somebody else puts pages there at the same time.
var ErrAtOnce = errors.New("somebody else publishes there at the same time; try again")

func write(ctx context.Context, d depot.Depot, l list, tag depot.Tag) (depot.Tag, error) {
	l.Format, l.Program = format, program
	data, err := json.Marshal(l)
	if err != nil {
		return "", err
	}
	next, err := d.Put(ctx, ListName, bytes.NewReader(data), int64(len(data)), depot.Put{If: tag, Absent: tag == "", Type: "application/json", Cache: "no-store"})
	if errors.Is(err, depot.ErrChanged) {
		if now, at, again := depot.Read(ctx, d, ListName, mostRaw); again == nil && bytes.Equal(now, data) {
			return at, nil // it was done, and the answer was lost
		}
		err = ErrAtOnce
	}
	return next, err
}
