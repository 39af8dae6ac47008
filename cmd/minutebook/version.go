package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version of the module and of the libraries that decide what comes out.
func (c *versionCommand) Run(s *streams) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("this binary was built without module information")
	}
	fmt.Fprintf(s.out, "minutebook %s, %s\n", info.Main.Version, info.GoVersion)
	for _, m := range info.Deps {
		switch m.Path {
		case "github.com/gohugoio/hugo", "github.com/blevesearch/bleve/v2", "github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2":
			fmt.Fprintf(s.out, "%s %s\n", m.Path, m.Version)
		}
	}
	return nil
}
