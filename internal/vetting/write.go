package vetting

import (
	"io/fs"
	"os"
	"path/filepath"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
)

// write writes what the audience may know. Papers are looked up by name alone, so they are there without their bytes.
func write(dir string, a *archive.Archive, e edition.Edition) error {
	if _, err := fs.Stat(a.Files(), "content"); err == nil {
		if err := os.Mkdir(filepath.Join(dir, "content"), 0o700); err != nil {
			return err
		}
	}
	for _, folder := range []string{"layouts", "static"} { // of which the settings name files
		if err := copyFolder(dir, a.Files(), folder); err != nil {
			return err
		}
	}
	for _, f := range e.Files() {
		if err := put(dir, f.Source, nil); err != nil {
			return err
		}
	}
	for _, r := range e.Redacted() {
		if err := put(dir, r.File, r.Text); err != nil {
			return err
		}
	}
	settings, err := a.Redacted(func(archive.Redirect) bool { return false }, func(archive.Withdrawal) bool { return false })
	if err != nil || settings == nil {
		return err
	}
	return put(dir, archive.ConfigFile, settings)
}

func copyFolder(dir string, files fs.FS, folder string) error {
	if info, err := fs.Stat(files, folder); err != nil || !info.IsDir() {
		return nil
	}
	return fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := fs.Stat(files, name); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return put(dir, name, data)
	})
}

func put(dir, name string, data []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}
