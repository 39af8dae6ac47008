package audit

import (
	"crypto/sha256"
	"slices"
)

// Update is an audit that goes on from one that found nothing: what was withheld then is looked for in files that changed, and what is
// withheld anew in what all others hold. It finds nothing where the audit of the whole would find nothing; where it might find something it
// gives up, and the whole must tell.
type Update struct {
	Secrets *Secrets // nil where nothing can have changed
	Files   []string // to be searched beside those that changed: they may be read in another way now

	memory    Memory
	before    root
	after     root
	documents []*document
	changed   []*document // that are new, or other than they were
	says      map[int]map[string]witnessed
}

// GoOn begins an update of the audit that m remembers; ok is false where it must be of the whole. site names the generation on top of
// which the site was made, changed are the files that it does not have as they are. own is asked for what PermitOwn takes where it is needed.
func GoOn(o Options, m Memory, site [sha256.Size]byte, changed []string, own func() (Own, error)) (u *Update, ok bool, err error) {
	u = &Update{memory: m, says: map[int]map[string]witnessed{}}
	if !decoded(m.Load(nameRoot), &u.before) || u.before.Site != site || u.before.Shared != o.shared() {
		return nil, false, nil
	}
	u.documents = o.documents()
	u.after = rootOf(&o, u.documents)
	u.after.Held = u.before.Held
	var gone []string
	for _, d := range u.documents {
		if u.before.Documents[d.file()] != u.after.Documents[d.file()] {
			u.changed = append(u.changed, d)
		}
	}
	for file := range u.before.Documents {
		if _, is := u.after.Documents[file]; !is {
			gone = append(gone, file)
		}
	}
	if len(u.changed)+len(gone)+len(changed) == 0 {
		return u, true, nil
	}
	u.Files = differing(u.before.Papers, u.after.Papers)
	var saved savedSecrets
	if !decoded(u.before.load(m, nameSecrets), &saved) {
		return nil, false, nil
	}
	s, runs := saved.restored(o)
	u.Secrets = s
	s.notePapers(u.documents)
	fresh, ok := u.fresh(&o, gone, runs)
	if !ok {
		return nil, false, nil
	}
	s.Permit(o.Reasons...)
	s.PermitWords(o.Addresses...)
	told, err := own()
	if err != nil {
		return nil, false, err
	}
	s.PermitOwn(told)
	return u, u.settle(fresh), nil
}

// differing are what only one of two sorted lists has.
func differing(a, b []string) (all []string) {
	for _, one := range a {
		if _, both := slices.BinarySearch(b, one); !both {
			all = append(all, one)
		}
	}
	for _, one := range b {
		if _, both := slices.BinarySearch(a, one); !both {
			all = append(all, one)
		}
	}
	return all
}

// fresh adds what may be a secret now and was none: what documents that changed contribute, and what only documents said that are
// other now, or gone. What the changed documents of the edition say is forgotten. runs are those that were secret.
func (u *Update) fresh(o *Options, gone []string, runs []uint64) (all witnessed, ok bool) {
	s := u.Secrets
	files := slices.Clone(gone)
	for _, d := range u.changed {
		files = append(files, d.file())
	}
	for _, file := range files {
		says, ok := u.saysOf(file)
		if !ok {
			return all, false
		}
		all = all.and(says[file])
		delete(says, file)
	}
	had := runsOf(runs)
	documents := *o
	documents.Notices, documents.Files = nil, nil // are as they were
	documents.gather(u.changed, nil, func(_ int32, name string, c contribution) bool {
		s.sources = append(s.sources, name)
		all = all.and(s.unknown(c, int32(len(s.sources)-1)))
		return true
	})
	all.Runs = slices.DeleteFunc(all.Runs, had.has)
	for _, b := range all.Blocks {
		s.blocks[b.N][b.Key] = b.Block
	}
	for _, id := range all.IDs {
		s.ids[id.Key] = id.ID
	}
	for _, stem := range all.Stems {
		s.stems[stem.Text] = stem.At
	}
	s.runs = runsOf(mergedRuns(had.sorted, all.Runs))
	s.seal()
	s.permitDocuments(u.changed)
	s.seal()
	return all, true
}

