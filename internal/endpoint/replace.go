package endpoint

import (
	"errors"
	"io/fs"
	"os"

	"minutebook/internal/access"
	"minutebook/internal/publish"
)

// replace opens what stands in the folder until that is what stands there still: what was opened while yet another build
// was put in its place may be part of both.
func (f *Follower) replace() {
	for again := true; again; {
		f.mu.Lock()
		info := f.stood
		f.mu.Unlock()
		next, refused, err := f.open()
		after, gone := os.Stat(f.dir)

		f.mu.Lock()
		again = false
		switch {
		case f.ctx.Err() != nil:
		case gone != nil:
			f.stood = nil // what comes back is looked at
		case !same(after, info):
			again = f.mayServe(after)
		case refused != nil:
			f.close(refused)
		case err != nil:
			f.refuse(err)
		default:
			f.put(next)
			next = nil
			f.note()
			f.stats.Swapped++
			f.Log.Info("serving a new build", "site", f.stats.Site, "generation", f.stats.Generation)
		}
		f.opening = again
		f.tell()
		f.mu.Unlock()
		if next != nil {
			next.Close()
		}
	}
}

// open opens the build that stands in the folder, every file of it held to its manifest. refused is why it must not be
// served here; err is set then, too.
func (f *Follower) open() (next *Folder, refused, err error) {
	o := f.Options
	var m publish.Manifest
	o.Admit = func(said publish.Manifest) (access.Gate, error) {
		m = said
		gate, err := f.Admit(said)
		refused = err
		return gate, err
	}
	next, err = openWhole(f.ctx, f.dir, o)
	return next, refused, discreet(err, m)
}

// discreet is an error as the log of a site may have it: a file of a restricted site is not named.
func discreet(err error, m publish.Manifest) error {
	var at *publish.FileError
	var machine *fs.PathError
	switch {
	case err == nil || !m.Restricted():
		return err
	case errors.As(err, &at):
		return &publish.FileError{File: calledInLog(at.File, m.Files, true), Problem: at.Problem}
	case errors.As(err, &machine):
		return machine.Err
	}
	return err
}
