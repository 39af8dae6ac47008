package packing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"pgregory.net/rapid"

	"minutebook/internal/generation"
)

// site is a tree of files on top of a former one.
func site(t testing.TB, former *generation.Former, files map[string]string) *generation.Tree {
	t.Helper()
	tree := generation.New(t.TempDir(), former)
	for name, text := range files {
		if err := tree.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

func packed(t testing.TB, tree *generation.Tree) (all []string) {
	t.Helper()
	for _, name := range tree.Names() {
		if rest, ok := strings.CutPrefix(name, Folder+"/"); ok {
			all = append(all, rest)
		}
	}
	return all
}

// prose is n bytes of words, which pack as text does.
func prose(n int) string {
	r, words := rand.New(rand.NewPCG(1, 2)), strings.Fields("the lamps were mended by harbour master and keeper of tidal gate who noted that no vessel came in")
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(words[r.IntN(len(words))] + " ")
	}
	return b.String()[:n]
}

func TestWhatIsPacked(t *testing.T) {
	long := strings.Repeat("The lamps were mended. ", 100)
	files := map[string]string{"www/index.html": long, "www/a/b/index.html": long, "www/data/t.csv": prose(download + 1), "www/data/u.csv": prose(download), "www/short.html": long[:packet], "www/picture.png": long,
		"www/paper.pdf": long, "www/_headers": long, "www/feed.atom": long, "www/x.css": long[:packet] + ".", "words.json": long, "wwwx/index.html": long}
	tree := site(t, nil, files)
	f, err := Write(t.Context(), tree, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a/b/index.html.gz", "data/t.csv.gz", "data/u.csv.br", "data/u.csv.gz", "feed.atom.gz", "index.html.gz", "x.css.gz"}
	if got := packed(t, tree); !slices.Equal(got, want) {
		t.Errorf("packed %v", got)
	}
	if f.Files != 6 || f.Bytes != int64(3*len(long)+packet+1+2*download+1) || f.Least == 0 || f.Least > f.Bytes || f.Kept != 0 {
		t.Errorf("%+v", f)
	}
	for _, name := range want {
		data, err := tree.Read(Folder + "/" + name)
		if err := errors.Join(err, Equal(name, data, []byte(files["www/"+strings.TrimSuffix(name, filepath.Ext(name))]))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := site(t, nil, files)
	if _, err := Write(t.Context(), again, nil); err != nil || !maps.Equal(tree.Sums(), again.Sums()) {
		t.Errorf("packings differ from time to time: %v", err)
	}
}

// On top of any former site, packed or not, the packings are those of a site without one; what is as it was is not packed again.
func TestPackingsAreKept(t *testing.T) {
	texts := rapid.SampledFrom([]string{"", strings.Repeat("one ", 500), strings.Repeat("two ", 500), prose(90_000)})
	rapid.Check(t, func(r *rapid.T) {
		files := rapid.MapOf(rapid.SampledFrom([]string{"www/a.html", "www/b.html", "www/c.html"}), texts)
		before, after := files.Draw(r, "before"), files.Draw(r, "after")
		old := site(t, nil, before)
		if rapid.Bool().Draw(r, "packed before") {
			if _, err := Write(t.Context(), old, nil); err != nil {
				t.Fatal(err)
			}
		}
		if spoilt := packed(t, old); len(spoilt) > 0 && rapid.Bool().Draw(r, "spoilt") {
			if err := os.Remove(old.Path(Folder + "/" + spoilt[0])); err != nil {
				t.Fatal(err)
			}
		}
		former, err := generation.OpenFormer(old.Dir(), old.State())
		if err != nil {
			t.Fatal(err)
		}
		next, fresh := site(t, former, after), site(t, nil, after)
		f, err := Write(t.Context(), next, nil)
		g, more := Write(t.Context(), fresh, nil)
		if err := errors.Join(err, more); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(next.Sums(), fresh.Sums()) || f.Files+f.Kept != g.Files {
			t.Fatalf("%v %+v, without a former site %v %+v", next.Names(), f, fresh.Names(), g)
		}
	})
}

func TestWriteEnds(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	files := map[string]string{"www/index.html": strings.Repeat("a", 5000)}
	if _, err := Write(ctx, site(t, nil, files), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	files[Folder] = ""
	if _, err := Write(context.Background(), site(t, nil, files), nil); err == nil {
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
		files["www/"+strings.Repeat("d/", i%3)+string(rune('a'+i%26))+strings.Repeat("x", i)+".html"] = strings.Repeat("The lamps were mended by the harbour master. ", 200+i)
	}
	for b.Loop() {
		if _, err := Write(context.Background(), site(b, nil, files), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLevels packs the pages below PACK_PAGES, the web root of a site.
func BenchmarkLevels(b *testing.B) {
	var pages [][]byte
	total := 0
	for _, file := range pagesBelow(b, os.Getenv("PACK_PAGES")) {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages, total = append(pages, data), total+len(data)
	}
	ways := map[string]resettable{}
	for level := 1; level <= 6; level++ {
		z, err := gzip.NewWriterLevel(nil, level)
		if err != nil {
			b.Fatal(err)
		}
		ways[fmt.Sprint("gzip-", level)], ways[fmt.Sprint("brotli-", level)] = z, brotli.NewWriterLevel(nil, level)
	}
	for _, name := range slices.Sorted(maps.Keys(ways)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(total))
			var out bytes.Buffer
			size := 0
			for b.Loop() {
				size = 0
				for _, p := range pages {
					out.Reset()
					ways[name].Reset(&out)
					_, err := ways[name].Write(p)
					if err := errors.Join(err, ways[name].Close()); err != nil {
						b.Fatal(err)
					}
					size += out.Len()
				}
			}
			b.ReportMetric(100*float64(size)/float64(total), "%size")
		})
	}
}

// pagesBelow are some pages of a folder, as many of each kind as it has.
func pagesBelow(b *testing.B, dir string) (all []string) {
	if dir == "" {
		b.Skip("PACK_PAGES names no folder")
	}
	n := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			if n++; n%30 == 0 {
				all = append(all, name)
			}
		}
		return err
	})
	if err != nil || len(all) == 0 {
		b.Fatalf("%d pages: %v", len(all), err)
	}
	return all
}
