package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// ReadHead reads what a manifest says before its files, which may be many: whose site it is, and for whom.
func ReadHead(dir string) (Manifest, error) {
	f, err := os.Open(filepath.Join(dir, ManifestFile))
	if err != nil {
		return Manifest{}, err
	}
	defer f.Close()
	m, err := readHead(f)
	if err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	if m.Format != Format {
		return Manifest{}, fmt.Errorf("%s: format %d, this program knows %d", ManifestFile, m.Format, Format)
	}
	return m, nil
}

// readHead gathers the members of an object up to the one called files.
func readHead(r io.Reader) (m Manifest, err error) {
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return m, fmt.Errorf("no manifest: %w", noObject(err))
	}
	head := map[string]json.RawMessage{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return m, err
		}
		if name == "files" {
			break
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return m, err
		}
		head[name.(string)] = value
	}
	data, err := json.Marshal(head)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(data, &m)
}

func noObject(err error) error {
	if err == nil {
		return errors.New("it is no object")
	}
	return err
}
