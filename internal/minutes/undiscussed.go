package minutes

// decisionsAgainstText warns of a decision that names a record which nothing else in the minutes speaks of,
// where the decision or its item speaks of others of the kind: an id that was mistyped, or never discussed.
func (r *reader) decisionsAgainstText() {
	t := r.talk()
	told := map[key]bool{}
	for i := range r.m.References {
		ref := &r.m.References[i]
		k := family(*ref)
		if !t.decided(*ref) || !r.hasPage(ref.Kind) || t.spoken[k] || told[k] {
			continue
		}
		if t.inItem[topKind{t.tops[ref.Item], ref.Kind}] || t.beside[blockKind{ref.Block, ref.Kind}] {
			told[k] = true
			r.say("warning", "decision-not-discussed", ref.Line, ref.Column,
				"the decision names "+ref.ID+", which the text does not speak of", "kept as written; correct the id, or record the discussion")
		}
	}
}

// talk is what a document speaks of outside its decisions.
type talk struct {
	tops   map[string]string
	verbs  map[*Block]int // where the first decision of a block begins
	spoken map[key]bool
	inItem map[topKind]bool   // whether the text of a top item speaks of a kind
	beside map[blockKind]bool // whether a decision names what is spoken of
}

type topKind struct {
	top  string
	kind Kind
}

type blockKind struct {
	block *Block
	kind  Kind
}

func (r *reader) talk() *talk {
	t := &talk{tops: r.tops(), verbs: map[*Block]int{}, spoken: map[key]bool{}, inItem: map[topKind]bool{}, beside: map[blockKind]bool{}}
	for _, d := range r.m.Decisions {
		if _, seen := t.verbs[d.Block]; !seen {
			if verbs := r.verbsOf(d.Block); len(verbs) > 0 {
				t.verbs[d.Block] = verbs[0].start
			}
		}
	}
	contradicted := r.contradictedHeads(t)
	for _, ref := range r.m.References {
		if !t.decided(ref) && !contradicted[topKind{ref.Item, ref.Kind}][ref.Block] {
			t.spoken[family(ref)] = true
			t.inItem[topKind{t.tops[ref.Item], ref.Kind}] = true
		}
	}
	for _, ref := range r.m.References {
		if t.decided(ref) && t.spoken[family(ref)] {
			t.beside[blockKind{ref.Block, ref.Kind}] = true
		}
	}
	return t
}

// decided says whether a reference is part of a decision.
func (t *talk) decided(ref Reference) bool {
	start, ok := t.verbs[ref.Block]
	return ok && ref.Start > start
}

// contradictedHeads are, by item and kind, the headings that name one record while the text below them names
// only others.
func (r *reader) contradictedHeads(t *talk) map[topKind]map[*Block]bool {
	text := map[topKind]map[key]bool{}
	for _, ref := range r.m.References {
		if ref.Block.Role == RoleItem || t.decided(ref) {
			continue
		}
		at := topKind{ref.Item, ref.Kind}
		if text[at] == nil {
			text[at] = map[key]bool{}
		}
		text[at][family(ref)] = true
	}
	found := map[topKind]map[*Block]bool{}
	for _, ref := range r.m.References {
		at := topKind{ref.Item, ref.Kind}
		if ref.Block.Role == RoleItem && len(text[at]) > 0 && !text[at][family(ref)] {
			found[at] = map[*Block]bool{ref.Block: true}
		}
	}
	return found
}

// family is a record or, for a part of a modification, the whole.
func family(ref Reference) key {
	if ref.Kind == KindModification {
		if m := partLetter.FindStringSubmatch(ref.ID); m != nil {
			return key{ref.Kind, m[1]}
		}
	}
	return key{ref.Kind, ref.ID}
}

func (r *reader) hasPage(kind Kind) bool { return RuleOf(r.rules.Kinds, kind).Page }
