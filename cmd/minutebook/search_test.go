package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// While builds replace what is searched, every search is answered, whole and alike.
func TestSearchWhileItIsBuilt(t *testing.T) {
	root, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	const text = "This document is classified as **Clear**. It may be published.\n\nBoat Group Meeting\n\n3 May 2021, BOAT_12_0305\n\nFinal Minutes\n\n1. Oars\n\nTwo are broken.\n"
	if err := os.WriteFile(filepath.Join(root, "one.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	build := func() {
		var log bytes.Buffer
		if code := run(context.Background(), []string{"build", "-C", root, "--out", out, "--site", "public"}, &log, &log); code != done {
			t.Errorf("the build ends with %d: %s", code, log.String())
		}
	}
	build()
	built := make(chan struct{})
	go func() {
		defer close(built)
		for range 3 {
			build()
		}
	}()
	var first string
	for asked := 0; ; asked++ {
		var found, said bytes.Buffer
		if code := run(context.Background(), []string{"search", "-C", root, "--out", out, "oars"}, &found, &said); code != done {
			t.Fatalf("search %d ends with %d: %s", asked, code, said.String())
		}
		if asked == 0 {
			first = found.String()
		}
		if found.String() != first || !strings.Contains(first, "Oars") {
			t.Fatalf("search %d found\n%s\nafter\n%s", asked, found.String(), first)
		}
		select {
		case <-built:
			t.Logf("%d searches", asked+1)
			return
		default:
		}
	}
}
