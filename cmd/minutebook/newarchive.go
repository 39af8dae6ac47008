package main

import (
	"fmt"

	"minutebook/internal/starter"
)

type newArchiveCommand struct {
	Dir    string `arg:"" help:"The archive's folder: new, empty, or with nothing but a repository in it."`
	Title  string `help:"What the sites are called." default:"Minutes"`
	Public bool   `help:"For a repository that everybody may read: a policy of one level, which may be online."`
}

// Run writes the archive and says what to do next.
func (c *newArchiveCommand) Run(s *streams) error {
	if err := starter.Write(c.Dir, starter.Options{Title: c.Title, Public: c.Public}); err != nil {
		return err
	}
	_, err := fmt.Fprintf(s.out, "%s\n", c.Dir)
	if err == nil {
		_, err = fmt.Fprintf(s.err, "look at it with: minutebook serve -C %s; its README.md says how to publish it\n", c.Dir)
	}
	return err
}
