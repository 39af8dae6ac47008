package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"minutebook/internal/archive"
	"minutebook/internal/lexer"
	"minutebook/internal/minutes"
)

type parseCommand struct {
	File    string `arg:"" help:"The document."`
	Archive string `short:"C" help:"An archive whose minutebook.yaml says how to read; the defaults serve without it." placeholder:"DIR"`
	Format  string `help:"How to print: text (the source with its findings) or json." enum:"text,json" default:"text"`
}

func (c *parseCommand) Run(s *streams) error {
	rules, err := c.rules()
	if err != nil {
		return err
	}
	text, err := readDocument(c.File)
	if err != nil {
		return err
	}
	name := filepath.ToSlash(c.File)
	if f := minutes.Readable(name, text); f != nil {
		return archive.Faults{*f}
	}
	m := minutes.Parse(name, text, rules)
	if c.Format == "json" {
		out, err := m.JSON(rules.Policy)
		if err != nil {
			return err
		}
		_, err = s.out.Write(out)
		return err
	}
	return lexer.Terminal(s.out, string(text), rules, m.Findings, lexer.View{Colour: coloured(s.out), Context: lexer.Whole})
}

func (c *parseCommand) rules() (*minutes.Rules, error) {
	if c.Archive == "" {
		return minutes.DefaultRules(), nil
	}
	a, err := archive.Open(c.Archive)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	return a.Rules, nil
}

// readDocument reads a regular file of a size that can be minutes.
func readDocument(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s does not exist: %w", name, errUsage)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file: %w", name, errUsage)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, minutes.MaxSize+1)) // one byte more than may be: it is refused as too large
}
