package marked

import "slices"

// Canaries are all of an archive.
func (a *Archive) Canaries() []*Canary {
	a.settle()
	var all []*Canary
	for _, p := range a.papers {
		all = append(all, p.words...)
	}
	for _, n := range a.notices {
		all = append(all, n.words...)
	}
	for _, d := range a.Documents {
		all = slices.Concat(all, d.words, d.never)
		d.each(func(p *part) { all = append(all, p.words...) })
		for _, it := range d.items {
			all = it.canaries(all)
		}
	}
	return all
}

func (it *item) canaries(all []*Canary) []*Canary {
	all = append(all, it.words...)
	for _, sub := range it.below {
		all = sub.canaries(all)
	}
	return all
}
