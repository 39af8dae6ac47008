package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// painting has a real browser open each kind of page and scroll through a long one; internal/browser/paint.mjs measures.
func painting(w io.Writer, r *run) error {
	cmd := exec.Command("node", "paint.mjs")
	cmd.Dir = filepath.Join(r.root, "internal", "browser")
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	return cmd.Run()
}
