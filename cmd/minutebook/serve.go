package main

import (
	"fmt"
	"log/slog"
	"os"

	"minutebook/internal/access"
	"minutebook/internal/progress"
	"minutebook/internal/prose"
	"minutebook/internal/serve"
)

type serveCommand struct {
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Listen  string `help:"Where the first site answers; the others take the ports after it." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`

	Access access.Options `embed:"" group:"Access to restricted sites (docs/hosting):"`
}

func (c *serveCommand) Run(s *streams) error {
	c.Access.Secret = os.Getenv(access.SecretVariable)
	return byPosition(serve.Run(s.ctx, serve.Options{
		Archive:  c.Archive,
		Listen:   c.Listen,
		Access:   c.Access,
		Progress: progress.New(s.err),
		Log:      slog.New(slog.NewTextHandler(s.err, nil)),
		Ready: func(at []serve.Address) {
			for _, a := range at {
				fmt.Fprintf(s.out, "%s  %s\n", a.URL, a.Site)
			}
		},
		Built: func(r serve.Round) { printRound(s, r) },
		Shown: func(a serve.Shown) {
			fmt.Fprintf(s.err, "shown in %.2f s: %s\n", a.Took.Seconds(), prose.List(a.Sites...))
		},
	}))
}

// printRound says what came of a build: which sites look otherwise, and how soon.
func printRound(s *streams, r serve.Round) {
	if r.Err != nil {
		fmt.Fprintf(s.err, "the sites stay as they were: %v\n", byPosition(r.Err))
		return
	}
	printPositions(s, r.Result.Findings)
	if r.First {
		return
	}
	what := "no site changed"
	if len(r.Changed) > 0 {
		what = prose.List(r.Changed...) + " changed"
	}
	fmt.Fprintf(s.err, "built again in %.2f s: %s\n", r.Took.Seconds(), what)
}
