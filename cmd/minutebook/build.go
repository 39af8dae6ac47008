package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/finding"
	"minutebook/internal/progress"
)

type buildCommand struct {
	Archive string   `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Out     string   `help:"Where the sites go, a folder each." default:"out" placeholder:"DIR"`
	Site    []string `help:"Only this site; may be repeated." placeholder:"NAME" sep:"none"`
	AsOf    string   `help:"The day that overdue and next count from (default: that of each site's newest meeting)." placeholder:"YYYY-MM-DD"`
	Strict  bool     `help:"Stop if a document has an error."`
	Timings bool     `help:"Print how long each stage took."`
	profiles

	ConfirmExposure string `help:"Let through what a build stopped at, once: the hash that it printed." placeholder:"HASH"`
	PurgeList       string `help:"Where the addresses to purge from caches are added (default: purge.txt beside the sites); - prints them." placeholder:"FILE"`
}

func (c *buildCommand) Run(s *streams) (err error) {
	if _, err := time.Parse(time.DateOnly, c.AsOf); c.AsOf != "" && err != nil {
		return fmt.Errorf("--as-of %q: write a day as YYYY-MM-DD: %w", c.AsOf, errUsage)
	}
	stop, err := c.profiles.start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	p := progress.New(s.err)
	defer p.Stop()
	res, err := build.Run(s.ctx, build.Options{Archive: c.Archive, Out: c.Out, Sites: c.Site, AsOf: c.AsOf, Strict: c.Strict, Progress: p,
		Confirmed: c.ConfirmExposure, PurgeList: c.PurgeList})
	printPositions(s, res.Findings)
	if c.Timings {
		for _, t := range p.Timings() {
			fmt.Fprintf(s.err, "%8.3f s  %s\n", t.Took.Round(time.Millisecond).Seconds(), t.Stage)
		}
	}
	if err != nil {
		return byPosition(err)
	}
	printPurges(s, res)
	if res.Forgot != nil {
		fmt.Fprintf(s.err, "minutebook: what no site shows is not remembered, so that nobody will be asked when a site first shows it: %v\n", res.Forgot)
	}
	for _, site := range res.Sites {
		fmt.Fprintf(s.out, "%s\n", site.Dir)
	}
	return nil
}

// printPurges says where the addresses are listed that caches have to forget. Which they are, and how many, is not for
// everybody who may read a log.
func printPurges(s *streams, res build.Result) {
	for _, p := range res.Purges {
		if res.Purge == build.NoFile {
			fmt.Fprintln(s.out, strings.Join(p.Lines(), "\n"))
			continue
		}
		fmt.Fprintf(s.err, "site %s no longer shows all that it showed; the addresses to purge from caches stand in %s\n", p.Site, res.Purge)
	}
}

// printPositions says where documents have errors, without a word of them: a build's log may be read by
// people who may not read the documents.
func printPositions(s *streams, all []finding.Finding) {
	for _, f := range all {
		if f.Severity == finding.Error {
			fmt.Fprintln(s.err, f.Position())
		}
	}
	if n := len(all); n > 0 {
		fmt.Fprintf(s.err, "%d findings; minutebook check says more\n", n)
	}
}

// byPosition is an error in the settings without a word of them, for logs: addresses and reasons have levels, too.
func byPosition(err error) error {
	var faults archive.Faults
	if errors.As(err, &faults) {
		return positions{faults}
	}
	return err
}

type positions struct{ archive.Faults }

func (p positions) Error() string {
	var lines []string
	for _, f := range p.Faults {
		lines = append(lines, f.Position())
	}
	return strings.Join(append(lines, "minutebook check says more"), "\n")
}

func (p positions) Unwrap() error { return p.Faults }
