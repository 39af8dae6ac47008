// Command minutebook compiles an archive of minutes into a static site and a search index for each of its
// audiences. Each subcommand is an adapter: it turns flags into options and makes one call.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/alecthomas/kong"

	"minutebook/index"
	"minutebook/internal/access"
	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/depot"
	"minutebook/internal/difference"
	"minutebook/internal/exposure"
	"minutebook/internal/publication"
	"minutebook/internal/publish"
	"minutebook/internal/skeleton"
	"minutebook/internal/starter"
	"minutebook/internal/synth"
)

// Exit statuses, as README.md lists them.
const (
	done        = 0
	atFault     = 1 // the sources or the output
	wrongUsage  = 2
	machineFail = 3
)

type commands struct {
	Build   buildCommand   `cmd:"" help:"Compile an archive: a static site and a search index for each audience."`
	Serve   serveCommand   `cmd:"" help:"Build, serve every site with its search on this machine, and rebuild on change."`
	Check   checkCommand   `cmd:"" help:"Say what is wrong or doubtful in the sources."`
	New     newCommand     `cmd:"" help:"Begin the minutes of a group's next meeting, or an archive."`
	Search  searchCommand  `cmd:"" help:"Search a built site in the terminal, without any server."`
	Parse   parseCommand   `cmd:"" help:"Show one document as it is read."`
	Audit   auditCommand   `cmd:"" help:"Search a finished build for anything above the clearance of its site."`
	Diff    diffCommand    `cmd:"" help:"Say what one build of a site has that another has not: meetings, actions, decisions."`
	Synth   synthCommand   `cmd:"" help:"Write a made-up archive, for tests and benchmarks."`
	Publish publishCommand `cmd:"" help:"Put a built site where its readers are: a folder or a bucket."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// streams are where a command writes: what was asked for to out, everything else to err.
type streams struct {
	out, err io.Writer
	ctx      context.Context
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	boundMemory()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program, for tests as well.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var c commands
	left := -1
	p, err := kong.New(&c, kong.Name("minutebook"), kong.Writers(stdout, stderr), kong.Exit(func(code int) { left = code }),
		kong.Description("Compiles the minutes of a body into a linked, searchable site for each audience."), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(stderr, "minutebook:", err)
		return wrongUsage
	}
	chosen, err := p.Parse(args)
	if left >= 0 {
		return left
	}
	if err != nil {
		fmt.Fprintf(stderr, "minutebook: %v; see minutebook --help\n", err)
		return wrongUsage
	}
	return status(chosen.Run(&streams{stdout, stderr, ctx}), stderr)
}

// errFound ends a command that has already printed what is wrong.
var errFound = errors.New("findings were printed")

// status prints an error in one place and says what kind it is.
func status(err error, stderr io.Writer) int {
	if err == nil {
		return done
	}
	if !errors.Is(err, errFound) {
		fmt.Fprintf(stderr, "minutebook: %v\n", err)
	}
	if errors.Is(err, syscall.ENOSPC) {
		fmt.Fprintln(stderr, "minutebook: the disk is full; what was published before is as it was")
	}
	var faults archive.Faults
	var leaks build.LeakError
	var exposed build.ExposureError
	var query *index.QueryError
	var overtaken *publication.OvertakenError
	switch {
	case errors.As(err, &query), errors.Is(err, build.ErrUnknownSite), errors.Is(err, build.ErrOut), errors.Is(err, access.ErrPlace), errors.Is(err, access.ErrUsage), errors.Is(err, synth.ErrRefused), errors.Is(err, errUsage),
		errors.Is(err, skeleton.ErrGroup), errors.Is(err, skeleton.ErrNumber), errors.Is(err, skeleton.ErrDate),
		errors.Is(err, depot.ErrUsage):
		return wrongUsage
	case errors.Is(err, errFound), errors.Is(err, access.ErrFile), errors.As(err, &faults), errors.As(err, &leaks), errors.As(err, &exposed), errors.Is(err, archive.ErrNoMinutes),
		errors.Is(err, build.ErrFindings), errors.Is(err, build.ErrNoBuild), errors.Is(err, publish.ErrForeign), errors.Is(err, exposure.ErrFormer),
		errors.Is(err, errUnbuilt), errors.Is(err, errDamaged), errors.Is(err, errPublic), errors.Is(err, starter.ErrThere),
		errors.Is(err, difference.ErrFolder), errors.Is(err, difference.ErrRestricted), errors.Is(err, skeleton.ErrThere), errors.Is(err, skeleton.ErrUnlike),
		errors.Is(err, depot.ErrPublic), errors.As(err, &overtaken), slices.ContainsFunc(publishFaults, func(cause error) bool { return errors.Is(err, cause) }):
		return atFault
	}
	return machineFail
}

// errUsage is the cause when a command is asked for something that cannot be.
var errUsage = errors.New("wrong usage")

func usageError(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), errUsage)
}
