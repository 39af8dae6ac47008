// Package packing writes the text files of a web root a second time, packed as browsers unpack them, so that whoever serves
// them needs not pack anything at a request:
//
//	www/site.css  ->  packed/site.css.gz   gzip, level 5
//	www/long.html ->  packed/long.html.gz
//	                  packed/long.html.br  brotli, quality 5
//
// A packing is there where somebody waits a shorter time for it, and where it is smaller than the file:
//
//   - a gzip of a file that is larger than one packet of a network, for below that there is nothing to gain;
//   - beside it a brotli where that gzip is larger than what a server sends before it waits for an answer (ten packets, RFC 6928):
//     what is smaller arrives at once, however packed;
//   - but no brotli of a file beyond a megabyte: such are tables, which programs fetch, and these ask for gzip.
//
// Which files are text is told by their names; pictures and papers such as PDF are packed already.
// The folder stands beside the web root, never below it: what is uploaded is the web root.
//
// The same file has the same packing, whatever machine and time: a gzip names neither a file nor a time. What the former build
// packed of a file that is as it was is kept.
//
// Of 16.6 MB of pages of made-up meetings, on one core (BenchmarkLevels has them of any folder):
//
//	gzip   1  24 % in 0.09 s     brotli 2  22 % in 0.22 s
//	       5  22 % in 0.11 s            4  20 % in 0.44 s
//	       6  21 % in 0.14 s            5  19 % in 0.51 s
package packing

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/generation"
)

// Folder is where packings stand in a site's folder.
const Folder = "packed"

// root is where the files stand that are packed.
const root = "www"

const (
	packet   = 1400        // the payload of one TCP segment on Ethernet, less what an answer's headers need at least
	flight   = 10 * packet // what is sent before a server waits
	download = 1 << 20     // what nobody waits for before a screen
)

// Ways are how a file may be packed, the smallest first.
func Ways() []Way { return []Way{{"br", ".br"}, {"gzip", ".gz"}} }

// Way is one way to pack.
type Way struct {
	Coding string // as Accept-Encoding and Content-Encoding call it
	Ext    string // behind the name of the file
}

// Figures are what was packed, and what was kept.
type Figures struct {
	Files int64 // of the web root that were packed
	Bytes int64 // of these files
	Least int64 // of the smallest packing of each
	Kept  int64 // files of which the former build's packings are kept
}

// IsText says by its name whether a file is packed.
func IsText(name string) bool {
	switch filepath.Ext(name) {
	case ".html", ".css", ".js", ".json", ".csv", ".txt", ".md", ".ics", ".xml", ".atom", ".svg", ".webmanifest":
		return true
	}
	return false
}

// Write packs the text files of the web root of a site that is otherwise complete, several at a time; it holds as many files in
// memory as there are processors. progress, which may be nil, is told how many files are done. After an error the packings are in any
// state.
func Write(ctx context.Context, t *generation.Tree, progress func(done, total int)) (Figures, error) {
	w := writer{tree: t, packers: sync.Pool{New: func() any { return newPacker() }}}
	var texts []text
	t.Each(func(name string, _ generation.Sum, changed bool) {
		if strings.HasPrefix(name, root+"/") && IsText(name) {
			texts = append(texts, text{name, changed})
		}
	})
	group, going := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	done := 0
	for some := range slices.Chunk(texts, atOnce) {
		if going.Err() != nil {
			break
		}
		group.Go(func() error { return w.files(some) })
		if done += len(some); progress != nil {
			progress(done, len(texts))
		}
	}
	if err := group.Wait(); err != nil {
		return Figures{}, fmt.Errorf("pack the pages: %w", err)
	}
	return Figures{w.packed.Load(), w.bytes.Load(), w.least.Load(), w.kept.Load()}, ctx.Err()
}

// atOnce is how many files of which most are kept are one task.
const atOnce = 64

// text is a file that may have packings; changed is since the former generation.
type text struct {
	name    string
	changed bool
}

// writer packs the files of a tree.
type writer struct {
	tree                       *generation.Tree
	packers                    sync.Pool
	packed, bytes, least, kept atomic.Int64
}

func (w *writer) files(some []text) error {
	keeper := w.tree.Keeper()
	defer keeper.Close()
	for _, f := range some {
		if err := w.file(f, keeper); err != nil {
			return err
		}
	}
	return nil
}

// file packs a file, or keeps its packings.
func (w *writer) file(f text, keeper *generation.Keeper) error {
	to := Folder + strings.TrimPrefix(f.name, root)
	if !f.changed {
		if kept, err := w.keep(to, keeper); kept || err != nil {
			return err
		}
	}
	p := w.packers.Get().(*packer)
	defer w.packers.Put(p)
	data, err := p.read(w.tree.Path(f.name))
	if err != nil || len(data) <= packet {
		return err
	}
	return w.pack(p, data, to)
}

// keep takes over the packings of a file that is as it was. It says false where one has to be made again, and where there are
// none, for then nobody knows whether the former build made any.
func (w *writer) keep(to string, keeper *generation.Keeper) (bool, error) {
	any := false
	for _, way := range Ways() {
		name := to + way.Ext
		if _, had := w.tree.Former(name); !had {
			continue
		}
		if ok, err := keeper.Keep(name); !ok || err != nil {
			return false, err
		}
		any = true
	}
	if any {
		w.kept.Add(1)
	}
	return any, nil
}

// pack writes the packings of a file beside each other; to is their name without an extension.
func (w *writer) pack(p *packer, data []byte, to string) error {
	least := len(data)
	for _, way := range []Way{{"gzip", ".gz"}, {"br", ".br"}} {
		if way.Coding == "br" && (least <= flight || len(data) > download) {
			continue
		}
		packed := p.pack(way, data)
		if len(packed) >= least {
			continue
		}
		least = len(packed)
		if err := w.tree.Write(to+way.Ext, packed); err != nil {
			return err
		}
	}
	if least < len(data) {
		w.packed.Add(1)
		w.bytes.Add(int64(len(data)))
		w.least.Add(int64(least))
	}
	return nil
}
