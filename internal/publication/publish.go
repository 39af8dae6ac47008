package publication

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/depot"
	"minutebook/internal/publish"
)

// Options say how to publish.
type Options struct {
	Keep   time.Duration // how long generations are kept that are published no more
	DryRun bool          // say what would be done
	Whole  bool          // bring every file anew: for a store that lost or spoilt some
	// Withdraws says whether the build no longer shows something that the generation before shows. nil says no.
	Withdraws func(ctx context.Context, before *Snapshot) (bool, error)
	Progress  func(done, total int) // may be nil; of files
}

// Result is what publishing came to.
type Result struct {
	Sequence  int64 // of what is published now
	Unchanged bool  // it was published already
	Brought   int   // files
	Bytes     int64
	Kept      int  // files that were there
	Gone      int  // files that the generation before has, and this one has not
	Floor     bool // all generations before were withdrawn
	// Left is why some of what is needed no more is still there; the next to publish removes it. nil where nothing is.
	Left error
}

var (
	errMoved    = errors.New("something else is published by now")
	errExpelled = errors.New("somebody took this publishing for dead")
)

// begunAnew is how often publishing begins anew because the ground moved before anything was brought.
const begunAnew = 10

// Publish makes a build what is published. After an error what was published before still is, or, where ErrUncertain is the cause, perhaps
// the build; nothing else.
func (p *Place) Publish(ctx context.Context, b Build, o Options) (Result, error) {
	for attempt := 0; ; attempt++ {
		res, err := p.publish(ctx, b, o)
		if !errors.Is(err, errMoved) && !errors.Is(err, errExpelled) || !p.again(ctx, attempt, begunAnew) {
			return res, err
		}
	}
}

func (p *Place) publish(ctx context.Context, b Build, o Options) (res Result, err error) {
	ptr, before, err := p.current(ctx, b.Manifest)
	if err != nil {
		return res, err
	}
	used := before
	if o.Whole {
		used = nil
	}
	plan, err := planOf(b, used, cmp.Or(p.perPart, usualPart))
	if err != nil {
		return res, unread(err)
	}
	res = Result{Sequence: ptr.sequence(), Unchanged: plan.empty(), Brought: len(plan.fresh), Bytes: plan.bytes(), Kept: len(plan.files) - len(plan.fresh), Gone: plan.gone}
	if !plan.empty() && before != nil && o.Withdraws != nil {
		if res.Floor, err = o.Withdraws(ctx, before); err != nil {
			return res, err
		}
	}
	if o.DryRun {
		return res, nil
	}
	if !plan.empty() {
		if res.Sequence, err = p.put(ctx, ptr.Now, plan, o, res.Floor); err != nil {
			return res, err
		}
	}
	res.Left = p.Collect(ctx, o.Keep)
	return res, nil
}

// current is what is published, if it is of the same site. The pointer is empty where nothing ever was, and the place fit for it.
func (p *Place) current(ctx context.Context, m publish.Manifest) (ptr Pointer, before *Snapshot, err error) {
	ptr, err = p.Pointer(ctx)
	switch {
	case errors.Is(err, ErrNothing):
		return ptr, nil, p.fit(ctx, m)
	case err != nil:
		return ptr, nil, err
	case ptr.Site != m.Site:
		return ptr, nil, fmt.Errorf("%w: %s, and not %s", ErrSite, ptr.Site, m.Site)
	}
	if ptr.Now == nil {
		return ptr, nil, nil
	}
	before, err = p.Snapshot(ctx, *ptr.Now, nil)
	if errors.Is(err, depot.ErrAbsent) {
		if now, again := p.Pointer(ctx); again == nil && !same(now.Now, ptr.Now) {
			return ptr, nil, errMoved
		}
		err = fmt.Errorf("%w: something is gone", ErrDamaged)
	}
	return ptr, before, err
}

