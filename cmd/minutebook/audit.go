package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"minutebook/internal/build"
)

type auditCommand struct {
	Site    string `required:"" help:"The site that the build claims to be; its clearance comes from the archive." placeholder:"NAME"`
	Dir     string `arg:"" help:"The folder of the finished site." type:"existingdir"`
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	AsOf    string `help:"The day that it was built for, if build was given one." placeholder:"YYYY-MM-DD"`
}

func (c *auditCommand) Run(s *streams) error {
	if _, err := time.Parse(time.DateOnly, c.AsOf); c.AsOf != "" && err != nil {
		return fmt.Errorf("--as-of %q: write a day as YYYY-MM-DD: %w", c.AsOf, errUsage)
	}
	a, err := build.Audit(s.ctx, build.AuditOptions{Archive: c.Archive, Site: c.Site, Dir: c.Dir, AsOf: c.AsOf})
	if err != nil {
		return byPosition(err)
	}
	c.printProof(s.out, a.Proof)
	c.printSearch(s.out, a)
	if !a.Clean() {
		return errFound
	}
	return nil
}

func (c *auditCommand) printProof(out io.Writer, p build.Proof) {
	if len(p.Differences) == 0 {
		fmt.Fprintf(out, "%s: the same as a build from the %d files that %s may see, alone: %d files to the byte, the index by its %d things to find and %d terms\n",
			c.Dir, p.Documents, c.Site, p.Files, p.Found, p.Terms)
		return
	}
	for _, d := range p.Differences {
		fmt.Fprintf(out, "%s: differs from a build from the permitted sources alone\n", d)
	}
	fmt.Fprintf(out, "%s: %d differences from a build from the %d files that %s may see, alone; %d files are the same", c.Dir, len(p.Differences), p.Documents, c.Site, p.Files)
	if c.AsOf == "" {
		fmt.Fprint(out, "; if it was built with --as-of, say so")
	}
	fmt.Fprintln(out)
}

func (c *auditCommand) printSearch(out io.Writer, a build.Audited) {
	for _, l := range a.Search.Leaks {
		fmt.Fprintln(out, l)
	}
	f := a.Looked
	looked := fmt.Sprintf("%d runs of words, %d shorter blocks, %d words, %d ids, %d stems and %d files that only withheld text has, in %d files and the index",
		f.Runs, f.Blocks, f.Words, f.IDs, f.Stems, f.Files, a.Search.Files)
	if n := len(a.Search.Leaks); n > 0 {
		fmt.Fprintf(out, "%s: %d leaks; looked for %s\n", c.Dir, n, looked)
	} else {
		fmt.Fprintf(out, "%s: nothing above the clearance of %s found; looked for %s\n", c.Dir, c.Site, looked)
	}
	if n := len(a.Search.Opaque); n > 0 {
		fmt.Fprintf(out, "%s: %d files could not be looked into: %s\n", c.Dir, n, strings.Join(a.Search.Opaque, ", "))
	}
}
