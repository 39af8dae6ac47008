package cache

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func open(t *testing.T, dir string, program byte) *Cache {
	t.Helper()
	c, err := Open(dir, [32]byte{program})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatIsStoredIsLoaded(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 1)
	for _, name := range []string{"a", "a/b", "a/../c", ".hidden/x"} {
		if err := c.Store(name, []byte("of "+name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a", "a/b", "a/../c", ".hidden/x"} {
		if data, ok := c.Load(name); !ok || string(data) != "of "+name {
			t.Errorf("%s holds %q, %v", name, data, ok)
		}
	}
	if _, ok := c.Load("b"); ok {
		t.Error("what was never stored is there")
	}
	if err := c.Forget("a"); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Load("a"); ok {
		t.Error("what was forgotten is there")
	}
}

// Whatever befalls a file of the cache, it is not believed.
func TestWhatIsDamagedOrForeignIsNotThere(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 1)
	if err := c.Store("a", []byte("words")); err != nil {
		t.Fatal(err)
	}
	if _, ok := open(t, dir, 2).Load("a"); ok {
		t.Error("another program believes it")
	}
	at := filepath.Join(Folder(dir), "a")
	whole, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		for _, data := range [][]byte{bad, whole[:i]} {
			if err := os.WriteFile(at, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if got, ok := c.Load("a"); ok {
				t.Fatalf("damaged at byte %d it holds %q", i, got)
			}
		}
	}
}

func TestTheCacheIsItsOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(Folder(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	c := open(t, dir, 1)
	if err := c.Store("a/b", nil); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "a_": 0o700, "a_/b": 0o600} {
		info, err := os.Stat(filepath.Join(Folder(dir), name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%q is of mode %o", name, got)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, ".minutebook", ".gitignore")); err != nil {
		t.Error(err)
	}
}

func TestNoCacheKeepsNothing(t *testing.T) {
	var c *Cache
	if err := c.Store("a", nil); err != nil {
		t.Error(err)
	}
	if _, ok := c.Load("a"); ok {
		t.Error("it holds something")
	}
}

func TestTheProgramIsKnown(t *testing.T) {
	a, err := Program()
	if err != nil || a == [32]byte{} {
		t.Error(a, err)
	}
}

// FuzzLoad believes no file that Store did not write for the same program.
func FuzzLoad(f *testing.F) {
	c := &Cache{dir: f.TempDir(), program: [32]byte{1}}
	f.Add([]byte("words"), []byte{})
	f.Add([]byte{}, c.head(nil))
	f.Add([]byte("words"), c.head([]byte("words")))
	f.Fuzz(func(t *testing.T, body, head []byte) {
		c := &Cache{dir: t.TempDir(), program: c.program}
		if err := os.WriteFile(c.at("a"), append(bytes.Clone(head), body...), 0o600); err != nil {
			t.Fatal(err)
		}
		data, ok := c.Load("a")
		if right := bytes.Equal(append(bytes.Clone(head), body...), append(c.head(data), data...)); ok != (ok && right) {
			t.Fatalf("%q after %q is believed", body, head)
		}
		if err := c.Store("b", body); err != nil {
			t.Fatal(err)
		}
		if data, ok := c.Load("b"); !ok || !bytes.Equal(data, body) {
			t.Fatalf("%q is loaded as %q", body, data)
		}
	})
}
