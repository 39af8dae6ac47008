package wording

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// File has, in a site's folder and beside its web root, the words of whoever serves it.
const File = "words.json"

// Write writes the words into a site's folder.
func (w *Words) Write(dir string) error {
	data, err := json.MarshalIndent(w, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, File), append(data, '\n'), 0o644)
}

// Open reads the words in a site's folder.
func Open(dir string) (*Words, error) {
	data, err := os.ReadFile(filepath.Join(dir, File))
	if err != nil {
		return nil, err
	}
	w := &Words{}
	if err := json.Unmarshal(data, w); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	return w, nil
}
