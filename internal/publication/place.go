// Package publication puts builds of one site into a depot, whole or not at all, for readers anywhere.
//
//	NAME/current           the pointer: what is published now, what was before, and who is about to publish
//	NAME/objects/ID/KEY    bytes that the publishing ID brought
//
// A build in a depot is a generation: a root, which has the head of its manifest and the names of its parts; parts, each of which
// lists some of the files; and the files, an object each. The name of a file tells its part, so that of one more meeting few parts
// change. A generation takes over what the one before has of it: files of the same bytes, parts of the same files, and shards of the
// index that were made of the same rows, though they have other bytes. Objects are named by hashes: a part and a root by that of
// its bytes, a file by that of its bytes and its name. Sites share nothing: that two have the same would tell.
//
// # Why no generation is ever broken
//
//  1. The pointer alone is ever changed, and only if it is still what was read (depot.Put.If). Each state of it has a number that no
//     other has, so a change that was delayed on its way, and comes after another, comes to nothing.
//  2. Every other name is used once. ID is drawn anew for each publishing, and only it writes below objects/ID/. What was removed
//     does not come back under the name of something that is there.
//  3. Who publishes first writes its ID into the pointer (begun), and at the end, in one change, takes it out and becomes what is published
//     now; but only if what is published is still what it began with, and if its ID is still there.
//  4. An object is removed only once no change can make it part of what is published: its generation was taken out of the pointer, and
//     no newer one has it; or its ID was taken out of begun, and no generation has anything of it.
//
// So two may publish, a third may clean up, and each may die, stall or have a wrong clock at any time: clocks say only how long
// something is kept that is needed no more. What dies leaves at most garbage, which the next one to publish removes.
//
// # The floor
//
// A publication that withdraws something from readers sets the floor to its own sequence: all generations below it leave the
// pointer with the same change, are removed, and are never published or shown again.
package publication

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"minutebook/internal/depot"
)

// Place is where one site is published.
type Place struct {
	depot  depot.Depot // tries again
	bare   depot.Depot // does not, for who reads and tries again what broke off
	pauses depot.Pauses

	Clock    func() time.Time // nil is that of the machine
	Parallel int              // requests at the same time; 0 is 8

	perPart int // files in a part; 0 is usualPart
}

// At is the place in a depot, of which nothing else may be used by others. It tries again what may succeed later.
func At(d depot.Depot, p depot.Pauses) *Place {
	return &Place{depot: depot.Patient(d, p), bare: d, pauses: p}
}

var (
	ErrNothing   = errors.New("nothing is published there")
	ErrForeign   = errors.New("not put there by minutebook")
	ErrNewer     = errors.New("published by a newer minutebook; use that, or another place")
	ErrSite      = errors.New("it is the place of another site")
	ErrDamaged   = errors.New("what the store has is not what was put there")
	ErrUncertain = errors.New("whether it was published cannot be told; publish again")
	ErrKept      = errors.New("no such generation is kept") // any more
)

// OvertakenError is the cause when somebody else published in the meantime. What was published is whole, and not ours.
type OvertakenError struct{ Sequence int64 }

func (e *OvertakenError) Error() string {
	return fmt.Sprintf("somebody else published generation %d in the meantime; build from the newest sources and publish again", e.Sequence)
}

func (p *Place) now() time.Time {
	if p.Clock != nil {
		return p.Clock().UTC()
	}
	return time.Now().UTC()
}

func (p *Place) parallel() int {
	if p.Parallel > 0 {
		return p.Parallel
	}
	return 8
}

// idLength is in bytes.
const idLength = 10

func isID(s string) bool { return len(s) == 2*idLength && isHex(s) }

// newID is a name that nobody used.
func newID() string {
	var b [idLength]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// again waits before another attempt, longer each time; false where there is none.
func (p *Place) again(ctx context.Context, attempt, most int) bool {
	if attempt+1 >= most {
		return false
	}
	pause := min(p.pauses.First<<min(attempt, 8), p.pauses.Longest)
	select {
	case <-ctx.Done():
		return false
	case <-time.After(jittered(pause)):
		return true
	}
}
