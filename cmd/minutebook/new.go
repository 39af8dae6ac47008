package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/build"
	"minutebook/internal/prose"
	"minutebook/internal/skeleton"
)

type newCommand struct {
	Minutes newMinutesCommand `cmd:"" default:"withargs" help:"Write the minutes of a group's next meeting as far as they are known before it."`
	Archive newArchiveCommand `cmd:"" help:"Write an archive into an empty folder, ready for a repository: settings, a first document, and what publishes it."`
}

type newMinutesCommand struct {
	Group   string `arg:"" help:"The group that meets."`
	Number  string `arg:"" help:"The number of its meeting: 30, 37x."`
	Archive string `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Date    string `help:"The day of the meeting (default: the day that the minutes announce)." placeholder:"YYYY-MM-DD"`
	Out     string `help:"Where to write it; - prints it (default: beside the group's last minutes)." placeholder:"FILE"`
}

func (c *newMinutesCommand) Run(s *streams) error {
	whole, err := build.ReadWhole(s.ctx, c.Archive)
	if err != nil {
		return err
	}
	made, err := skeleton.New(skeleton.Request{Whole: whole.Record, Readable: whole.Readable, Rules: whole.Rules, Untold: whole.Untold,
		Group: c.Group, Number: c.Number, Date: c.Date})
	if err != nil {
		return err
	}
	for _, file := range slices.Sorted(maps.Values(whole.Untold)) {
		fmt.Fprintf(s.err, "%s: its level cannot be told, so nothing is taken from it\n", file)
	}
	c.tell(s, made)
	if c.Out == "-" {
		_, err := s.out.Write(made.Text)
		return err
	}
	return c.save(s, made)
}

// tell says what is in the skeleton and what is left out of it, by ids alone.
func (c *newMinutesCommand) tell(s *streams, made skeleton.Skeleton) {
	fmt.Fprintf(s.err, "%s: level %s, %s\n", made.Meeting, made.Level, prose.Count(made.Actions, "open action", "open actions"))
	if ids := made.Stricter; len(ids) > 0 {
		fmt.Fprintf(s.err, "left out, as a stricter document tells of it: %s\n", strings.Join(ids, ", "))
	}
	if ids := made.Elsewhere; len(ids) > 0 {
		fmt.Fprintf(s.err, "left out, as another series of the group follows it: %s\n", strings.Join(ids, ", "))
	}
}

// save writes a file that was not there, and says which.
func (c *newMinutesCommand) save(s *streams, made skeleton.Skeleton) error {
	if c.Out != "" {
		f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		return finishFile(s, f, err, c.Out, made.Text)
	}
	root, err := os.OpenRoot(c.Archive)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(made.File), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(made.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	return finishFile(s, f, err, filepath.Join(c.Archive, filepath.FromSlash(made.File)), made.Text)
}

func finishFile(s *streams, f *os.File, err error, name string, text []byte) error {
	if os.IsExist(err) {
		return fmt.Errorf("%w: %s is there, and is left as it is", skeleton.ErrThere, name)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, name)
	return err
}
