package serve

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long the archive must be quiet before it is built again: an editor saves in several steps.
const settle = 80 * time.Millisecond

// watch builds again whenever a source changes, until ctx ends.
func (w *workshop) watch(ctx context.Context) error {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch the archive: %w", err)
	}
	defer events.Close()
	if err := addFolders(events, w.Archive); err != nil {
		return fmt.Errorf("watch the archive: %w", err)
	}
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events.Events:
			if !w.source(e.Name) {
				continue
			}
			if e.Has(fsnotify.Create) {
				_ = addFolders(events, e.Name) // gone again: nothing to watch
			}
			quiet.Reset(settle)
		case err := <-events.Errors:
			w.Log.Warn("watching the archive", "error", err)
		case <-quiet.C:
			if err := w.build(ctx); err != nil && w.Rebuilt == nil {
				w.Log.Error("the sites stay as they were", "error", err)
			}
		}
	}
}

// source says whether a change of the named file can change a site.
func (w *workshop) source(name string) bool {
	rel, err := filepath.Rel(w.Archive, name)
	if err != nil {
		return false
	}
	for _, part := range strings.Split(filepath.ToSlash(rel), "/") {
		if part != "." && strings.HasPrefix(part, ".") || strings.HasSuffix(part, "~") {
			return false
		}
	}
	return true
}

func addFolders(events *fsnotify.Watcher, top string) error {
	return filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if path != top && (strings.HasPrefix(d.Name(), ".") || skipped(d.Name())) {
			return fs.SkipDir
		}
		return events.Add(path)
	})
}

// skipped are folders beside an archive that never hold sources but may hold very many files.
func skipped(name string) bool { return name == "node_modules" || name == "out" || name == "bin" }

