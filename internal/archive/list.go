package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/finding"
)

// contentDir is where an archive keeps its documents.
const contentDir = "content"

// notContent are the folders of a bare archive that hold no minutes.
var notContent = []string{"layouts", "static", "out", "node_modules"}

// list names every document, sorted, and what stands in the way of some.
func (a *Archive) list() ([]string, []finding.Finding, error) {
	top := contentDir
	if info, err := fs.Stat(a.files, top); err != nil || !info.IsDir() {
		top, a.bare = ".", true
	}
	w := walk{files: a.files, bare: a.bare}
	if err := fs.WalkDir(a.files, top, w.visit); err != nil {
		return nil, nil, fmt.Errorf("read the archive: %w", err)
	}
	if len(w.names) == 0 && len(w.found) == 0 {
		where := "the folder content/ holds no .md file"
		if a.bare {
			where = "there is no folder content/ and no .md file"
		}
		return nil, nil, fmt.Errorf("%w: %s; put the minutes into content/ as Markdown, one file a meeting", ErrNoMinutes, where)
	}
	slices.Sort(w.names)
	return w.names, w.found, nil
}

type walk struct {
	files fs.FS
	bare  bool
	names []string
	found []finding.Finding
}

func (w *walk) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		if d == nil || name == "." || name == contentDir {
			return err
		}
		w.note(name, "unreadable", "cannot be read: "+cause(err), "mend its permissions, or move it away")
		return nil
	}
	base := path.Base(name)
	switch {
	case name != "." && strings.HasPrefix(base, "."), w.bare && d.IsDir() && slices.Contains(notContent, name):
		if d.IsDir() {
			return fs.SkipDir
		}
	case d.Type()&fs.ModeSymlink != 0:
		w.link(name)
	case d.Type().IsRegular() && isDocument(name):
		w.names = append(w.names, name)
	}
	return nil
}

// link follows a symbolic link to a document inside the archive. One that leaves the archive, leads to
// itself or to a folder is refused: what a site shows must stand in the archive once.
func (w *walk) link(name string) {
	info, err := fs.Stat(w.files, name)
	switch {
	case err != nil:
		w.note(name, "link-refused", "is a link that leads nowhere, to itself or out of the archive", "put the document itself into the archive")
	case info.IsDir():
		w.note(name, "link-refused", "is a link to a folder", "put the folder itself into the archive")
	case info.Mode().IsRegular() && isDocument(name):
		w.names = append(w.names, name)
	}
}

func (w *walk) note(name string, code finding.Code, message, hint string) {
	w.found = append(w.found, finding.Finding{File: name, Code: code, Severity: finding.Error, Message: message, Hint: hint})
}

func isDocument(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// cause is the innermost reason, without the path that a finding names anyway.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// Folders are the names, at the top of the archive in dir, that sources stand in or below: those of the
// contract, or in a bare archive every name but those that hold no minutes.
func Folders(dir string) []string {
	names := []string{contentDir, "layouts", "static"}
	if info, err := os.Stat(filepath.Join(dir, contentDir)); err == nil && info.IsDir() {
		return names
	}
	entries, _ := os.ReadDir(dir) // none: nothing to watch
	for _, e := range entries {
		if !slices.Contains(notContent, e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}
