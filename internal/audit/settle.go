package audit

import "slices"

// settle finds, of what may be a secret anew, what the site's other files may hold, and forgets what other documents of the edition say
// of it. What is left they must be searched for, since they are known by what they held at any time; nil for nothing. ok is false where
// what is remembered cannot tell.
func (u *Update) settle(fresh witnessed) (left *Secrets, ok bool) {
	suspects := u.still(fresh)
	if suspects.none() {
		return nil, true
	}
	var q question
	suspects.heldBy(u.Secrets, &q)
	if !u.answer(&q) {
		return nil, false
	}
	suspects = suspects.heldBy(u.Secrets, &q)
	if suspects.none() {
		return nil, true
	}
	left = u.Secrets.of(suspects)
	u.askOthers(left)
	for file, said := range left.witness {
		u.Secrets.forgetSaid(said)
		says, ok := u.saysOf(file)
		if !ok {
			return nil, false
		}
		says[file] = says[file].and(said)
	}
	if left.None() {
		return nil, true
	}
	left.keys = u.Secrets.keysOf(left.ids)
	left.seal() // without what was forgotten
	return left, true
}

// keysOf are the keys of ids that are secret, and of which one is among some.
func (s *Secrets) keysOf(some map[uint64]idEntry) map[string][]uint64 {
	keys := map[string][]uint64{}
	for key, spellings := range s.keys {
		if slices.ContainsFunc(spellings, func(id uint64) bool { _, secret := s.ids[id]; return !secret }) {
			continue
		}
		for _, id := range spellings {
			if _, is := some[id]; is {
				keys[key] = append(keys[key], id)
			}
		}
	}
	return keys
}

// of are some of the secrets, to be found in the files in which all are.
func (s *Secrets) of(some witnessed) *Secrets {
	t := newSecrets(s.options)
	t.noted = nil // of what files hold is known already
	t.sources, t.keys, t.papers, t.own, t.sizes = s.sources, s.keys, s.papers, s.own, s.sizes
	t.take(some)
	t.runs = runsOf(slices.Clone(some.Runs))
	t.seal()
	return t
}

// askOthers has the documents of the edition that did not change permit what they say of secrets, those first that stand next to one that
// changed, until nothing is left.
func (u *Update) askOthers(t *Secrets) {
	isNew := map[*document]bool{}
	for _, d := range u.changed {
		isNew[d] = true
	}
	type other struct {
		*document
		far int
	}
	var others []other
	last := -len(u.documents)
	for i, d := range u.documents {
		if isNew[d] {
			last = i
			for j := len(others) - 1; j >= 0 && len(others)-j < others[j].far; j-- {
				others[j].far = len(others) - j
			}
		} else {
			others = append(others, other{d, i - last})
		}
	}
	slices.SortStableFunc(others, func(a, b other) int { return a.far - b.far })
	near := others[:min(len(others), 8)] // one of them says it, nearly always
	p := newPermitter(t, false)
	for _, d := range near {
		if t.None() {
			return
		}
		p.document(d.document)
		t.forget(p.take(), d.file())
	}
	if t.None() {
		return
	}
	far := others[len(near):]
	inOrder(len(far), func() func(int) permitted {
		p := newPermitter(t, false)
		return func(i int) permitted {
			p.document(far[i].document)
			return p.take()
		}
	}, func(i int, all permitted) bool {
		t.forget(all, far[i].file())
		return (i+1)%batch != 0 || !t.None() // what a document was found to say is noted before all is over
	})
}

// still are those that are secret.
func (u *Update) still(all witnessed) (left witnessed) {
	s := u.Secrets
	for _, h := range all.Runs {
		if s.runs.has(h) {
			left.Runs = append(left.Runs, h)
		}
	}
	for _, b := range all.Blocks {
		if _, ok := s.blocks[b.N][b.Key]; ok {
			left.Blocks = append(left.Blocks, b)
		}
	}
	for _, id := range all.IDs {
		if _, ok := s.ids[id.Key]; ok {
			left.IDs = append(left.IDs, id)
		}
	}
	for _, stem := range all.Stems {
		if _, ok := s.stems[stem.Text]; ok {
			left.Stems = append(left.Stems, stem)
		}
	}
	return left
}

func (w witnessed) none() bool { return len(w.Runs)+len(w.Blocks)+len(w.IDs)+len(w.Stems) == 0 }

// forgetSaid forgets what a document says.
func (s *Secrets) forgetSaid(w witnessed) {
	for _, h := range w.Runs {
		s.runs.forget(h)
	}
	for _, b := range w.Blocks {
		delete(s.blocks[b.N], b.Key)
	}
	for _, id := range w.IDs {
		delete(s.ids, id.Key)
	}
	for _, stem := range w.Stems {
		delete(s.stems, stem.Text)
	}
}
