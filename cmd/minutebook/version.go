package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type versionCommand struct{}

// made are the modules that decide what comes out.
var made = map[string]bool{"github.com/gohugoio/hugo": true, "github.com/blevesearch/bleve/v2": true, "github.com/blevesearch/zapx/v17": true,
	"github.com/yuin/goldmark": true, "github.com/alecthomas/chroma/v2": true}

// Run prints the version, the commit and the compiler of the program, and the modules that decide what comes out.
func (c *versionCommand) Run(s *streams) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("this binary was built without module information")
	}
	set := map[string]string{}
	for _, one := range info.Settings {
		set[one.Key] = one.Value
	}
	fmt.Fprintf(s.out, "minutebook %s, %s %s/%s\n", info.Main.Version, info.GoVersion, runtime.GOOS, runtime.GOARCH)
	changed := ""
	if set["vcs.modified"] == "true" {
		changed = ", with changes that are in no commit"
	}
	fmt.Fprintf(s.out, "commit %s%s\n", strings.TrimSpace(cmp.Or(set["vcs.revision"], "unknown")+" "+set["vcs.time"]), changed)
	for _, m := range info.Deps {
		if made[m.Path] {
			fmt.Fprintf(s.out, "%s %s %s\n", m.Path, m.Version, m.Sum)
		}
	}
	return nil
}
