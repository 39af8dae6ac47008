package builtin_test

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A release of the last commit, made twice in two places, is the same to the byte; it says which commit it is of, and its bill of
// materials has every module that the program says it is made of. One program for one platform stands for all.
func TestReleasesAreReproducible(t *testing.T) {
	if _, err := os.Stat(".git"); err != nil {
		t.Skip("this is no repository, so it has no commit")
	}
	var sums [2]string
	var dir string
	for i := range sums {
		dir = filepath.Join(t.TempDir(), strings.Repeat("deep", i+1))
		if out, err := exec.Command("git", "clone", "--quiet", ".", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		cmd := exec.Command(filepath.Join(dir, ".ci", "dist"))
		cmd.Env = append(os.Environ(), "PLATFORMS=linux/amd64", "PROGRAMS=searchd")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		text, err := os.ReadFile(filepath.Join(dir, "dist", "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		sums[i] = string(text)
	}
	if sums[0] != sums[1] || strings.Count(sums[0], "\n") != 3 {
		t.Errorf("two releases of one commit:\n%s\n%s", sums[0], sums[1])
	}
	holdBill(t, filepath.Join(dir, "dist", "searchd-linux-amd64"))
}

// holdBill holds the bill of materials of a program to what the program says of itself.
func holdBill(t *testing.T, program string) {
	t.Helper()
	info, err := buildinfo.ReadFile(program)
	text, err2 := os.ReadFile(program + ".cdx.json")
	var bill struct {
		Components []struct{ Name, Version string }
	}
	if err := errors.Join(err, err2, json.Unmarshal(text, &bill)); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, c := range bill.Components {
		told[c.Name] = c.Version
	}
	for _, m := range info.Deps {
		if told[m.Path] != m.Version {
			t.Errorf("%s %s is not in the bill: %q", m.Path, m.Version, told[m.Path])
		}
	}
	if told["std"] == "" || len(info.Deps) < 10 {
		t.Errorf("the bill has %d components", len(bill.Components))
	}
	head, err := exec.Command("git", "rev-parse", "HEAD").Output()
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && s.Value == strings.TrimSpace(string(head)) && err == nil {
			return
		}
	}
	t.Errorf("it does not say that it is of %s: %v", head, info.Settings)
}
