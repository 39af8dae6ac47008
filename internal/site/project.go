package site

import (
	"context"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
)

// Project writes, into an empty folder, what Hugo gets to know of the site as a project of its own: hugo.json, layouts/, and in content/
// the value of each page as front matter. Hugo's own program makes the same pages of it; minutebook does not need it.
// It gives the number of pages.
func Project(ctx context.Context, o Options, dir string) (pages int, err error) {
	b := newBuilder(o)
	files, err := writeAssets(o.Static, b.look, o.Policy, o.Out)
	if err != nil {
		return 0, err
	}
	p, err := newPrinter(o.Layouts, b.frame(files), b.words.Texts(), o.Out)
	if err != nil {
		return 0, err
	}
	all := b.all()
	s, err := b.settle(o, all)
	if err != nil {
		return 0, err
	}
	all = s.apply(all)
	conf, err := json.MarshalIndent(p.config(), "", " ")
	if err != nil {
		return 0, err
	}
	if err := writeProject(dir, "hugo.json", conf); err != nil {
		return 0, err
	}
	for _, l := range p.layouts {
		if err := writeProject(dir, path.Join("layouts", l.name), l.data); err != nil {
			return 0, err
		}
	}
	for i, pg := range all {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		one, err := sheetOf(pg)
		if err == nil {
			err = writeProject(dir, contentName(i), one.front)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

func writeProject(dir, name string, data []byte) error {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	return os.WriteFile(at, data, 0o644)
}
