package record

import (
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// Follower links an edition whenever single documents of it were written anew. Where these tell of records what they told before, as after
// most changes of words, nothing is linked: the record stays, with their new text, lines and ids of paragraphs. It is for one goroutine.
type Follower struct {
	edition edition.Edition
	record  *Record
}

// Follow begins with the record of an edition, which nobody else may use any more: it changes.
func Follow(e edition.Edition, r *Record) *Follower { return &Follower{e, r} }

// Link is the record that the function Link makes of an edition that Replace made of the one before. It may be the record that was returned
// before, changed; if it is another, that one is not to be used any more.
func (f *Follower) Link(e edition.Edition) *Record {
	if !f.retell(e) {
		f.record = Link(e)
	}
	f.edition = e
	return f.record
}

// retell has the record say what the documents of an edition say now; false, and the record as it was, where it would be linked otherwise.
func (f *Follower) retell(e edition.Edition) bool {
	changed, ok := e.Replaced(f.edition)
	if !ok {
		return false
	}
	var all []func()
	for _, i := range changed {
		d := e.Documents()[i]
		r, ok := f.edition.Documents()[i].Minutes.Retells(d.Minutes)
		m := f.record.of(d.Minutes.File)
		if m == nil || !ok {
			return false
		}
		spots, ok := spotsOf(r)
		if !ok {
			return false
		}
		all = append(all, func() {
			was := m.Minutes.AllItems()
			m.Minutes, m.Line, m.document = d.Minutes, d.Line, d
			m.shrink()
			f.record.place(m, spots, itemsOf(was, m.Minutes.AllItems()))
		})
	}
	for _, retell := range all {
		retell()
	}
	return true
}

// of is the meeting of a document by its file, or the superseded version; nil for none.
func (r *Record) of(file string) *Meeting {
	for _, m := range r.Meetings {
		for _, version := range append([]*Meeting{m}, m.Superseded...) {
			if version.Minutes.File == file {
				return version
			}
		}
	}
	return nil
}

// spotsOf are the spots of an outline by those of the former one; false where two blocks of that have the same.
func spotsOf(r minutes.Retelling) (spots map[Spot]*Spot, ok bool) {
	spots = make(map[Spot]*Spot, len(r.Blocks))
	for was, now := range r.Blocks {
		spots[*SpotOf(was)] = SpotOf(now)
	}
	return spots, len(spots) == len(r.Blocks)
}

func itemsOf(was, now []*minutes.Item) map[*minutes.Item]*minutes.Item {
	items := make(map[*minutes.Item]*minutes.Item, len(was))
	for i, it := range was {
		items[it] = now[i]
	}
	return items
}

// place puts places of one meeting where its new outline has them.
func (r *Record) place(m *Meeting, spots map[Spot]*Spot, items map[*minutes.Item]*minutes.Item) {
	r.eachPlace(func(p *Place) {
		if p.Meeting != m {
			return
		}
		if p.Block != nil {
			p.Block = spots[*p.Block]
		}
		if p.Item != nil {
			p.Item = items[p.Item]
		}
	})
	for i := range m.References {
		if ref := &m.References[i]; ref.Block != nil {
			ref.Block = spots[*ref.Block]
		}
	}
	threads := m.Threads
	if threads != nil {
		m.Threads = make(map[*minutes.Item]*Thread, len(threads))
	}
	for item, t := range threads {
		m.Threads[items[item]] = t
	}
}

// eachPlace visits every place of the record, each once.
func (r *Record) eachPlace(f func(*Place)) {
	mentions := func(all []Mention) {
		for i := range all {
			f(&all[i].Place)
		}
	}
	for _, m := range r.Meetings {
		mentions(m.Mentions)
		for _, u := range m.Updates {
			f(&u.Place)
		}
	}
	for _, a := range r.Actions {
		if a.Place != nil {
			f(a.Place)
		}
		mentions(a.Mentions)
	}
	for _, s := range r.Subjects() {
		mentions(s.Mentions)
		for i := range s.Related {
			f(&s.Related[i].Why.Place)
		}
	}
	for _, d := range r.Decisions {
		f(&d.Place)
	}
	for _, t := range r.Threads {
		for i := range t.Items {
			f(&t.Items[i])
		}
	}
	for _, t := range r.Glossary {
		f(&t.Place)
		for _, other := range t.Others {
			f(&other.Place)
		}
	}
}
