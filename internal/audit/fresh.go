package audit

import "slices"

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
	s.take(all)
	s.runs = runsOf(mergedRuns(had.sorted, all.Runs))
	s.seal()
	s.permitDocuments(u.changed)
	s.seal()
	return all, true
}

// take takes in all of some secrets but runs.
func (s *Secrets) take(some witnessed) {
	for _, b := range some.Blocks {
		s.blocks[b.N][b.Key] = b.Block
	}
	for _, id := range some.IDs {
		s.ids[id.Key] = id.ID
	}
	for _, stem := range some.Stems {
		s.stems[stem.Text] = stem.At
	}
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
