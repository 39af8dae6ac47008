package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minutebook/internal/depot"
	"minutebook/internal/depot/depottest"
)

// What is wrong with a bucket is told a person in one line, with a status, and nothing of a restricted site is said or left there.
func TestBucketsThatAreWrong(t *testing.T) {
	store := depottest.Start(t)
	store.Use(t)
	archive, out := filepath.Join(t.TempDir(), "archive"), filepath.Join(t.TempDir(), "out")
	writeArchive(t, archive, "herring")
	put(t, filepath.Join(archive, "minutebook.yaml"), "title: Harbour Watch\nsites:\n  - {name: public, clearance: Clear}\n  - {name: members, clearance: Amber}\n")
	mustBuild(t, archive, out)
	store.Open(t, store.Bucket(t, "policy"))
	store.Readable(t, "rights")
	putThere(t, "s3://"+store.Bucket(t, "taken"), "other/public/current", `{"name":"a holiday"}`)
	putThere(t, "s3://taken", "newer/public/current", `{"format":9,"program":"minutebook"}`)
	putThere(t, "s3://taken", "photos/public/holiday.jpg", "x")
	wrong := []string{"AWS_SECRET_ACCESS_KEY=wrong"}
	const foreign, open = "there are files that were not put there by minutebook; empty the place, or choose another", "anybody can read what is kept there, or its names; close it, or choose another place"
	for _, c := range []struct {
		dest, site, says string
		status           int
		env              []string
		flags            []string
	}{
		{"s3://nowhere/x", "public", "there is no such bucket: nowhere", machineFail, nil, nil},
		{"s3://taken/x", "public", "does not take these keys for bucket taken", machineFail, wrong, nil},
		{"s3://taken/x", "public", "does not take these keys: there are none", machineFail, []string{"AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY="}, nil},
		{"s3://taken/other", "public", "current is not put there by minutebook", atFault, nil, nil},
		{"s3://taken/newer", "public", "it was published by a newer minutebook", atFault, nil, nil},
		{"s3://taken/photos", "public", foreign, atFault, nil, nil},
		{"s3://taken/photos", "public", foreign, atFault, nil, []string{"--flat"}},
		{"s3://policy/x", "members", open, atFault, nil, nil},
		{"s3://policy/x", "members", open, atFault, nil, []string{"--flat"}},
		{"s3://rights/x", "members", open, atFault, nil, nil},
		{"s3://rights/x", "members", open, atFault, nil, []string{"--flat", "--dry-run"}},
	} {
		cmd := program(t, append([]string{"publish", c.dest, "--site", c.site, "--out", out}, c.flags...)...)
		cmd.Env = append(append(os.Environ(), cmd.Env...), c.env...)
		told, err := cmd.CombinedOutput()
		if text := string(told); err == nil || cmd.ProcessState.ExitCode() != c.status || !strings.Contains(text, c.says) || strings.Count(text, "\n") != 1 {
			t.Errorf("%s %s %q: %v, %s", c.dest, c.site, c.flags, err, text)
		}
	}
	for _, bucket := range []string{"policy", "rights"} {
		d, err := depot.Open("s3://" + bucket)
		if err != nil {
			t.Fatal(err)
		}
		for name, err := range d.List(context.Background(), "", false) {
			t.Errorf("%s has %s, %v", bucket, name, err)
		}
	}
}

func putThere(t *testing.T, at, name, text string) {
	t.Helper()
	d, err := depot.Open(at)
	if err == nil {
		_, err = d.Put(context.Background(), name, strings.NewReader(text), int64(len(text)), depot.Put{})
	}
	if err != nil {
		t.Fatal(err)
	}
}
