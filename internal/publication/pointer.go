package publication

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"minutebook/internal/depot"
)

// Format is the version of the layout of all that this package writes.
const Format = 1

const (
	pointerName = "current"
	program     = "minutebook"
	mostPointer = 16 << 20 // bytes
)

// Pointer says what is published.
type Pointer struct {
	Format    int          `json:"format"`
	Program   string       `json:"program"`
	Check     string       `json:"check"` // sha256 of all the rest: what is read wrong once must not be written back
	Write     string       `json:"write"` // no other state of the pointer has it
	Site      string       `json:"site"`
	Clearance string       `json:"clearance"`
	Online    bool         `json:"online"`        // may be served without access control
	Floor     int64        `json:"floor"`         // nothing of a lower sequence is to be shown
	Now       *Generation  `json:"now,omitempty"` // nil: nothing yet
	Former    []Generation `json:"former"`        // oldest first, none below the floor
	Dropped   []Generation `json:"dropped"`       // oldest first: to be removed, never to be shown
	Begun     []Begun      `json:"begun"`
}

// Generation is one published build.
type Generation struct {
	Sequence  int64     `json:"sequence"`
	By        string    `json:"by"` // the publishing, or going back
	Root      Ref       `json:"root"`
	Published time.Time `json:"published"`
	Back      bool      `json:"back,omitempty"` // it is an older one, published again
}

// Begun is somebody who is about to publish.
type Begun struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
}

// Ref names a part or a root: ID/KEY.
type Ref string

const objects = "objects/"

func (r Ref) object() string { return objects + string(r) }

// id is the publishing that brought it; sum is the hash of its bytes.
func (r Ref) id() string  { id, _, _ := strings.Cut(string(r), "/"); return id }
func (r Ref) sum() string { _, sum, _ := strings.Cut(string(r), "/"); return sum }

// Restricted says whether what is published is not to be served without access control.
func (p Pointer) Restricted() bool { return !p.Online }

// all are the generations of the pointer, oldest first.
func (p Pointer) all() []Generation {
	all := slices.Concat(p.Dropped, p.Former)
	if p.Now != nil {
		all = append(all, *p.Now)
	}
	return all
}

func (p Pointer) hasBegun(id string) bool {
	return slices.ContainsFunc(p.Begun, func(b Begun) bool { return b.ID == id })
}

func (p Pointer) publishedBy(id string) bool {
	return slices.ContainsFunc(p.all(), func(g Generation) bool { return g.By == id })
}

// sequence is that of what is published now; 0 for nothing.
func (p Pointer) sequence() int64 {
	if p.Now == nil {
		return 0
	}
	return p.Now.Sequence
}

// same says whether two generations, either of which may be none, are one.
func same(a, b *Generation) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Sequence == b.Sequence && a.By == b.By
}

// Pointer reads what is published. ErrNothing if nobody ever began to.
func (p *Place) Pointer(ctx context.Context) (Pointer, error) {
	ptr, _, err := p.read(ctx)
	return ptr, err
}

func (p *Place) read(ctx context.Context) (Pointer, depot.Tag, error) {
	for attempt := 0; ; attempt++ {
		data, tag, err := depot.Read(ctx, p.bare, pointerName, mostPointer)
		if err == nil {
			ptr, err := parsePointer(data)
			if err == nil || !p.again(ctx, attempt, retold) {
				return ptr, tag, err
			}
			continue // a store that lies may not do so twice
		}
		if errors.Is(err, depot.ErrAbsent) {
			return Pointer{}, "", ErrNothing
		}
		if !errors.Is(err, depot.ErrUnavailable) || !p.again(ctx, attempt, p.pauses.Attempts) {
			return Pointer{}, "", err
		}
	}
}

// retold is how often is asked for what cannot be right.
const retold = 3

func parsePointer(data []byte) (ptr Pointer, err error) {
	if err := json.Unmarshal(data, &ptr); err != nil || ptr.Program != program || ptr.Format < 1 {
		return Pointer{}, fmt.Errorf("%s is %w", pointerName, ErrForeign)
	}
	if ptr.Format > Format {
		return Pointer{}, fmt.Errorf("it was %w", ErrNewer)
	}
	if ptr.Check != ptr.check() {
		return Pointer{}, fmt.Errorf("%s: %w", pointerName, ErrDamaged)
	}
	for i, g := range ptr.all() {
		if all := ptr.all(); !g.Root.valid() || !isID(g.By) || g.Sequence < 1 || i > 0 && all[i-1].Sequence >= g.Sequence {
			return Pointer{}, fmt.Errorf("%s is %w", pointerName, ErrForeign)
		}
	}
	for _, b := range ptr.Begun {
		if !isID(b.ID) {
			return Pointer{}, fmt.Errorf("%s is %w", pointerName, ErrForeign)
		}
	}
	return ptr, nil
}

// check is what Check must be.
func (p Pointer) check() string {
	p.Check = ""
	data, err := json.Marshal(p)
	if err != nil {
		return ""
	}
	return sumOf(data)
}

func (r Ref) valid() bool {
	id, sum, ok := strings.Cut(string(r), "/")
	return ok && isID(id) && len(sum) == sumLength && isHex(sum)
}

func isHex(s string) bool {
	return s != "" && len(s) <= sumLength && strings.Trim(s, "0123456789abcdef") == ""
}

// contended is how often a change is tried again because others change the pointer, too.
const contended = 200

// change changes the pointer: edit is given what stands there, and its error ends it. done says whether a pointer shows that the change
// was made: an answer may be lost. What cannot be told is ErrUncertain.
func (p *Place) change(ctx context.Context, edit func(*Pointer) error, done func(Pointer) bool) (Pointer, error) {
	tried := false
	for attempt := 0; ; attempt++ {
		ptr, tag, err := p.read(ctx)
		if err != nil && !errors.Is(err, ErrNothing) {
			return ptr, uncertainIf(tried, err)
		}
		if tried && done(ptr) {
			return ptr, nil
		}
		if err := edit(&ptr); err != nil {
			return ptr, err
		}
		err = p.write(ctx, &ptr, tag)
		if err == nil {
			return ptr, nil
		}
		if !errors.Is(err, depot.ErrChanged) && !errors.Is(err, depot.ErrUnavailable) && ctx.Err() == nil {
			return ptr, uncertainIf(tried, err) // this time it was not done
		}
		if tried = true; !p.again(ctx, attempt, contended) {
			return ptr, uncertainIf(true, err)
		}
	}
}

func uncertainIf(tried bool, err error) error {
	if tried {
		return fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	return err
}

func (p *Place) write(ctx context.Context, ptr *Pointer, tag depot.Tag) error {
	ptr.Format, ptr.Program, ptr.Write = Format, program, newID()
	ptr.Check = ptr.check()
	data, err := json.MarshalIndent(ptr, "", " ")
	if err != nil {
		return err
	}
	data = append(data, '\n')
	_, err = p.depot.Put(ctx, pointerName, bytes.NewReader(data), int64(len(data)),
		depot.Put{If: tag, Absent: tag == "", Type: "application/json", Cache: "no-store"})
	return err
}

func jittered(pause time.Duration) time.Duration { return pause/2 + rand.N(pause/2+1) }
