package audit

import (
	"crypto/sha256"
	"runtime"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// Options say what is withheld from whom.
type Options struct {
	Sources []edition.Source // all of the archive
	Edition edition.Edition  // what the audience may see of it
	Rules   *minutes.Rules   // by which the sources were read
	Notices []Notice
	Files   []File                     // of the archive, that the edition does not have
	Stems   func(text string) []string // of a text's words, as the dictionaries of the index hold them
	Key     func(id string) string     // what the index finds an id under
	// What the audience may know of the settings: Reasons wholly; of Addresses the words, for an id that only withheld text names is one
	// even in a former address.
	Reasons, Addresses []string
	Statuses           []string // what pages call the status of an action, which they put before its words
	Days               Days     // as the site writes them
	Own                [32]byte // key of what PermitOwn is told
	Remember           bool     // for Keep
}

// Notice is a text of the settings that the audience may not read: the reason of a withdrawal, or an address.
type Notice struct {
	File    string
	Line    int
	Text    string
	Address bool
}

// File is a file of the archive by its content.
type File struct {
	Path string
	Sum  [32]byte // SHA-256
	Size int
}

// FileOf is a file that holds data.
func FileOf(path string, data []byte) File { return File{path, sha256.Sum256(data), len(data)} }

// Withheld gathers the secrets of an archive for one edition: what its sources, their front matter, comments and links say and
// the edition does not, and the notices and files that its audience may not read.
func Withheld(o Options) *Secrets {
	s := newSecrets(o)
	documents := o.documents()
	var all []uint64
	o.gather(documents, nil, func(source int32, name string, c contribution) bool {
		s.sources = append(s.sources, name)
		s.add(c, source)
		all = append(all, c.runs...)
		return true
	})
	s.runs = runsOf(all)
	for _, f := range o.Files {
		s.noteFile(f)
	}
	s.seal()
	s.permitDocuments(documents)
	s.seal() // without what was forgotten
	s.Permit(o.Reasons...)
	s.PermitWords(o.Addresses...)
	return s
}

// permitDocuments forgets what the edition says.
func (s *Secrets) permitDocuments(documents []*document) {
	inOrder(len(documents), func() func(int) permitted {
		p := newPermitter(s, false)
		return func(i int) permitted {
			p.document(documents[i])
			return p.take()
		}
	}, func(i int, all permitted) bool {
		s.forget(all, documents[i].file())
		return true
	})
	s.notePapers(documents)
}

func (s *Secrets) notePapers(documents []*document) {
	for _, d := range documents {
		for _, f := range d.papers {
			s.papers["www"+f.Path] = true
		}
	}
}

// gather calls f with what each source contributes and its number, in order, until f says that it is enough: those of the documents that
// are withheld, then notices, then files. wanted are the runs of which it must say where they begin.
func (o *Options) gather(documents []*document, wanted map[uint64]bool, f func(source int32, name string, c contribution) bool) {
	var withheld []*document
	for _, d := range documents {
		if d.withheld() {
			withheld = append(withheld, d)
		}
	}
	more := inOrder(len(withheld), func() func(int) contribution {
		g := newGatherer(o, wanted)
		return func(i int) contribution {
			g.document(withheld[i].source.Whole(), withheld[i].redacted())
			return g.take()
		}
	}, func(i int, c contribution) bool { return f(int32(i), withheld[i].file(), c) })
	g := newGatherer(o, wanted)
	at := int32(len(withheld))
	for _, n := range o.Notices {
		g.notice(n)
		more = more && f(at, n.File, g.take())
		at++
	}
	for _, file := range o.Files {
		g.addName(file.Path, 0)
		more = more && f(at, file.Path, g.take())
		at++
	}
}

// batch is how many values are made before the first of them is taken.
const batch = 64

// inOrder makes n values on all cores and takes them one after the other, until take says that it is enough. Each goroutine has
// a maker of its own; none makes while one is taken.
func inOrder[T any](n int, maker func() func(i int) T, take func(i int, made T) bool) (all bool) {
	workers := runtime.GOMAXPROCS(0)
	makers := make([]func(int) T, workers)
	for w := range makers {
		makers[w] = maker()
	}
	for from := 0; from < n; from += batch {
		made := make([]T, min(batch, n-from))
		var g errgroup.Group
		for w := range workers {
			g.Go(func() error {
				for i := w; i < len(made); i += workers {
					made[i] = makers[w](from + i)
				}
				return nil
			})
		}
		_ = g.Wait() // none fails
		for i, one := range made {
			if !take(from+i, one) {
				return false
			}
		}
	}
	return true
}

// locate finds where the sources first say runs, by hash.
func (s *Secrets) locate(wanted map[uint64]bool) map[uint64]spot {
	found := map[uint64]spot{}
	names := map[string]int32{}
	for i, name := range s.sources {
		names[name] = int32(i)
	}
	s.options.gather(s.options.documents(), wanted, func(_ int32, name string, c contribution) bool {
		for _, p := range c.places {
			if _, ok := found[p.hash]; !ok {
				found[p.hash] = spot{names[name], p.line}
			}
		}
		return len(found) < len(wanted)
	})
	return found
}