// fit says whether something can be published where nothing is: nobody else uses the place, and not everybody can read there what is
// not for everybody.
func (p *Place) fit(ctx context.Context, m publish.Manifest) error {
	for name, err := range p.depot.List(ctx, "", true) {
		if err != nil {
			return err
		}
		if name == objects && p.onlyOurs(ctx) {
			continue // of somebody who begins at the same time, or looked and went
		}
		if _, err := p.Pointer(ctx); err == nil {
			return errMoved // so is this
		}
		return fmt.Errorf("there are files that were %w; empty the place, or choose another", ErrForeign)
	}
	return p.closed(ctx, newID(), m)
}

// onlyOurs says whether what is below objects/ may be of publishings.
func (p *Place) onlyOurs(ctx context.Context) bool {
	for name, err := range p.depot.List(ctx, objects, true) {
		id, isFolder := strings.CutSuffix(strings.TrimPrefix(name, objects), "/")
		if err != nil || !isFolder || !isID(id) {
			return false
		}
	}
	return true
}

// closed says whether what is not for everybody may be put there.
func (p *Place) closed(ctx context.Context, id string, m publish.Manifest) error {
	if !m.Restricted() {
		return nil
	}
	return depot.Closed(ctx, p.depot, probe(id))
}

// probe is the name of an object with which the store is tried. Once a publishing has begun, only itself removes it.
func probe(id string) string { return objects + id + "/probe" }

// fitNow is fit once a publishing has begun, so that nobody else removes what it looks for.
func (p *Place) fitNow(ctx context.Context, id string, before *Generation, m publish.Manifest) error {
	if before == nil {
		if err := depot.Prove(ctx, p.depot, probe(id)); err != nil {
			return err
		}
	}
	return p.closed(ctx, id, m)
}

// put brings what is missing, and makes it what is published.
func (p *Place) put(ctx context.Context, before *Generation, plan *plan, o Options, floor bool) (sequence int64, err error) {
	id, m := newID(), plan.build.Manifest
	if _, err := p.change(ctx, func(ptr *Pointer) error {
		if !same(ptr.Now, before) {
			return errMoved
		}
		if ptr.Now == nil {
			ptr.Site, ptr.Clearance, ptr.Online = m.Site, m.Clearance, m.Online
		}
		ptr.Begun = append(ptr.Begun, Begun{id, p.now()})
		return nil
	}, func(ptr Pointer) bool { return ptr.hasBegun(id) }); err != nil {
		return 0, err
	}
	var ref Ref
	if err = p.fitNow(ctx, id, before, m); err == nil {
		ref, err = p.bring(ctx, id, plan, o.Progress)
	}
	if err == nil {
		sequence, err = p.commit(ctx, id, before, ref, m, floor)
	}
	if err != nil && !errors.Is(err, errExpelled) {
		p.giveUp(ctx, id)
	}
	return sequence, err
}

// commit makes a root what is published now.
func (p *Place) commit(ctx context.Context, id string, before *Generation, ref Ref, m publish.Manifest, floor bool) (int64, error) {
	var sequence int64
	_, err := p.change(ctx, func(ptr *Pointer) error {
		if !same(ptr.Now, before) {
			return &OvertakenError{ptr.sequence()}
		}
		if !ptr.hasBegun(id) {
			return errExpelled
		}
		ptr.Begun = slices.DeleteFunc(ptr.Begun, func(b Begun) bool { return b.ID == id })
		ptr.Clearance, ptr.Online = m.Clearance, m.Online
		sequence = p.succeed(ptr, Generation{By: id, Root: ref}, floor)
		return nil
	}, func(ptr Pointer) bool { return ptr.publishedBy(id) })
	return sequence, err
}

// succeed puts a generation in place of the one that is published.
func (p *Place) succeed(ptr *Pointer, next Generation, floor bool) int64 {
	next.Sequence, next.Published = ptr.sequence()+1, p.now()
	if was := ptr.Now; was != nil {
		ptr.Former = append(ptr.Former, *was)
		if next.Published.Before(was.Published) { // a clock that goes back
			next.Published = was.Published
		}
	}
	if floor {
		ptr.Floor = next.Sequence
		ptr.Dropped, ptr.Former = append(ptr.Dropped, ptr.Former...), nil
	}
	ptr.Now = &next
	return next.Sequence
}

