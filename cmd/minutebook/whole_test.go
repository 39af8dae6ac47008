package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"minutebook/internal/publish"
)

// minutesSaying is a small archive's only document; word tells one version of the archive from another.
func minutesSaying(word string) string {
	return strings.ReplaceAll(`This document is classified as **Clear**. It may be published.

Harbour Watch Committee Meeting

12 March 2024, HWC_07_1203

Final Minutes

1. Quay Lighting

The harbour master reported that the lamps on the WORD quay were dark.

ACTION HWC 07/01: The Harbour Master to have the lamps on the WORD quay mended.
`, "WORD", word)
}

func writeArchive(t *testing.T, dir, word string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "march.md"), []byte(minutesSaying(word)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// program starts this test binary as minutebook.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("minutebook")
	if err != nil {
		t.Fatal(err) // testscript.Main puts it on the path
	}
	return exec.Command(path, args...)
}

func mustBuild(t *testing.T, archive, out string) {
	t.Helper()
	if msg, err := program(t, "build", "-C", archive, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
}

// whole says whether every file of every site is as its manifest says, no more and no less, and which
// version of the archive each site shows.
func whole(t *testing.T, out string) map[string]string {
	t.Helper()
	shows := map[string]string{}
	for _, site := range []string{"public", "parties", "members"} {
		dir := filepath.Join(out, site)
		m, err := publish.ReadManifest(dir)
		if err != nil {
			t.Fatalf("%s: %v", site, err)
		}
		n := 0
		err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || d.Name() == publish.ManifestFile {
				return err
			}
			n++
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(dir, path)
			sum := sha256.Sum256(data)
			if want := m.Files[filepath.ToSlash(rel)]; want != hex.EncodeToString(sum[:]) {
				return fmt.Errorf("%s is not as the manifest says", rel)
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", site, err)
		}
		if n != len(m.Files) {
			t.Fatalf("%s holds %d files, its manifest names %d", site, n, len(m.Files))
		}
		page, err := os.ReadFile(filepath.Join(dir, "www", "meetings", "hwc-07", "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"east", "west"} {
			if bytes.Contains(page, []byte("on the "+word+" quay")) {
				shows[site] = word
			}
		}
	}
	return shows
}

// A build that is killed at any moment leaves every site whole, as it was or as it is to be, and the next
// build leaves nothing of it behind.
func TestKilledBuildsLeaveWholeSites(t *testing.T) {
	kills := 12
	if os.Getenv("MINUTEBOOK_SOAK") != "" {
		kills = 300
	}
	dir := t.TempDir()
	archive, out := filepath.Join(dir, "archive"), filepath.Join(dir, "out")
	writeArchive(t, archive, "east")
	began := time.Now()
	mustBuild(t, archive, out)
	took := time.Since(began)
	words := []string{"west", "east"}
	dice := rand.New(rand.NewPCG(1, 2))
	for i := range kills {
		writeArchive(t, archive, words[i%2])
		cmd := program(t, "build", "-C", archive, "--out", out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(dice.Int64N(int64(took))))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		for site, word := range whole(t, out) {
			if word == "" {
				t.Fatalf("kill %d: %s shows neither version", i, site)
			}
		}
	}
	writeArchive(t, archive, "west")
	mustBuild(t, archive, out)
	for site, word := range whole(t, out) {
		if word != "west" {
			t.Errorf("after the last build %s shows %q", site, word)
		}
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), "staging") {
			t.Errorf("%s is left of a killed build", e.Name())
		}
	}
}

// A disk that fills up during a build ends it with a sentence and status 3; the sites stay as they were.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	archive, out := filepath.Join(dir, "archive"), filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if msg, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", out).CombinedOutput(); err != nil {
		t.Skipf("a small file system cannot be mounted here: %s", msg)
	}
	t.Cleanup(func() { _ = exec.Command("umount", out).Run() })
	writeArchive(t, archive, "east")
	mustBuild(t, archive, out)
	fillDisk(t, filepath.Join(out, "ballast"))
	writeArchive(t, archive, "west")
	cmd := program(t, "build", "-C", archive, "--out", out)
	msg, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != machineFail {
		t.Fatalf("the build ended with %v, want status %d\n%s", err, machineFail, msg)
	}
	if !bytes.Contains(msg, []byte("no space left on device")) {
		t.Errorf("the message does not say what is the matter:\n%s", msg)
	}
	for site, word := range whole(t, out) {
		if word != "east" {
			t.Errorf("%s shows %q, want the version before", site, word)
		}
	}
}

// fillDisk leaves a little space, so that the disk fills up within the build and not before it.
func fillDisk(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 64<<10)
	size := int64(0)
	for {
		n, err := f.Write(block)
		size += int64(n)
		if err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-200<<10)); err != nil {
		t.Fatal(err)
	}
}
