package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/prose"
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
	c.printProof(s.out, a.Proof, a.Claims)
	c.printSearch(s.out, a)
	if !a.Clean() {
		return errFound
	}
	return nil
}

func (c *auditCommand) printProof(out io.Writer, p build.Proof, claims string) {
	if len(p.Differences) == 0 {
		fmt.Fprintf(out, "%s: the same as a build from the %s that %s may see, alone: %s to the byte, the index by its %s to find and %s\n",
			c.Dir, files(p.Documents), c.Site, files(p.Files), prose.Count(p.Found, "thing", "things"), prose.Count(p.Terms, "term", "terms"))
		return
	}
	for _, d := range p.Differences {
		fmt.Fprintf(out, "%s: differs from a build from the permitted sources alone\n", d)
	}
	fmt.Fprintf(out, "%s: %s from a build from the %s that %s may see, alone; %s the same", c.Dir, prose.Count(len(p.Differences), "difference", "differences"),
		files(p.Documents), c.Site, prose.Count(p.Files, "file is", "files are"))
	if c.AsOf == "" {
		fmt.Fprint(out, "; if it was built with --as-of, say so")
	}
	if claims != c.Site {
		fmt.Fprintf(out, "; it says of itself that it is site %s", claims)
	}
	fmt.Fprintln(out)
}

func (c *auditCommand) printSearch(out io.Writer, a build.Audited) {
	for _, l := range a.Search.Leaks {
		fmt.Fprintln(out, l)
	}
	f := a.Looked
	looked := fmt.Sprintf("%s of words, %s, %s, %s, %s and %s that only withheld text has, in %s and the index",
		prose.Count(f.Runs, "run", "runs"), prose.Count(f.Blocks, "shorter block", "shorter blocks"), prose.Count(f.Words, "word", "words"),
		prose.Count(f.IDs, "id", "ids"), prose.Count(f.Stems, "stem", "stems"), files(f.Files), files(a.Search.Files))
	if n := len(a.Search.Leaks); n > 0 {
		fmt.Fprintf(out, "%s: %s; looked for %s\n", c.Dir, prose.Count(n, "leak", "leaks"), looked)
	} else {
		fmt.Fprintf(out, "%s: nothing above the clearance of %s found; looked for %s\n", c.Dir, c.Site, looked)
	}
	if n := len(a.Search.Opaque); n > 0 {
		fmt.Fprintf(out, "%s: %s could not be looked into: %s\n", c.Dir, files(n), strings.Join(a.Search.Opaque, ", "))
	}
}

func files(n int) string { return prose.Count(n, "file", "files") }
