package audit

import "slices"

// question asks what a site's files hold: first which hashes are wanted, then whether each is there.
type question struct {
	wanted []uint64
	found  map[uint64]bool // nil as long as it is not answered
}

func (q *question) has(hash uint64) bool {
	if q.found == nil {
		q.wanted = append(q.wanted, hash)
		return true
	}
	return q.found[hash]
}

// answer looks the hashes up, part by part; ok is false where a part is not what was stored.
func (u *Update) answer(q *question) (ok bool) {
	more, ok := readHeld(u.before.load(u.memory, nameMore))
	if !ok {
		return false
	}
	q.found = map[uint64]bool{}
	slices.Sort(q.wanted)
	base, part := &held{}, -1
	for _, hash := range slices.Compact(q.wanted) {
		if n := partOf(hash); n != part {
			part = n
			if !base.readPart(n, u.before.load(u.memory, nameHeld(n))) {
				return false
			}
		}
		if base.has(hash) || more.has(hash) {
			q.found[hash] = true
		}
	}
	return true
}

// heldBy are those that files may hold.
func (w witnessed) heldBy(s *Secrets, h *question) (left witnessed) {
	row := func(n int, key uint64, fours [4]uint64) bool {
		return n <= 4 && h.has(key) || n > 4 && !slices.ContainsFunc(fours[:min(n-3, len(fours))], func(four uint64) bool { return !h.has(four) })
	}
	for _, run := range w.Runs {
		if h.has(run) {
			left.Runs = append(left.Runs, run)
		}
	}
	for _, b := range w.Blocks {
		if row(b.N, b.Key, b.Block.Fours) {
			left.Blocks = append(left.Blocks, b)
		}
	}
	keys := map[uint64]bool{}
	for key, spellings := range s.keys {
		for _, id := range spellings {
			is := len(w.IDs) > 0 && h.has(hashOfText(key, ofKey))
			keys[id] = keys[id] || is
		}
	}
	for _, id := range w.IDs {
		if row(int(id.ID.Words), id.Key, id.ID.Fours) || keys[id.Key] {
			left.IDs = append(left.IDs, id)
		}
	}
	for _, stem := range w.Stems {
		if h.has(hashOfText(stem.Text, ofStem)) {
			left.Stems = append(left.Stems, stem)
		}
	}
	return left
}
