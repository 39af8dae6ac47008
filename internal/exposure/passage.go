package exposure

import (
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// passage is one thing that a site shows or withholds.
type passage struct {
	key   key
	what  string
	file  string
	line  int // where its block starts
	level policy.Level
	under int // the heading or the document that it stands in: a place in the same list; -1 for what stands in none
}

// ofEdition are the passages of an edition, document by document, and the notices that its readers may read. What holds
// others comes before them.
func (k *Known) ofEdition(e edition.Edition, p policy.Policy, notices []Notice) []passage {
	levels := wordsOfLevels(p)
	documents, pages := e.Documents(), e.Pages()
	all := together(len(documents)+len(pages), levels, func(g *gatherer, i int) {
		if i < len(documents) {
			d := documents[i]
			g.found = k.passages(d.Minutes.File, d.Hash(), func() []passage { g.minutes(d.Full()); return g.found })
		} else {
			g.page(pages[i-len(documents)])
		}
	})
	g := gatherer{levels: levels, found: all}
	for _, n := range notices {
		if e.Site().Clearance.Permits(n.Level) {
			g.notice(n)
		}
	}
	return g.found
}

// together are the passages of n documents, in order; they are gathered on all cores.
func together(n int, levels levelWords, gather func(g *gatherer, document int)) []passage {
	lists := make([][]passage, n)
	var working errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				g := gatherer{levels: levels}
				gather(&g, i)
				lists[i] = g.found
			}
			return nil
		})
	}
	_ = working.Wait() // none fails
	size := 0
	for _, list := range lists {
		size += len(list)
	}
	all := make([]passage, 0, size)
	for _, list := range lists {
		from := len(all)
		for _, p := range list {
			if p.under >= 0 {
				p.under += from
			}
			all = append(all, p)
		}
	}
	return all
}

// Notice is the reason that an archive's settings give for a withdrawal. It has a level of its own.
type Notice struct {
	Address, Reason string
	File            string
	Line            int
	Level           policy.Level
}

type gatherer struct {
	levels levelWords
	found  []passage
	file   string
	scope  uint64
}

func (g *gatherer) minutes(m *minutes.Minutes) {
	top := g.document("document", m.File, "meeting "+m.Meeting.ID, m.Classification.Line, m.Classification.Level)
	for _, b := range m.Preamble {
		g.block(b, top)
	}
	g.items(m.Items, top)
}

func (g *gatherer) page(p *minutes.Page) {
	top := g.document("page", p.File, "page "+p.File, 1, p.Level)
	for _, b := range p.Blocks {
		g.block(b, top)
	}
}

func (g *gatherer) notice(n Notice) {
	g.file = n.File
	g.add(passage{key: key{hash("withdrawn " + n.Address), hash(wordsOf(n.Reason))}, what: "reason", line: n.Line, level: n.Level, under: -1})
}

func (g *gatherer) document(what, file, name string, line int, level policy.Level) (at int) {
	g.file, g.scope = file, hash(name)
	return g.add(passage{key: key{g.scope, 0}, what: what, line: max(line, 1), level: level, under: -1})
}

func (g *gatherer) items(items []*minutes.Item, under int) {
	for _, it := range items {
		head := under
		if words := wordsOf(g.levels.withoutMarks(it.Title, true)); words != "" {
			head = g.add(passage{key: key{g.scope, hash(words)}, what: "item", line: it.Line, under: under,
				level: policy.Stricter(it.Level, it.Head.Level)})
		}
		for _, b := range it.Blocks {
			g.block(b, head)
		}
		g.items(it.Items, head)
		for _, b := range it.Tail {
			g.block(b, head)
		}
	}
}

// block adds what a block says, sentence by sentence. What every page repeats says nothing, and banners and titles say what the document is.
func (g *gatherer) block(b *minutes.Block, under int) {
	switch {
	case slices.Contains([]minutes.Role{minutes.RoleBanner, minutes.RoleTitle, minutes.RoleFurniture, minutes.RoleRepeated}, b.Role):
	case b.Kind == minutes.Row:
		g.row(b, under)
	case len(b.Blocks) > 0:
		for _, in := range b.Blocks {
			g.block(in, under)
		}
	default:
		for _, s := range sentences(g.levels.withoutMarks(b.Text(), b.Kind == minutes.Heading)) {
			g.says(s, b, what(b), b.Level, under)
		}
	}
}

// fewWords are said in many cells of a table, and by themselves tell nothing.
const fewWords = 3

// row adds what a row says: its first filled cell, which is never cut alone; that cell with each other; and by themselves
// the sentences of cells that are more than a few words.
func (g *gatherer) row(b *minutes.Block, under int) {
	var first passage
	for _, c := range b.Blocks {
		words := wordsOf(g.levels.withoutMarks(c.AllText(), false))
		if words == "" {
			continue
		}
		p := passage{key: key{g.scope, hash(words)}, what: what(b), line: b.Line, level: policy.Stricter(b.Level, c.Level), under: under}
		if first.key.words == 0 {
			first = p
		} else {
			p.key.words, p.level = hash(code(first.key.words)+" "+words), policy.Stricter(first.level, p.level)
		}
		g.add(p)
		for _, s := range sentences(g.levels.withoutMarks(c.AllText(), false)) {
			if count(wordsOf(s)) >= fewWords {
				g.says(s, c, what(b), c.Level, under)
			}
		}
	}
}

func (g *gatherer) says(text string, b *minutes.Block, what string, level policy.Level, under int) {
	if words := wordsOf(g.levels.withoutMarks(text, false)); words != "" {
		g.add(passage{key: key{g.scope, hash(words)}, what: what, line: b.Line, level: level, under: under})
	}
}

func (g *gatherer) add(p passage) (at int) {
	p.file = g.file
	g.found = append(g.found, p)
	return len(g.found) - 1
}

func what(b *minutes.Block) string {
	switch b.Role {
	case minutes.RoleAction, minutes.RoleUpdate:
		return "action"
	case minutes.RoleDecision:
		return "decision"
	}
	return "passage"
}
