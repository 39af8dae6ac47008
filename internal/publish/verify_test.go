package publish

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func builtSite(t *testing.T) (dir string, m Manifest) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range map[string]string{"www/index.html": "home", "www/a/index.html": "a", "index/index.json": "{}", "former.json": "{}"} {
		writeText(t, filepath.Join(dir, name), text)
	}
	if err := WriteManifest(dir, Manifest{Site: "public", Title: "Minutes", URL: "https://host/book", Clearance: "Clear", Online: true, Base: "/book", Edition: "e", Index: "i"}); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, m
}

func writeText(t *testing.T, file, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// Whatever is done to a build is told by the name of the file.
func TestVerify(t *testing.T) {
	for about, c := range map[string]struct {
		change func(t *testing.T, dir string)
		want   string
	}{
		"nothing":          {func(*testing.T, string) {}, ""},
		"an empty folder":  {func(t *testing.T, dir string) { os.Mkdir(filepath.Join(dir, "more"), 0o755) }, ""},
		"a byte":           {func(t *testing.T, dir string) { writeText(t, filepath.Join(dir, "index/index.json"), "{ ") }, "index/index.json is not what the build wrote"},
		"cut":              {func(t *testing.T, dir string) { os.Truncate(filepath.Join(dir, "www/a/index.html"), 0) }, "www/a/index.html is not what the build wrote"},
		"gone":             {func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "www/a/index.html")) }, "www/a/index.html is missing"},
		"something more":   {func(t *testing.T, dir string) { writeText(t, filepath.Join(dir, "www/b.html"), "b") }, "www/b.html is none of the build's"},
		"a link to a file": {func(t *testing.T, dir string) { relink(t, dir, "www/index.html") }, "www/index.html is no regular file"},
		"a folder's a file": {func(t *testing.T, dir string) {
			os.RemoveAll(filepath.Join(dir, "index"))
			writeText(t, filepath.Join(dir, "index"), "")
		}, "index is none of the build's"},
	} {
		dir, m := builtSite(t)
		c.change(t, dir)
		err := Verify(context.Background(), dir, m, All)
		var at *FileError
		if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &at) || err.Error() != c.want) {
			t.Errorf("%s: %v, want %q", about, err, c.want)
		}
	}
}

func relink(t *testing.T, dir, name string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := errors.Join(os.Rename(file, filepath.Join(dir, "aside")), os.Symlink(filepath.Join(dir, "aside"), file)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "aside"), filepath.Join(t.TempDir(), "aside")); err != nil {
		t.Fatal(err)
	}
}

func below(folder string) func(name string) bool {
	return func(name string) bool { return strings.HasPrefix(name, folder+"/") }
}

func TestVerifyAPart(t *testing.T) {
	dir, m := builtSite(t)
	writeText(t, filepath.Join(dir, "www/index.html"), "other")
	if err := Verify(context.Background(), dir, m, below("index")); err != nil {
		t.Errorf("the index: %v", err)
	}
	if err := Verify(context.Background(), dir, m, below("www")); err == nil {
		t.Error("the web root is taken")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := Verify(ctx, dir, m, All); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if err := Verify(context.Background(), filepath.Join(dir, "none"), m, All); err == nil {
		t.Error("a folder that is not there is taken")
	}
}

// A manifest is what encoding/json makes of it, and is read as that reads it.
func TestManifestsAreJSON(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := Manifest{Format: Format, Site: rapid.String().Draw(r, "site"), Online: rapid.Bool().Draw(r, "online"),
			Files: rapid.MapOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"www/index.html", "www/<a>&\"b\".html"})), rapid.StringMatching("[0-9a-f]{64}"), 0, 9).Draw(r, "files")}
		got, err := m.Marshal()
		want, more := json.MarshalIndent(m, "", " ")
		if err := errors.Join(err, more); err != nil || string(got) != string(want)+"\n" {
			r.Fatalf("%s, not %s: %v", got, want, err)
		}
		var told Manifest
		if err := json.Unmarshal(got, &told); err != nil {
			r.Fatal(err)
		}
		head, files, err := readFrom(bytes.NewReader(got), true)
		head.Files = files
		if diff := cmp.Diff(told, head); diff != "" || err != nil {
			r.Fatal(diff, err)
		}
	})
}

func FuzzReadManifest(f *testing.F) {
	for _, text := range []string{`{"format":1,"files":{"a":"b"},"online":true}`, `{"files":null}`, `{"files":[]}`, `{"files":{"a":1}}`, `{"files":{}} x`, `{"files":{}}{}`, `[`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, _ = readFrom(bytes.NewReader(data), true)
	})
}

// The head of a manifest is the manifest without its files.
func TestReadHead(t *testing.T) {
	dir, m := builtSite(t)
	m.Files = nil
	head, err := ReadHead(dir)
	if diff := cmp.Diff(m, head); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for text, ok := range map[string]bool{`{"format":1,"online":true,"files":{`: true, `{"format":1}`: true, `{"format":2,"files":{}}`: false, `{"form`: false, `[]`: false, ``: false,
		`{"format":1,"online":"yes"}`: false, `{"format":1,"online":tr`: false, `1`: false} {
		writeText(t, filepath.Join(dir, ManifestFile), text)
		if _, err := ReadHead(dir); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}
