package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"minutebook/internal/depot"
	"minutebook/internal/flat"
	"minutebook/internal/progress"
	"minutebook/internal/prose"
	"minutebook/internal/publication"
	"minutebook/internal/release"
)

type publishCommand struct {
	Dest    string        `arg:"" help:"Where sites are published, below their names: a folder, or s3://BUCKET/PREFIX (see docs/publishing.md)." placeholder:"DEST"`
	Site    string        `required:"" help:"The site." placeholder:"NAME"`
	Out     string        `help:"Where build put the sites." default:"out" placeholder:"DIR"`
	Archive string        `short:"C" help:"The archive's folder; only --rollback reads it." default:"." placeholder:"DIR"`
	DryRun  bool          `help:"Say what would be done, and do nothing."`
	Keep    time.Duration `help:"How long former generations are kept." default:"168h" placeholder:"DURATION"`
	Whole   bool          `help:"Bring every file anew, for a store that lost or spoilt some."`

	Flat bool `help:"Put the pages themselves there, for a host of static files, and no generations."`
	Gzip bool `help:"With --flat, into a bucket: text goes out packed, with its Content-Encoding."`

	Rollback bool   `help:"Publish an older generation again, if nothing in it is withheld by today's sources and policy."`
	To       int64  `help:"With --rollback: its number (default: the one before)." placeholder:"N"`
	AsOf     string `help:"With --rollback: the day that overdue and next count from, if build was given one." placeholder:"YYYY-MM-DD"`
}

func (c *publishCommand) Run(s *streams) error {
	if c.Keep < 0 || c.To < 0 || c.To > 0 && !c.Rollback {
		return usageError("--keep takes a time such as 168h, --to a number, and only with --rollback")
	}
	if c.Flat && (c.Rollback || c.Whole) || c.Gzip && !(c.Flat && depot.IsBucket(c.Dest)) {
		return usageError("--flat has no generations to go back to, and always brings what changed; --gzip goes with --flat and a bucket")
	}
	place, err := release.At(c.Dest, c.Site)
	if err != nil {
		return err
	}
	if c.Rollback {
		return c.goBack(s, place)
	}
	b, err := release.Open(filepath.Join(c.Out, c.Site), c.Site)
	if err != nil {
		return err
	}
	defer b.Close()
	if c.Flat {
		return c.flat(s, b)
	}
	return c.publish(s, place, b)
}

// flat puts pages under their own paths.
func (c *publishCommand) flat(s *streams, b *release.Build) error {
	d, err := depot.Open(c.Dest)
	if err != nil {
		return err
	}
	p := progress.New(s.err)
	defer p.Stop()
	stage := p.Stage(c.Site + " publish")
	res, err := flat.Put(s.ctx, depot.Below(depot.Patient(d, depot.Usual), c.Site), b.Build,
		flat.Options{Gzip: c.Gzip, Bucket: depot.IsBucket(c.Dest), DryRun: c.DryRun, Progress: stage.Update})
	if err != nil {
		return err
	}
	c.done(stage, b, publication.Result{Brought: res.Brought, Kept: res.Kept, Gone: res.Gone})
	switch {
	case res.Brought+res.Gone == 0:
		fmt.Fprintf(s.out, "%s: nothing changed; its pages are there\n", c.Site)
	case c.DryRun:
		fmt.Fprintf(s.out, "%s: its pages would be put there\n", c.Site)
	default:
		fmt.Fprintf(s.out, "%s: its pages are there\n", c.Site)
	}
	return nil
}

func (c *publishCommand) publish(s *streams, place *publication.Place, b *release.Build) error {
	p := progress.New(s.err)
	defer p.Stop()
	stage := p.Stage(c.Site + " publish")
	res, err := place.Publish(s.ctx, b.Build, publication.Options{Keep: c.Keep, DryRun: c.DryRun, Whole: c.Whole, Withdraws: b.Withdraws, Progress: stage.Update})
	if err != nil {
		return err
	}
	c.done(stage, b, res)
	switch {
	case res.Unchanged && c.DryRun:
		fmt.Fprintf(s.out, "%s: nothing would change; generation %d is published\n", c.Site, res.Sequence)
	case res.Unchanged:
		fmt.Fprintf(s.out, "%s: nothing changed; generation %d is published\n", c.Site, res.Sequence)
	case c.DryRun:
		fmt.Fprintf(s.out, "%s: generation %d would be published\n", c.Site, res.Sequence+1)
	default:
		fmt.Fprintf(s.out, "%s: generation %d is published\n", c.Site, res.Sequence)
	}
	return c.after(s, res.Floor, res.Left)
}

// done says what was brought. How much a restricted site holds is for its audience, so a log does not say it.
func (c *publishCommand) done(stage *progress.Stage, b *release.Build, res publication.Result) {
	word := "brought"
	if c.DryRun {
		word = "would be brought"
	}
	said := []any{prose.Count(res.Brought, "file", "files"), word, res.Kept, res.Gone}
	const format = "%s %s, %d were there, %d gone"
	if b.Manifest.Restricted() {
		stage.Private("done", format, said...)
		return
	}
	stage.Done(format, said...)
}

// errLeft is the cause when what was withdrawn is published no more and yet still in the store.
var errLeft = errors.New("it is published no more; publish again, which removes the rest")

// after says what became of what was published before.
func (c *publishCommand) after(s *streams, floor bool, left error) error {
	switch {
	case floor && c.DryRun:
		fmt.Fprintf(s.err, "%s no longer shows all that it showed: all former generations would be removed\n", c.Site)
	case floor && left != nil:
		return fmt.Errorf("what %s no longer shows could not all be removed: %w: %w", c.Site, errLeft, left)
	case floor:
		fmt.Fprintf(s.err, "%s no longer shows all that it showed: all former generations are removed\n", c.Site)
	case left != nil:
		fmt.Fprintf(s.err, "minutebook: what is needed no more could not all be removed; the next to publish will: %v\n", left)
	}
	return nil
}

func (c *publishCommand) goBack(s *streams, place *publication.Place) error {
	done, err := release.GoBack(s.ctx, place, release.BackOptions{Archive: c.Archive, Site: c.Site, AsOf: c.AsOf, To: c.To, Keep: c.Keep, DryRun: c.DryRun})
	if err != nil {
		return byPosition(err)
	}
	if c.DryRun {
		fmt.Fprintf(s.out, "%s: generation %d would be published again, as generation %d\n", c.Site, done.To, done.From+1)
	} else {
		fmt.Fprintf(s.out, "%s: generation %d is published again, as generation %d\n", c.Site, done.To, done.Sequence)
	}
	return c.after(s, done.Floor, done.Left)
}

// publishFaults are causes for which what was given, or what is there, is at fault, and not the machine.
var publishFaults = []error{release.ErrNoBuild, release.ErrNarrowed, publication.ErrForeign, publication.ErrNewer, publication.ErrSite, publication.ErrBuild,
	publication.ErrKept, publication.ErrNothing, flat.ErrAtOnce}
