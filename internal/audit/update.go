package audit

import "crypto/sha256"

// Update is an audit that goes on from one that found nothing: what was withheld then is looked for in files that changed, and what is
// withheld anew in what all others hold. It finds nothing where the audit of the whole would find nothing; where something is found, the
// whole must tell.
type Update struct {
	Secrets  *Secrets // to be searched for in the files that changed; nil where nothing can have changed
	Files    []string // to be searched beside those: they may be read in another way now
	Suspects *Secrets // to be searched for in all others: what they held once, and nobody says any more; nil for none

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
	u.Suspects, ok = u.settle(fresh)
	return u, ok, nil
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
