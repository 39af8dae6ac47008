package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The real minutes that started this are not part of the project; where they stand beside it, all of their
// facts must hold. CI sets MINUTEBOOK_ACCEPTANCE=required, so that their absence fails there.
func TestAcceptance(t *testing.T) {
	check, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "acceptance", "check"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(check); err != nil {
		if os.Getenv("MINUTEBOOK_ACCEPTANCE") == "required" {
			t.Fatal("the acceptance minutes are not there, and this run requires them")
		}
		t.Skip("the acceptance minutes are not there")
	}
	binary, err := exec.LookPath("minutebook")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(check, binary, "--build", t.TempDir()).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
