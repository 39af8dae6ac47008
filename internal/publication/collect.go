package publication

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"minutebook/internal/depot"
)

// dead is how long after its beginning a publishing is taken for dead. One that lives all the same begins anew.
const dead = 24 * time.Hour

// errNone ends a change that would change nothing.
var errNone = errors.New("nothing is to be changed")

// Collect removes what is needed no more: generations that were replaced longer ago than keep, those that were withdrawn, and what
// dead publishings left. It may be run at any time, by several; what it cannot do now, the next does.
func (p *Place) Collect(ctx context.Context, keep time.Duration) error {
	ids, err := p.publishings(ctx) // before the pointer: whoever begins later is not among them
	if err != nil {
		return err
	}
	ptr, err := p.drop(ctx, keep)
	if errors.Is(err, ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(p.removeDropped(ctx, ptr), p.sweep(ctx, ids, ptr))
}

// publishings are those of which there is anything.
func (p *Place) publishings(ctx context.Context) (ids []string, err error) {
	for name, err := range p.depot.List(ctx, objects, true) {
		if err != nil {
			return nil, err
		}
		if id, ok := strings.CutSuffix(strings.TrimPrefix(name, objects), "/"); ok && isID(id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// drop takes out of the pointer what is needed no more.
func (p *Place) drop(ctx context.Context, keep time.Duration) (Pointer, error) {
	var seen Pointer
	ptr, err := p.change(ctx, func(ptr *Pointer) error {
		seen = *ptr
		if ptr.Write == "" {
			return ErrNothing
		}
		now := p.now()
		old := 0
		for old < len(ptr.Former) && now.Sub(p.replaced(*ptr, old)) >= keep { // the oldest first, and no gaps
			old++
		}
		living := slices.DeleteFunc(slices.Clone(ptr.Begun), func(b Begun) bool { return now.Sub(b.At) > dead })
		if old == 0 && len(living) == len(ptr.Begun) {
			return errNone
		}
		ptr.Dropped = slices.Concat(ptr.Dropped, ptr.Former[:old])
		ptr.Former, ptr.Begun = slices.Clone(ptr.Former[old:]), living
		return nil
	}, func(Pointer) bool { return false }) // if it is done, nothing is left to do
	if errors.Is(err, errNone) {
		return seen, nil
	}
	return ptr, err
}

// replaced is when a former generation was replaced by the next.
func (p *Place) replaced(ptr Pointer, i int) time.Time {
	if i+1 < len(ptr.Former) {
		return ptr.Former[i+1].Published
	}
	return ptr.Now.Published
}

// removeDropped removes the objects of dropped generations, the oldest first, and forgets these.
func (p *Place) removeDropped(ctx context.Context, ptr Pointer) error {
	known := &recent{}
	gone := map[string]bool{}
	var wrong error
	for i, g := range ptr.Dropped {
		if wrong = p.remove(ctx, g, newer(ptr.all(), i), known); wrong != nil {
			break
		}
		gone[g.By] = true
	}
	if len(gone) == 0 {
		return wrong
	}
	_, err := p.change(ctx, func(ptr *Pointer) error {
		left := slices.DeleteFunc(slices.Clone(ptr.Dropped), func(g Generation) bool { return gone[g.By] })
		if len(left) == len(ptr.Dropped) {
			return errNone
		}
		ptr.Dropped = left
		return nil
	}, func(Pointer) bool { return false })
	if errors.Is(err, errNone) {
		err = nil
	}
	return errors.Join(wrong, err)
}

// newer are the generations, one of which has whatever of the i-th is in any newer one: the next, and those that went back to an older
// one. A generation has of older ones what the one before has, unless it went back; so what it has of an older one, each
// between them has, from the newest on that went back.
func newer(all []Generation, i int) (some []Generation) {
	for j, g := range all[i+1:] {
		if j == 0 || g.Back {
			some = append(some, g)
		}
	}
	return some
}

// remove removes the objects of a generation that none of the others has: files, then parts, then the root, so that what remains
// after an accident can still be found.
func (p *Place) remove(ctx context.Context, g Generation, others []Generation, known Parts) error {
	r, err := p.root(ctx, g.Root)
	if errors.Is(err, depot.ErrAbsent) {
		return nil // somebody was quicker
	}
	if err != nil {
		return err
	}
	roots, parts := map[Ref]bool{}, map[Ref]bool{} // of others
	for _, o := range others {
		other, err := p.root(ctx, o.Root)
		if err != nil {
			return err
		}
		roots[o.Root] = true
		for _, ref := range other.Parts {
			parts[ref] = true
		}
	}
	own := slices.DeleteFunc(slices.Clone(r.Parts), func(ref Ref) bool { return parts[ref] })
	for _, ref := range r.Parts {
		delete(parts, ref) // whose files no part of our own has
	}
	doomed, err := p.objectsOf(ctx, own, known, true)
	if err != nil {
		return err
	}
	alive, err := p.objectsOf(ctx, slices.Collect(maps.Keys(parts)), known, false)
	if err != nil {
		return err
	}
	maps.DeleteFunc(doomed, func(object string, _ bool) bool { return alive[object] })
	if err := p.delete(ctx, slices.Sorted(maps.Keys(doomed))); err != nil {
		return err
	}
	names := make([]string, len(own))
	for i, ref := range own {
		names[i] = ref.object()
	}
	if err := p.delete(ctx, names); err != nil || roots[g.Root] {
		return err
	}
	return p.delete(ctx, []string{g.Root.object()})
}

// objectsOf are the objects of the files of some parts. Parts that are gone have none, if they may be gone.
func (p *Place) objectsOf(ctx context.Context, parts []Ref, known Parts, mayBeGone bool) (map[string]bool, error) {
	all := map[string]bool{}
	var mu sync.Mutex
	err := p.each(ctx, parts, func(ctx context.Context, _ int, ref Ref) error {
		data, err := p.part(ctx, ref, known)
		if mayBeGone && errors.Is(err, depot.ErrAbsent) {
			return nil
		}
		files := map[string]File{}
		if err == nil {
			err = readPart(data, files)
		}
		mu.Lock()
		defer mu.Unlock()
		for name, f := range files {
			all[f.object(name)] = true
		}
		return err
	})
	return all, err
}

// sweep removes whatever of publishings is there that are not about to publish, and of which no generation has anything.
func (p *Place) sweep(ctx context.Context, ids []string, ptr Pointer) error {
	needed := map[string]bool{}
	for _, b := range ptr.Begun {
		needed[b.ID] = true
	}
	for _, g := range ptr.all() {
		needed[g.Root.id()] = true
	}
	unknown := func(id string) bool { return !needed[id] }
	all := ptr.all()
	for i := len(all) - 1; i >= 0 && slices.ContainsFunc(ids, unknown); i-- {
		r, err := p.root(ctx, all[i].Root)
		if errors.Is(err, depot.ErrAbsent) && i < len(ptr.Dropped) {
			continue // it was removed
		}
		if err != nil {
			return err
		}
		for _, id := range r.IDs {
			needed[id] = true
		}
	}
	for _, id := range ids {
		if !needed[id] {
			if err := p.removeBelow(ctx, objects+id+"/"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Place) removeBelow(ctx context.Context, prefix string) error {
	var names []string
	for name, err := range p.depot.List(ctx, prefix, false) {
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	return p.delete(ctx, names)
}

// removedAtOnce is how many objects go with one request.
const removedAtOnce = 500

func (p *Place) delete(ctx context.Context, names []string) error {
	for some := range slices.Chunk(names, removedAtOnce) {
		if err := p.depot.Delete(ctx, some...); err != nil {
			return err
		}
	}
	return nil
}

// recent are the parts that were read lately: two generations in a row are looked at, each twice.
type recent struct {
	mu    sync.Mutex
	parts map[Ref][]byte
}

const mostRecent = 4 * mostParts

func (r *recent) Load(ref Ref) ([]byte, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	data, ok := r.parts[ref]
	return data, ok
}

func (r *recent) Keep(ref Ref, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.parts == nil || len(r.parts) >= mostRecent {
		r.parts = map[Ref][]byte{}
	}
	r.parts[ref] = data
}
