package marked

import "slices"

// settle finds the level of every part, item, paper and canary.
func (a *Archive) settle() {
	a.linked = map[Site]map[*paper]bool{}
	for _, n := range a.notices {
		keep(n.words, nil, n.level)
	}
	for _, d := range a.Documents {
		(&settling{d: d}).document()
	}
}

// settling walks one document.
type settling struct {
	d    *Document
	next Level // that a mark at the end of an item gives the item after it
	left Level // of what stands at the end of the last item
}

func (s *settling) document() {
	keep(s.d.words, s.d, s.d.Level)
	keep(s.d.never, s.d, Nobody)
	s.parts(s.d.preamble, s.d.Level)
	for _, it := range s.d.items {
		s.item(it, s.d.Level)
	}
	for _, p := range s.d.ends {
		p.level = Nobody // until something uses it
		keep(p.words, s.d, Nobody)
	}
	s.d.each(func(p *part) {
		for _, def := range s.d.ends {
			if l := max(p.level, s.left); p.kind != definition && contains(p.uses, def.uses[0]) && l < def.level {
				def.level = l
				keep(def.words, s.d, l)
			}
		}
	})
}

func (s *settling) item(it *item, in Level) {
	it.in, it.level = in, max(in, it.own, s.next)
	first := it.first()
	if first != nil { // directly under the heading it is the item's
		it.level = max(it.level, first.own)
	}
	s.next = Clear
	keep(it.words, s.d, it.level)
	left := s.parts(it.parts, it.level)
	s.left = left
	for _, sub := range it.below {
		s.item(sub, left)
	}
	if m := it.last(); m != nil && m != first && len(it.below) == 0 {
		s.next = m.own // and not what it stands in
	}
}

// first is the mark that stands first in an item but for what nobody is shown.
func (it *item) first() *part {
	for _, p := range it.parts {
		switch p.kind {
		case comment:
			continue
		case rest:
			return p
		}
		return nil
	}
	return nil
}

// last is the mark after which nothing stands in an item but what is no text.
func (it *item) last() *part {
	for _, p := range slices.Backward(it.parts) {
		switch p.kind {
		case comment, furniture:
			continue
		case rest:
			return p
		}
		return nil
	}
	return nil
}

// parts gives each its level, and says which holds for what comes after them in the item.
func (s *settling) parts(all []*part, in Level) Level {
	before := in
	for _, p := range all {
		if p.kind == rest {
			in = max(in, p.own)
		}
		switch {
		case p.goesOn:
			s.part(p, max(in, before))
		case p.kind == again:
			s.part(p, in)
		default:
			s.part(p, in)
			before = p.level
		}
	}
	return in
}

func (s *settling) part(p *part, in Level) {
	p.level = max(in, p.own)
	if p.kind == comment {
		p.level = Nobody
	}
	keep(p.words, s.d, p.level)
	s.parts(p.below, p.level)
}

func keep(words []*Canary, d *Document, l Level) {
	for _, w := range words {
		w.document, w.Level = d, l
	}
}

// each calls f for every part of the document.
func (d *Document) each(f func(*part)) {
	walkParts(d.preamble, f)
	for _, it := range d.items {
		it.each(f)
	}
	walkParts(d.ends, f)
}

func (it *item) each(f func(*part)) {
	walkParts(it.parts, f)
	for _, sub := range it.below {
		sub.each(f)
	}
}

func walkParts(all []*part, f func(*part)) {
	for _, p := range all {
		f(p)
		walkParts(p.below, f)
	}
}

func contains(all []string, s string) bool {
	for _, one := range all {
		if one == s {
			return true
		}
	}
	return false
}
