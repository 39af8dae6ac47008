package ledger

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/cache"
)

func open(t testing.TB, dir string) *cache.Cache {
	c, err := cache.Open(dir, [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// However entries come and go, the next ledger has those that were put or asked for in the one before it.
func TestTheNextLedgerHasWhatWasUsed(t *testing.T) {
	root := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		c := open(t, dir)
		want := map[string]string{}
		for range rapid.IntRange(1, 4).Draw(rt, "runs") {
			l, used := Open(c, "x", [32]byte{2}), map[string]string{}
			for range rapid.IntRange(0, 12).Draw(rt, "uses") {
				name := fmt.Sprint(rapid.IntRange(0, 9).Draw(rt, "name"))
				if rapid.Bool().Draw(rt, "put") {
					used[name] = rapid.String().Draw(rt, "text")
					l.Put(name, used[name])
					want[name] = used[name]
				} else if text, ok := l.Get(name); ok {
					used[name] = text
				} else if _, ok := want[name]; ok {
					rt.Fatalf("%s is gone", name)
				}
				if text, ok := l.Get(name); ok && text != want[name] {
					rt.Fatalf("%s is %q, want %q", name, text, want[name])
				}
			}
			if err := l.Keep(); err != nil {
				rt.Fatal(err)
			}
			want = used
		}
	})
}

func TestAnotherKeyOrDamageIsEmpty(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir)
	l := Open(c, "x", [32]byte{2})
	l.Put("a", "b")
	if err := l.Keep(); err != nil {
		t.Fatal(err)
	}
	if _, ok := Open(c, "x", [32]byte{3}).Get("a"); ok {
		t.Error("an entry of another key is believed")
	}
	at := l.at(partOf("a"))
	for _, body := range []string{"", "x", string(l.key[:]) + "\xff", string(l.key[:]) + "\x01a\x09b", string(l.key[:]) + "\x01z\x01b"} {
		if err := c.Store(at, []byte(body)); err != nil {
			t.Fatal(err)
		}
		if text, ok := Open(c, "x", l.key).Get("a"); ok {
			t.Errorf("%q holds %q", body, text)
		}
	}
	if _, ok := Open(nil, "x", l.key).Get("a"); ok {
		t.Error("no cache holds something")
	}
}

// A ledger in which nothing changed writes nothing.
func TestNothingChangedIsNotWritten(t *testing.T) {
	dir := t.TempDir()
	l := Open(open(t, dir), "x", [32]byte{})
	l.Put("a", "b")
	if err := l.Keep(); err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(cache.Folder(dir), "x_", fmt.Sprintf("%02d", partOf("a")))
	before, err := os.Stat(at)
	if err != nil {
		t.Fatal(err)
	}
	l = Open(open(t, dir), "x", [32]byte{})
	l.Put("a", "b")
	if err := l.Keep(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(at); err != nil || !os.SameFile(before, after) {
		t.Error("it is written again", err)
	}
}

// FuzzEntries reads anything, to an end; what it reads it writes and reads again.
func FuzzEntries(f *testing.F) {
	l := &Ledger{key: [32]byte{7}}
	p := &part{entries: map[string]entry{"a": {text: "b"}, "": {text: "of no name"}}}
	f.Add(l.written(p))
	f.Add([]byte(string(l.key[:]) + "\x01a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		i := partOf("a")
		read := l.entries(string(data), i)
		if again := l.entries(string(l.written(&part{entries: read})), i); !maps.Equal(read, again) {
			t.Fatalf("%v is read as %v", read, again)
		}
	})
}
