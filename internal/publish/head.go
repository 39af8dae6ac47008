package publish

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// readPart reads a manifest piece by piece: what stands before its files and, if whole, these and what is behind them.
func readPart(dir string, whole bool) (m Manifest, files map[string]string, err error) {
	f, err := os.Open(filepath.Join(dir, ManifestFile))
	if err != nil {
		return m, nil, err
	}
	defer f.Close()
	m, files, err = readFrom(bufio.NewReaderSize(f, 64<<10), whole)
	if err != nil {
		return m, nil, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	if m.Format != Format {
		return m, nil, fmt.Errorf("%s: format %d, this program knows %d", ManifestFile, m.Format, Format)
	}
	return m, files, nil
}

var errShape = errors.New("it has not the shape of a manifest")

// shapeless is errShape with its cause, if there is one.
func shapeless(err error) error {
	if err == nil {
		return errShape
	}
	return fmt.Errorf("%w: %w", errShape, err)
}

// readFrom gathers the members of an object, but for the files, which it reads one by one.
func readFrom(r io.Reader, whole bool) (m Manifest, files map[string]string, err error) {
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return m, nil, shapeless(err)
	}
	head := map[string]json.RawMessage{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return m, nil, err
		}
		if name == "files" && !whole {
			return m, nil, fill(&m, head)
		}
		if name == "files" {
			if files, err = readFiles(d); err != nil {
				return m, nil, err
			}
			continue
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return m, nil, err
		}
		head[name.(string)] = value
	}
	if whole {
		if err := end(d); err != nil {
			return m, nil, err
		}
	}
	return m, files, fill(&m, head)
}

func fill(m *Manifest, head map[string]json.RawMessage) error {
	data, err := json.Marshal(head)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, m)
}

// readFiles reads an object of texts; nil for null.
func readFiles(d *json.Decoder) (map[string]string, error) {
	switch t, err := d.Token(); {
	case err != nil:
		return nil, err
	case t == nil:
		return nil, nil
	case t != json.Delim('{'):
		return nil, errShape
	}
	files := map[string]string{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		sum, err := d.Token()
		if err != nil {
			return nil, err
		}
		text, ok := sum.(string)
		if !ok {
			return nil, errShape
		}
		files[name.(string)] = text
	}
	_, err := d.Token()
	return files, err
}

// end holds that the object ends, and that nothing comes behind it.
func end(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return shapeless(err)
	}
	return nil
}
