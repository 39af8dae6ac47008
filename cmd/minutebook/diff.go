package main

import "minutebook/internal/difference"

type diffCommand struct {
	Old        string `arg:"" help:"The folder of the site before, such as was/public; an empty folder for nothing."`
	New        string `arg:"" help:"The folder of the site now, such as out/public."`
	Format     string `help:"How to print: text, markdown (the body of a comment) or json." enum:"text,markdown,json" default:"text"`
	Restricted bool   `help:"Compare sites that are not for everybody, too."`
}

// Run compares what two builds say in their own tables.
func (c *diffCommand) Run(s *streams) error {
	d, err := difference.Of(difference.Options{Old: c.Old, New: c.New, Restricted: c.Restricted})
	if err != nil {
		return err
	}
	switch c.Format {
	case "markdown":
		return d.WriteMarkdown(s.out)
	case "json":
		return writeIndented(s.out, d)
	}
	return d.WriteText(s.out)
}
