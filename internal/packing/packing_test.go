package packing

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"pgregory.net/rapid"
)

func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func names(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatIsPacked(t *testing.T) {
	long := strings.Repeat("The lamps were mended. ", 100)
	www := folder(t, map[string]string{"index.html": long, "a/b/index.html": long, "data/t.csv": long, "short.html": long[:packet], "picture.png": long,
		"paper.pdf": long, "_headers": long, "feed.atom": long, "x.css": long[:packet] + "."})
	out := filepath.Join(t.TempDir(), "packed")
	f, err := Write(context.Background(), www, out)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a/b/index.html.br", "a/b/index.html.gz", "data/t.csv.br", "data/t.csv.gz", "feed.atom.br", "feed.atom.gz", "index.html.br", "index.html.gz", "x.css.br", "x.css.gz"}
	if got := names(t, out); !slices.Equal(got, want) {
		t.Errorf("packed %v", got)
	}
	if f.Files != 5 || f.Bytes != int64(4*len(long)+packet+1) || f.Least == 0 || f.Least > f.Bytes/10 {
		t.Errorf("%+v", f)
	}
	for _, name := range want {
		plain, err := os.ReadFile(filepath.Join(www, strings.TrimSuffix(name, filepath.Ext(name))))
		packed, more := os.ReadFile(filepath.Join(out, name))
		if err := errors.Join(err, more, Equal(name, packed, plain)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := filepath.Join(t.TempDir(), "again")
	if _, err := Write(context.Background(), www, again); err != nil {
		t.Fatal(err)
	}
	for _, name := range want {
		a, _ := os.ReadFile(filepath.Join(out, name))
		b, _ := os.ReadFile(filepath.Join(again, name))
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs from time to time", name)
		}
	}
}

func TestWriteEnds(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	www := folder(t, map[string]string{"index.html": strings.Repeat("a", 5000)})
	if _, err := Write(ctx, www, filepath.Join(t.TempDir(), "packed")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := Write(context.Background(), www, filepath.Join(www, "index.html")); err == nil {
		t.Error("a folder that cannot be made is no error")
	}
}

// What a packer made of a file is that file, whatever it made before; a changed byte, one more or one less is told.
func TestEqual(t *testing.T) {
	p := newPacker()
	rapid.Check(t, func(r *rapid.T) {
		plain := rapid.SliceOfN(rapid.SampledFrom([]byte("abc <>\n\x00\xff")), 1, 5000).Draw(r, "plain")
		for _, way := range Ways() {
			packed := bytes.Clone(p.pack(way, plain))
			if err := Equal(way.Ext, packed, plain); err != nil {
				r.Fatalf("%s: %v", way.Coding, err)
			}
			other := bytes.Clone(plain)
			other[rapid.IntRange(0, len(other)-1).Draw(r, "at")] ^= 1
			for about, wrong := range map[string]error{
				"another byte":  Equal(way.Ext, packed, other),
				"a byte more":   Equal(way.Ext, packed, plain[:len(plain)-1]),
				"a byte less":   Equal(way.Ext, packed, append(bytes.Clone(plain), 'x')),
				"cut":           Equal(way.Ext, packed[:len(packed)-1], plain),
				"behind it":     Equal(way.Ext, append(bytes.Clone(packed), 'x'), plain),
				"twice":         Equal(way.Ext, slices.Concat(packed, packed), plain),
				"empty":         Equal(way.Ext, nil, plain),
				"the other way": Equal(map[string]string{".br": ".gz", ".gz": ".br"}[way.Ext], packed, plain),
			} {
				if !errors.Is(wrong, ErrPacking) {
					r.Fatalf("%s: %s is taken: %v", way.Coding, about, wrong)
				}
			}
		}
	})
}

// A gzip has room for words beside what it packs.
func TestNothingElseInAHead(t *testing.T) {
	for about, change := range map[string]func(*gzip.Header){
		"a name": func(h *gzip.Header) { h.Name = "secret" }, "a remark": func(h *gzip.Header) { h.Comment = "secret" }, "more": func(h *gzip.Header) { h.Extra = []byte("secret") },
	} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		change(&w.Header)
		_, err := w.Write([]byte("plain"))
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		if err := Equal("x.gz", b.Bytes(), []byte("plain")); !errors.Is(err, ErrPacking) {
			t.Errorf("%s: %v", about, err)
		}
	}
	if err := Equal("x.zst", nil, nil); !errors.Is(err, ErrPacking) {
		t.Errorf("an unknown way: %v", err)
	}
}

func TestQuick(t *testing.T) {
	long := []byte(strings.Repeat("The lamps were mended. ", 100))
	if err := Equal(".gz", Quick(long), long); err != nil {
		t.Error(err)
	}
	if Quick(long[:packet]) != nil {
		t.Error("a short answer is packed")
	}
}

func FuzzEqual(f *testing.F) {
	p := newPacker()
	for _, way := range Ways() {
		f.Add(way.Ext, bytes.Clone(p.pack(way, []byte("plain"))), []byte("plain"))
	}
	f.Fuzz(func(t *testing.T, name string, packed, plain []byte) { _ = Equal(name, packed, plain) })
}

// BenchmarkWrite packs the text of 200 pages.
func BenchmarkWrite(b *testing.B) {
	files := map[string]string{}
	for i := range 200 {
		files[strings.Repeat("d/", i%3)+string(rune('a'+i%26))+strings.Repeat("x", i)+".html"] = strings.Repeat("The lamps were mended by the harbour master. ", 200+i)
	}
	www := folder(b, files)
	for b.Loop() {
		if _, err := Write(context.Background(), www, filepath.Join(b.TempDir(), "packed")); err != nil {
			b.Fatal(err)
		}
	}
}
