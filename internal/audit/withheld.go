package audit

import (
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
}

// Withheld gathers the secrets of an archive for one edition: what its sources, their front matter, comments and links say and
// the edition does not, and the notices and files that its audience may not read.
func Withheld(o Options) *Secrets {
	s := newSecrets(o)
	var all []uint64
	o.gather(nil, func(source int32, name string, c contribution) bool {
		s.sources = append(s.sources, name)
		s.add(c, source)
		all = append(all, c.runs...)
		return true
	})
	s.runs = runsOf(all)
	for _, f := range o.Files {
		s.files[f.Sum] = f.Path
	}
	s.seal()
	s.permitEdition(o.Edition)
	s.seal()
	return s
}

// withheld are the documents of which the edition has not all, and what it has of each document.
func (o *Options) withheld() (all []edition.Source, shown map[string]string) {
	shown = map[string]string{}
	for _, r := range o.Edition.Redacted() {
		shown[r.File] = string(r.Text)
	}
	for _, src := range o.Sources {
		if text, ok := shown[src.File()]; !ok || text != string(src.Text) {
			all = append(all, src)
		}
	}
	return all, shown
}

// gather calls f with what each source contributes and its number, in order, until f says that it is enough: documents, then notices,
// then files. wanted are the runs of which it must say where they begin.
func (o *Options) gather(wanted map[uint64]bool, f func(source int32, name string, c contribution) bool) {
	withheld, shown := o.withheld()
	at := int32(-1)
	next := func(name string, c contribution) bool { at++; return f(at, name, c) }
	more := inOrder(len(withheld), func() func(int) contribution {
		g := newGatherer(o, wanted)
		return func(i int) contribution {
			g.document(withheld[i], shown[withheld[i].File()])
			return g.take()
		}
	}, func(c contribution) bool { return next(withheld[at+1].File(), c) })
	g := newGatherer(o, wanted)
	for _, n := range o.Notices {
		g.notice(n)
		more = more && next(n.File, g.take())
	}
	for _, file := range o.Files {
		g.addName(file.Path, 0)
		more = more && next(file.Path, g.take())
	}
}

// inOrder makes n values on all cores and takes them one after the other, until take says that it is enough. Each goroutine has
// a maker of its own.
func inOrder[T any](n int, maker func() func(i int) T, take func(T) bool) (all bool) {
	const batch = 64
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
		for _, one := range made {
			if !take(one) {
				return false
			}
		}
	}
	return true
}

// permitEdition forgets what the edition says: its files as they are, its blocks as they are shown, and what pages put
// together of them.
func (s *Secrets) permitEdition(e edition.Edition) {
	redacted, documents, pages := e.Redacted(), e.Documents(), e.Pages()
	parts := []func(*permitter){}
	for _, r := range redacted {
		parts = append(parts, func(p *permitter) { p.say(string(r.Text)); p.say(r.File) })
	}
	for _, d := range documents {
		parts = append(parts, func(p *permitter) { p.document(d.Minutes) })
	}
	for _, page := range pages {
		parts = append(parts, func(p *permitter) { eachPart(edition.Source{Page: page}, func(text string, _ int) { p.say(text) }) })
	}
	for _, f := range e.Files() {
		s.papers["www"+f.Path] = true
		parts = append(parts, func(p *permitter) { p.say(f.Path); p.say(f.Source) })
	}
	s.permitAll(parts)
}

// document permits the blocks of minutes as they are shown, and what pages put together of them.
func (p *permitter) document(m *minutes.Minutes) {
	eachPart(edition.Source{Minutes: m}, func(text string, _ int) { p.say(text) })
	for _, text := range sideBySide(m) {
		p.say(text)
	}
	for _, f := range m.Findings { // of the edition's own text
		p.say(f.Message)
		p.say(f.Hint)
	}
	for _, n := range named(m) {
		for _, id := range []string{n.spelling, implied(n)} {
			p.say(id)
			p.ids = append(p.ids, together(words(id)))
		}
	}
}

// sideBySide are the ids and words of actions, as pages and lists put them together with the name of their kind, and what a meeting's
// record is called. The audience may read each, so a withheld document that has them together too makes no secret of them.
func sideBySide(m *minutes.Minutes) []string {
	all := []string{"minutes of " + m.Meeting.ID}
	for _, list := range [][]minutes.Action{m.Raised, m.Updated} {
		for _, a := range list {
			all = append(all, "action "+a.ID+" "+a.Text)
		}
	}
	return all
}

// locate finds where the sources first say runs, by hash.
func (s *Secrets) locate(wanted map[uint64]bool) map[uint64]spot {
	found := map[uint64]spot{}
	s.options.gather(wanted, func(source int32, _ string, c contribution) bool {
		for _, p := range c.places {
			if _, ok := found[p.hash]; !ok {
				found[p.hash] = spot{source, p.line}
			}
		}
		return len(found) < len(wanted)
	})
	return found
}
