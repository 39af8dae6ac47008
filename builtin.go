// Package builtin holds the layouts and static files of the site that minutebook brings along. They stand
// at the top of the repository because the repository is itself an archive, and every archive keeps its
// own there.
package builtin

import (
	"embed"
	"io/fs"
)

//go:embed all:layouts all:static
var files embed.FS

// Layouts are the built-in Hugo templates, with page.html at the root.
func Layouts() fs.FS { return sub("layouts") }

// Static are the built-in stylesheet, script and icons.
func Static() fs.FS { return sub("static") }

func sub(dir string) fs.FS {
	f, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the name is a literal of this file
	}
	return f
}
