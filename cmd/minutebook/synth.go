package main

import (
	"minutebook/internal/progress"
	"minutebook/internal/synth"
)

type synthCommand struct {
	Meetings int    `required:"" help:"How many meetings." placeholder:"N"`
	Seed     uint64 `help:"The same seed gives the same archive." default:"1"`
	Dir      string `arg:"" help:"An empty folder, or one to be made."`
}

func (c *synthCommand) Run(s *streams) error {
	writing := progress.New(s.err).Stage("synth")
	if err := synth.Write(c.Dir, c.Meetings, c.Seed, writing.Update); err != nil {
		return err
	}
	writing.Done("%d meetings in %s", c.Meetings, c.Dir)
	return nil
}
