package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What is remembered of the program is its hash, and nothing that was spoiled or is of another file.
func TestTheProgramIsRemembered(t *testing.T) {
	time.Sleep(time.Duration(settles)) // the test itself is new
	want, err := Program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := Open(dir, want); err != nil {
		t.Fatal(err)
	}
	ask := func() {
		t.Helper()
		if got, err := ProgramIn(dir); err != nil || got != want {
			t.Fatalf("%x, %v, and is %x", got, err, want)
		}
	}
	ask()
	at := filepath.Join(Folder(dir), programFile)
	whole, err := os.ReadFile(at)
	if err != nil {
		t.Skip("nothing is remembered here")
	}
	state, _ := ownState()
	if got, ok := remembered(at, state); !ok || got != want {
		t.Errorf("it remembers %x", got)
	}
	for i := range whole {
		spoiled := append([]byte(nil), whole...)
		spoiled[i] ^= 1
		if err := os.WriteFile(at, spoiled, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, ok := remembered(at, state); ok {
			t.Fatalf("byte %d is spoiled, and it is believed", i)
		}
	}
	ask()
}
