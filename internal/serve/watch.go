package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"minutebook/internal/archive"
)

// startWatching begins to gather changes, before the first build reads anything: none may be missed.
func (w *workshop) startWatching() (*fsnotify.Watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch the archive: %w", err)
	}
	if err := w.follow(events, w.Archive); err != nil {
		return nil, errors.Join(fmt.Errorf("watch the archive: %w", err), events.Close())
	}
	return events, nil
}

// watch shows what was saved and builds again whenever a source changes, until ctx ends.
func (d *desk) watch(ctx context.Context, events *fsnotify.Watcher) error {
	defer d.leave()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events.Events:
			if !d.source(e.Name) {
				continue
			}
			if e.Has(fsnotify.Create) {
				_ = d.follow(events, e.Name) // gone again: nothing to watch
			}
			d.note(e.Name)
		case err := <-events.Errors:
			d.Log.Warn("watching the archive", "error", err)
		case <-d.saved.C:
			d.show()
		case <-d.quiet.C:
			d.begin(ctx)
		case built := <-d.built:
			d.end(ctx, built)
		}
	}
}

// follow watches a folder and the folders below it that may hold sources.
func (w *workshop) follow(events *fsnotify.Watcher, top string) error {
	return filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if path != w.Archive && !w.source(path) {
			return fs.SkipDir
		}
		return events.Add(path)
	})
}

// below is a file or folder as a path below the archive.
func (w *workshop) below(name string) (rel string, ok bool) {
	rel, err := filepath.Rel(w.Archive, name)
	return filepath.ToSlash(rel), err == nil
}

// source says whether a change of the named file or folder can change a site. In an archive without
// content/ any file of its folder can.
func (w *workshop) source(name string) bool {
	rel, ok := w.below(name)
	parts := strings.Split(rel, "/")
	if !ok || slices.ContainsFunc(parts, ignored) {
		return false
	}
	return parts[0] == archive.ConfigFile || slices.Contains(archive.Folders(w.Archive), parts[0])
}

// ofAll says whether a source is one of those that every page depends on.
func ofAll(rel string) bool {
	top, _, _ := strings.Cut(rel, "/")
	return slices.Contains([]string{archive.ConfigFile, "layouts", "static"}, top)
}

// ignored are hidden files and the copies that editors keep.
func ignored(part string) bool { return strings.HasPrefix(part, ".") || strings.HasSuffix(part, "~") }

// stopped is a timer that has not begun.
func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
