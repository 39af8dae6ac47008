package publish

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
)

// FileError is a file of a site's folder that is not what its manifest says.
type FileError struct {
	File    string // below the site's folder, with slashes
	Problem string
}

func (e *FileError) Error() string { return e.File + " " + e.Problem }

// Verify holds the files below dir that these says yes to against a manifest: each that it names is there, is a regular file
// and has its hash, and nothing else is there. these is not asked for the manifest itself, but for folders as well, with a slash
// at their end: one that it says no to is not looked into. The error is a *FileError, or the machine's, or that of ctx.
func Verify(ctx context.Context, dir string, m Manifest, these func(name string) bool) error {
	if err := Complete(dir, m, these); err != nil {
		return err
	}
	for _, name := range m.some(these) {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := hashFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if got != m.Files[name] {
			return Altered(name)
		}
	}
	return nil
}

// Altered is the error of a file that has another hash than the manifest's.
func Altered(name string) error { return &FileError{name, "is not what the build wrote"} }

// Complete is Verify without a look into the files: nothing is missing, and nothing is there that the manifest has not.
func Complete(dir string, m Manifest, these func(name string) bool) error {
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		name := filepath.ToSlash(rel)
		switch {
		case err != nil || name == ManifestFile:
			return err
		case d.IsDir() && !these(name+"/"):
			return fs.SkipDir
		case d.IsDir() || !these(name):
			return nil
		}
		seen[name] = true
		return belongs(name, d, m)
	})
	if err != nil {
		return err
	}
	for _, name := range m.some(these) {
		if !seen[name] {
			return &FileError{name, "is missing"}
		}
	}
	return nil
}

// some are the files that these says yes to, sorted.
func (m Manifest) some(these func(name string) bool) (all []string) {
	for name := range m.Files {
		if these(name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

func belongs(name string, d fs.DirEntry, m Manifest) error {
	switch _, known := m.Files[name]; {
	case !known:
		return &FileError{name, "is none of the build's"}
	case !d.Type().IsRegular():
		return &FileError{name, "is no regular file"}
	}
	return nil
}

// All is for Verify: every file.
func All(string) bool { return true }
