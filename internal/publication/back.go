package publication

import (
	"context"
	"fmt"
	"slices"
)

// GoBack publishes a kept generation once more, as the next. now is what was published when that was decided; floor says that
// something of it is no longer shown.
func (p *Place) GoBack(ctx context.Context, s *Snapshot, now Generation, floor bool) (sequence int64, err error) {
	id := newID()
	_, err = p.change(ctx, func(ptr *Pointer) error {
		if !same(ptr.Now, &now) {
			return &OvertakenError{ptr.sequence()}
		}
		if !slices.ContainsFunc(ptr.Former, func(g Generation) bool { return same(&g, &s.Generation) }) {
			return fmt.Errorf("generation %d: %w", s.Sequence, ErrKept)
		}
		ptr.Clearance, ptr.Online = s.Manifest.Clearance, s.Manifest.Online
		sequence = p.succeed(ptr, Generation{By: id, Root: s.Root, Back: true}, floor)
		return nil
	}, func(ptr Pointer) bool { return ptr.publishedBy(id) })
	return sequence, err
}

// Kept is a generation that can be gone back to: the one of a sequence, or, for 0, the one before what is published.
func (ptr Pointer) Kept(sequence int64) (Generation, error) {
	for _, g := range slices.Backward(ptr.Former) {
		if g.Sequence == sequence || sequence == 0 {
			return g, nil
		}
	}
	if sequence == 0 {
		return Generation{}, fmt.Errorf("there is none before what is published: %w", ErrKept)
	}
	return Generation{}, fmt.Errorf("generation %d: %w; it is published now, was withdrawn, or is too old", sequence, ErrKept)
}
