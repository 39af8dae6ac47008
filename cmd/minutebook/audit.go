package main

import (
	"fmt"

	"minutebook/internal/build"
)

type auditCommand struct {
	Site    string `required:"" help:"The site that the build claims to be; its clearance comes from the archive." placeholder:"NAME"`
	Dir     string `arg:"" help:"The folder of the finished site." type:"existingdir"`
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
}

func (c *auditCommand) Run(s *streams) error {
	leaks, err := build.Audit(s.ctx, c.Archive, c.Site, c.Dir)
	if err != nil {
		return byPosition(err)
	}
	for _, l := range leaks {
		fmt.Fprintln(s.out, l)
	}
	if len(leaks) > 0 {
		fmt.Fprintf(s.err, "%d leaks\n", len(leaks))
		return errFound
	}
	fmt.Fprintf(s.out, "%s: nothing above the clearance of %s found\n", c.Dir, c.Site)
	return nil
}
