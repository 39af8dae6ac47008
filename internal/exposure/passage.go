package exposure

import (
	"slices"

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
		text := g.levels.withoutMarks(c.AllText(), false)
		words := wordsOf(text)
		if words == "" {
			continue
		}
		p := passage{key: key{g.scope, hash(words)}, what: what(b), line: b.Line, level: policy.Stricter(b.Level, c.Level), under: under}
		if first.key.words == 0 {
			first = p
		} else {
			p.key.words, p.level = hash(codeFirst(first.key.words)+" "+words), policy.Stricter(first.level, p.level)
		}
		g.add(p)
		for _, s := range sentences(text) {
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