// patience is how long somebody who gave up cleans up.
const patience = 20 * time.Second

// giveUp takes a publishing out of the pointer, so that whatever of it is still on its way comes to nothing, and then removes
// what it brought. Where that fails, somebody else will.
func (p *Place) giveUp(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	published := false
	_, err := p.change(ctx, func(ptr *Pointer) error {
		published = ptr.publishedBy(id)
		ptr.Begun = slices.DeleteFunc(ptr.Begun, func(b Begun) bool { return b.ID == id })
		return nil
	}, func(ptr Pointer) bool { return !ptr.hasBegun(id) })
	if err == nil && !published {
		_ = p.removeBelow(ctx, objects+id+"/")
	}
}

// bring puts the files, the parts and the root of a generation into the depot.
func (p *Place) bring(ctx context.Context, id string, plan *plan, progress func(done, total int)) (Ref, error) {
	group, in := errgroup.WithContext(ctx)
	group.SetLimit(p.parallel())
	var done atomic.Int64
	for _, name := range plan.fresh {
		f := plan.files[name]
		f.ID = id
		plan.files[name] = f
		group.Go(func() error {
			if in.Err() != nil {
				return in.Err()
			}
			err := p.bringFile(in, plan.build.Files, name, f)
			if n := done.Add(1); progress != nil && err == nil {
				progress(int(n), len(plan.fresh))
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return "", err
	}
	return p.bringLists(ctx, id, plan)
}

// inMemory is the size up to which a file is read once.
const inMemory = 4 << 20

// ErrBuild is the cause when a file of the build is not what its manifest says.
var ErrBuild = errors.New("the build is not what it was when it was made; build again")

func (p *Place) bringFile(ctx context.Context, files fs.FS, name string, f File) error {
	file, err := files.Open(name)
	if err != nil {
		return unread(err)
	}
	defer file.Close()
	body, ok := file.(io.ReadSeeker)
	if !ok {
		return errors.ErrUnsupported
	}
	if f.Size <= inMemory {
		data, err := io.ReadAll(io.LimitReader(file, inMemory+1))
		if err != nil {
			return unread(err)
		}
		if sumOf(data) != f.Sum {
			return ErrBuild
		}
		body = bytes.NewReader(data)
	} else if err := holds(body, f); err != nil {
		return err
	}
	_, err = p.depot.Put(ctx, f.object(name), body, f.Size, depot.Put{})
	return err
}

// unread is why a file of the build could not be read, without its name.
func unread(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrBuild
	}
	return fmt.Errorf("read the build: %w", depot.Nameless(err))
}

func holds(body io.ReadSeeker, f File) error {
	h := sha256.New()
	n, err := io.Copy(h, body)
	if err == nil && (n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Sum) {
		err = ErrBuild
	}
	if err != nil {
		return err
	}
	_, err = body.Seek(0, io.SeekStart)
	return err
}

func (p *Place) bringLists(ctx context.Context, id string, plan *plan) (Ref, error) {
	lists, reused := plan.parts()
	refs := make([]Ref, len(lists))
	var err error
	put := func(ctx context.Context, data []byte) (Ref, error) {
		ref := Ref(id + "/" + sumOf(data))
		_, err := p.depot.Put(ctx, ref.object(), bytes.NewReader(data), int64(len(data)), depot.Put{})
		return ref, err
	}
	err = p.each(ctx, refs, func(ctx context.Context, i int, _ Ref) (err error) {
		if reused[i] {
			refs[i] = plan.before.root.Parts[i]
			return nil
		}
		refs[i], err = put(ctx, writePart(lists[i]))
		return err
	})
	if err != nil {
		return "", err
	}
	data, err := writeRoot(root{Manifest: plan.build.Manifest, Parts: refs, IDs: idsOf(plan.files, refs)})
	if err != nil {
		return "", err
	}
	return put(ctx, data)
}
