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

// settle is how long the archive must be quiet before it is built again: an editor saves in several steps.
const settle = 50 * time.Millisecond

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

// watch builds again whenever a source changes, until ctx ends.
func (w *workshop) watch(ctx context.Context, events *fsnotify.Watcher) error {
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
				_ = w.follow(events, e.Name) // gone again: nothing to watch
			}
			quiet.Reset(settle)
		case err := <-events.Errors:
			w.Log.Warn("watching the archive", "error", err)
		case <-quiet.C:
			w.Built(w.build(ctx))
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

// source says whether a change of the named file or folder can change a site. In an archive without
// content/ any file of its folder can.
func (w *workshop) source(name string) bool {
	rel, err := filepath.Rel(w.Archive, name)
	if err != nil {
		return false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	if slices.ContainsFunc(parts, ignored) {
		return false
	}
	return parts[0] == archive.ConfigFile || slices.Contains(archive.Folders(w.Archive), parts[0])
}

// ignored are hidden files and the copies that editors keep.
func ignored(part string) bool { return strings.HasPrefix(part, ".") || strings.HasSuffix(part, "~") }
