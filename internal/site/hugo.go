package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"minutebook/internal/generation"
	"minutebook/internal/wording"
)

// workingDir is where Hugo's project stands in its memory file system.
const workingDir = "/site"

// page is one file of the site: its address below the root, the name of its layout, and what makes the
// value that the layout shows.
type page struct {
	path   string
	layout string
	value  func() any
	key    func(*keys) key // of the value; nil where it is always made
	stands string          // the file; "" where that has to be worked out
}

func newPage(path, layout string, value func() any) page {
	p := page{path: path, layout: layout, value: value}
	p.stands = p.file()
	return p
}

// keyed is the page with its key.
func (p page) keyed(by func(*keys) key) page {
	p.key = by
	return p
}

// file is where the page stands below Out.
func (p page) file() string {
	if p.stands != "" {
		return p.stands
	}
	name := strings.TrimPrefix(p.path, "/")
	if strings.HasSuffix(name, ".html") {
		return name
	}
	return path.Join(name, "index.html")
}

// sheet is a page with its value as front matter: all that Hugo gets to know of it.
type sheet struct {
	page
	front []byte
}

func sheetOf(p page) (sheet, error) {
	params := map[string]any{"page": p.value()}
	if c, ok := params["page"].(changed); ok {
		params = map[string]any{"page": c.value, "former": c.former}
	}
	var front bytes.Buffer
	e := json.NewEncoder(&front)
	e.SetEscapeHTML(false) // most of a value is markup, and nobody reads this as a page
	if err := e.Encode(map[string]any{"url": p.path, "layout": p.layout, "params": params}); err != nil {
		return sheet{}, fmt.Errorf("page %s: %w", p.path, err)
	}
	return sheet{p, front.Bytes()}, nil
}

// printer has Hugo print pages below out. Every call builds a project of its own in memory: that is
// faster than Hugo's own rebuild, and bounds the memory by the batch.
type printer struct {
	layouts []file
	frame   frame
	words   wording.Catalogue
	out     *generation.Folder
}

type file struct {
	name string
	data []byte
}

func newPrinter(layouts fs.FS, fr frame, words wording.Catalogue, out *generation.Folder) (*printer, error) {
	files, err := readAll(layouts)
	if err != nil {
		return nil, fmt.Errorf("reading the layouts: %w", err)
	}
	files = slices.DeleteFunc(files, func(f file) bool { return path.Ext(f.name) != ".html" })
	return &printer{layouts: files, frame: fr, words: words, out: out}, nil
}

// has says whether there is a layout of this name. Hugo would take page.html instead, and say nothing.
func (p *printer) has(layout string) bool {
	return slices.ContainsFunc(p.layouts, func(f file) bool { return f.name == layout+".html" })
}

// print writes the files of the pages. A page that renders to nothing is an error, for Hugo keeps silent
// about it.
func (p *printer) print(pages []sheet) error {
	project, err := p.project(pages)
	if err != nil {
		return err
	}
	var log bytes.Buffer
	out := publishedTo(p.out)
	err = p.build(project, out, &log)
	if hindered := out.Err(); hindered != nil {
		return hindered
	}
	if err != nil {
		return templateError(err, log.String(), pages)
	}
	for _, pg := range pages {
		if !p.out.Has(pg.file()) {
			return fmt.Errorf("layouts/%s.html renders the page %s to nothing", pg.layout, pg.path)
		}
	}
	return nil
}

func (p *printer) build(project afero.Fs, out *published, log *bytes.Buffer) error {
	sites, err := open(project, out, log)
	if err != nil {
		return err
	}
	defer sites.Close()
	return sites.Build(hugolib.BuildCfg{NoBuildLock: true})
}

// open reads the settings and the layouts of a project. Its pages are read when it is built.
func open(project afero.Fs, out *published, log *bytes.Buffer) (*hugolib.HugoSites, error) {
	flags := config.New()
	flags.Set("workingDir", workingDir)
	flags.Set("cacheDir", "/cache")
	flags.Set("publishDir", "public")
	logger := loggers.New(loggers.Options{Level: logg.LevelError, StdOut: io.Discard, StdErr: log})
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: project, Logger: logger, Flags: flags, Filename: "hugo.json", SkipNpmCheck: true,
		Environment: "production",
		Environ:     []string{"MINUTEBOOK="}, // none at all would mean those of the process
	})
	if err != nil {
		return nil, err
	}
	disk := hugofs.NewFrom(project, configs.LoadingInfo.BaseConfig)
	disk.PublishDir, disk.PublishDirStatic, disk.PublishDirServer = out, out, out
	return hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: disk, TestLogger: logger, StdOut: io.Discard, StdErr: log,
	})
}

// project lays out config, layouts and one content file for each page.
func (p *printer) project(pages []sheet) (afero.Fs, error) {
	mem := afero.NewMemMapFs()
	conf, err := json.Marshal(p.config())
	if err != nil {
		return nil, err
	}
	files := []file{{"hugo.json", conf}}
	for _, l := range p.layouts {
		files = append(files, file{path.Join("layouts", l.name), l.data})
	}
	for i, pg := range pages {
		files = append(files, file{contentName(i), pg.front})
	}
	for _, f := range files {
		if err := afero.WriteFile(mem, path.Join(workingDir, f.name), f.data, 0o644); err != nil {
			return nil, err
		}
	}
	return mem, nil
}

func contentName(i int) string { return fmt.Sprintf("content/p%06d.md", i) }

// config locks Hugo in: nothing from outside, nothing by the clock, no file that was not asked for.
func (p *printer) config() map[string]any {
	return map[string]any{
		"baseURL":                    p.frame.Base,
		"title":                      p.frame.Title,
		"locale":                     p.frame.Language,
		"params":                     map[string]any{"frame": p.frame, "words": p.words},
		"disableKinds":               []string{"home", "section", "taxonomy", "term", "404", "sitemap", "robotstxt", "rss"},
		"outputs":                    map[string]any{"page": []string{"html"}},
		"enableInlineShortcodes":     false,
		"disableHugoGeneratorInject": true,
		"buildFuture":                true,
		"buildExpired":               true,
		"timeout":                    "60s",
		"security": map[string]any{
			"exec":  map[string]any{"allow": []string{"none"}, "osEnv": []string{"none"}},
			"funcs": map[string]any{"getenv": []string{"none"}},
			"http":  map[string]any{"urls": []string{"none"}, "methods": []string{"none"}},
		},
	}
}

// templateError says which template and which page failed: Hugo returns the one or the other, or only
// that something was logged.
func templateError(err error, log string, pages []sheet) error {
	text := strings.TrimSpace(err.Error() + "\n" + strings.TrimSpace(log))
	for i, pg := range pages {
		text = strings.ReplaceAll(text, path.Join(workingDir, contentName(i)), pg.path)
	}
	text = strings.ReplaceAll(text, workingDir+"/", "")
	return fmt.Errorf("rendering: %s", strings.Join(strings.Fields(text), " "))
}

// readAll reads every regular file, by name.
func readAll(fsys fs.FS) ([]file, error) {
	var all []file
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		all = append(all, file{name, data})
		return err
	})
	return all, err
}