// unknown are what a contribution has beside the secrets that are known. Keys of ids are added at once: they are secret as long as their
// ids are.
func (s *Secrets) unknown(c contribution, source int32) (all witnessed) {
	t := newSecrets(Options{Stems: s.stemsOf, Key: s.keyOf})
	t.add(c, source)
	all.Runs = c.runs
	for n, blocks := range t.blocks {
		for key, b := range blocks {
			if _, ok := s.blocks[n][key]; !ok {
				all.Blocks = append(all.Blocks, witnessedBlock{n, key, b})
			}
		}
	}
	for key, id := range t.ids {
		if _, ok := s.ids[key]; !ok {
			all.IDs = append(all.IDs, witnessedID{key, id})
		}
	}
	for text, at := range t.stems {
		if _, ok := s.stems[text]; !ok {
			all.Stems = append(all.Stems, witnessedStem{text, at})
		}
	}
	for key, spellings := range t.keys {
		for _, hash := range spellings {
			if !slices.Contains(s.keys[key], hash) {
				s.keys[key] = append(s.keys[key], hash)
			}
		}
	}
	return all
}

// saysOf is the bucket in which a file stands.
func (u *Update) saysOf(file string) (says map[string]witnessed, ok bool) {
	n := bucketOf(file)
	if says, ok := u.says[n]; ok {
		return says, true
	}
	if !decoded(u.before.load(u.memory, nameSays(n)), &says) {
		return nil, false
	}
	if says == nil {
		says = map[string]witnessed{}
	}
	u.says[n] = says
	return says, true
}

// settle finds, of what may be a secret anew, what the site's other files may hold, and forgets what other documents of the edition say
// of it. It says false if something is left that may be held and that nobody says.
func (u *Update) settle(fresh witnessed) bool {
	suspects := u.still(fresh)
	if suspects.none() {
		return true
	}
	var q question
	suspects.heldBy(u.Secrets, &q)
	if !u.answer(&q) {
		return false
	}
	suspects = suspects.heldBy(u.Secrets, &q)
	if suspects.none() {
		return true
	}
	t := newSecrets(u.Secrets.options)
	t.keys = u.Secrets.keys
	for _, b := range suspects.Blocks {
		t.blocks[b.N][b.Key] = b.Block
	}
	for _, id := range suspects.IDs {
		t.ids[id.Key] = id.ID
	}
	for _, stem := range suspects.Stems {
		t.stems[stem.Text] = stem.At
	}
	t.runs = runsOf(slices.Clone(suspects.Runs))
	t.seal()
	u.askOthers(t)
	for file, said := range t.witness {
		u.Secrets.forgetSaid(said)
		if says, ok := u.saysOf(file); ok {
			says[file] = says[file].and(said)
		} else {
			return false
		}
	}
	return t.None()
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
	p := newPermitter(t, false)
	for _, d := range others {
		if t.None() {
			return
		}
		p.document(d.document)
		t.forget(p.take(), d.file())
	}
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

// Keep remembers the update, once nothing was found in what changed.
func (u *Update) Keep(site func() [sha256.Size]byte) {
	s := u.Secrets
	if s == nil {
		return
	}
	k := &keeper{u.memory, u.after}
	for name, id := range u.before.Parts {
		k.root.Parts[name] = id
	}
	for file, w := range s.witness {
		if says, ok := u.saysOf(file); ok {
			says[file] = says[file].and(w)
		} else {
			return // the next audit is of the whole
		}
	}
	k.values(nameSecrets, s.saved())
	for n, says := range u.says {
		k.values(nameSays(n), says)
	}
	more, ok := readHeld(u.before.load(u.memory, nameMore))
	if !ok {
		return
	}
	more.add(&s.noted.held)
	if more.len() > fewMore && more.len() > u.before.Held/2 {
		all := more
		k.root.Held = 0
		for n := range heldParts {
			k.part(nameHeld(n), func() []byte {
				base := &held{}
				if !base.readPart(n, u.before.load(u.memory, nameHeld(n))) {
					return nil // the next audit is of the whole
				}
				base.addPart(n, all)
				k.root.Held += base.len()
				return base.marshalPart(n)
			})
		}
		more = &held{}
	}
	k.part(nameMore, more.marshal)
	k.done(site)
}

// fewMore is how much is kept beside what was held before, however little that was.
const fewMore = 4 << 20
