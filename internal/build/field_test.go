package build

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/hit"
	"minutebook/internal/packing"
	"minutebook/internal/record"
	"minutebook/internal/wordtest"
)

// ground is the archive, its public site as it is built, and that of the permitted sources alone.
type ground struct {
	builder
	root, site, alone string
	edition           edition.Edition
	secrets           *audit.Secrets
}

func newGround(t *testing.T) *ground {
	t.Helper()
	files, err := txtar.ParseFile(filepath.Join("testdata", "seeded.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	g := &ground{root: t.TempDir()}
	for _, f := range files.Files {
		must(t, putFile(g.root, f.Name, f.Data))
	}
	ctx := context.Background()
	res, err := Run(ctx, Options{Archive: g.root, Out: t.TempDir()})
	must(t, err)
	g.site = res.Sites[0].Dir
	g.archive, err = archive.Open(g.root)
	must(t, err)
	t.Cleanup(func() { g.archive.Close() })
	g.sources, err = g.archive.Read(ctx, nil)
	must(t, err)
	g.moves = movesOf(g.archive)
	g.edition = edition.Of(g.archive.Rules.Policy.Sites[0], g.sources.Documents, g.archive.Rules, g.archive.Files())
	g.alone, err = g.builder.alone(ctx, g.edition, t.TempDir())
	must(t, err)
	g.secrets, err = g.builder.secrets(g.edition)
	must(t, err)
	must(t, g.permitOwn(ctx, g.secrets, g.edition))
	found, err := leaks(g.secrets, g.site)
	must(t, err)
	if len(found.Leaks) > 0 {
		t.Errorf("a build that is whole needs another to be told from a leak: %v", found.Leaks)
	}
	must(t, permitAlone(g.secrets, g.alone))
	return g
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (g *ground) search(t *testing.T, dir string) audit.Report {
	t.Helper()
	found, err := leaks(g.secrets, dir)
	must(t, err)
	return found
}

func (g *ground) compare(t *testing.T, dir string) Proof {
	t.Helper()
	p, err := compare(dir, g.alone)
	must(t, err)
	return p
}

// field is a copy of the site, to be sown.
type field struct {
	t   *testing.T
	g   *ground
	dir string
}

func (g *ground) field(t *testing.T) *field {
	t.Helper()
	f := &field{t, g, filepath.Join(t.TempDir(), "public")}
	must(t, os.CopyFS(f.dir, os.DirFS(g.site)))
	return f
}

// write leaves a page that it changes without a packing.
func (f *field) write(name, text string) {
	must(f.t, putFile(f.dir, name, []byte(text)))
	if rest, ok := strings.CutPrefix(name, "www/"); ok {
		for _, way := range packing.Ways() {
			must(f.t, os.RemoveAll(filepath.Join(f.dir, packing.Folder, rest+way.Ext)))
		}
	}
}

func (f *field) folder(name string) { must(f.t, os.MkdirAll(filepath.Join(f.dir, name), 0o700)) }

func (f *field) remove(name string) { must(f.t, os.Remove(filepath.Join(f.dir, name))) }

func (f *field) read(name string) string {
	data, err := os.ReadFile(filepath.Join(f.dir, name))
	must(f.t, err)
	return string(data)
}

func (f *field) into(name, text string) { f.write(name, f.read(name)+text) }

func (f *field) source(name string) string {
	data, err := os.ReadFile(filepath.Join(f.g.root, name))
	must(f.t, err)
	return string(data)
}

func (f *field) replace(name, old, new string) {
	before := f.read(name)
	if !strings.Contains(before, old) {
		f.t.Fatalf("%s has no %q", name, old)
	}
	f.write(name, strings.Replace(before, old, new, 1))
}

// backward turns the rows of a table round.
func (f *field) backward(name string) {
	lines := strings.SplitAfter(strings.TrimSpace(f.read(name))+"\n", "\n")
	lines = lines[:len(lines)-1]
	slices.Reverse(lines[1:])
	f.write(name, strings.Join(lines, ""))
}

// index builds the site's index anew with one thing more to find.
func (f *field) index(more index.Document) {
	f.content(func(c *index.Content) { c.Documents = append(c.Documents, more) })
}

// content builds the site's index anew of what a change makes of its content.
func (f *field) content(change func(c *index.Content)) {
	must(f.t, os.RemoveAll(filepath.Join(f.dir, "index")))
	c := hit.Content(record.Link(f.g.edition), wordtest.English(f.t))
	change(&c)
	_, err := index.Build(filepath.Join(f.dir, "index"), c)
	must(f.t, err)
}

// shard is the name of a file of the index's one shard.
func (f *field) shard(file string) string {
	all, err := filepath.Glob(filepath.Join(f.dir, "index", "shards", "*"))
	must(f.t, err)
	return "index/shards/" + filepath.Base(all[0]) + "/" + file
}

// docValue puts a shard in place of the index's own that keeps a value beside its dictionary, though none is asked for.
func (f *field) docValue(value string) {
	shard := strings.TrimSuffix(f.shard(""), "/")
	dir := filepath.Join(f.dir, shard)
	x, err := index.Open(filepath.Join(f.dir, "index"))
	must(f.t, err)
	documents := x.Info().Documents
	must(f.t, x.Close())
	must(f.t, os.RemoveAll(dir))
	m := bleve.NewIndexMapping()
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("owner", &mapping.FieldMapping{Type: "text", Analyzer: "keyword", Index: true, DocValues: true})
	m.DefaultMapping = doc
	b, err := bleve.NewBuilder(dir, m, map[string]any{"buildPathPrefix": filepath.Join(f.dir, "index")})
	must(f.t, err)
	for i := range documents {
		must(f.t, b.Index(fmt.Sprintf("2024-01-01\x1fpage\x1f%d\x1f/", i), map[string]any{"owner": value}))
	}
	must(f.t, b.Close())
}

func gzipOf(text string) string {
	return packedBy(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, text)
}

func brotliOf(text string) string {
	return packedBy(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }, text)
}

func zstdOf(text string) string {
	return packedBy(func(w io.Writer) io.WriteCloser {
		z, err := zstd.NewWriter(w)
		if err != nil {
			panic(err)
		}
		return z
	}, text)
}

func packedBy(packer func(io.Writer) io.WriteCloser, text string) string {
	var b bytes.Buffer
	w := packer(&b)
	if _, err := io.WriteString(w, text); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func zipOf(name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err != nil || z.Close() != nil {
		panic(fmt.Sprint("packing ", name))
	}
	return b.String()
}

func wideOf(text string) string {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}
